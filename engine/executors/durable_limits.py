"""The limits of durable_rules, counted before a rule set is loaded.

Past them the library does not complain: it hangs (512 branches at one level), fails while
deciding (65 conditions true at once, 253 properties) or crashes. So rules are spread over several
rule sets that stay well below, and a single rule that would not fit is refused with its place.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.executors.durable_form import Expression
from engine.rulebook.model import Rule

BRANCHES_MAX = 500
"""The library's own table holds 511 branches at one level."""
PROPERTIES_MAX = 251
"""The library holds 252 of the caller's properties; one of ours belongs to the witness."""
SIMULTANEOUS_MAX = 48
"""The library's own table holds 64. Past it it answers with an error or, when rules share their
first comparisons, crashes; so we keep a distance."""


class DurableLimitError(ValueError):
    """A rule, or a set of facts, is beyond what durable_rules can hold."""


@dataclass(frozen=True, slots=True)
class _Weight:
    """Upper bounds for one expression: its comparisons, and the ways it can hold at once."""

    branches: int
    simultaneous: int


def weigh(expression: Expression) -> _Weight:
    """Bounds of an expression. `$or` adds its parts' matches, `$and` multiplies them."""
    for joint in ("$and", "$or"):
        parts = expression.get(joint)
        if isinstance(parts, list):
            weights = [weigh(part) for part in parts]
            simultaneous = 1 if joint == "$and" else 0
            for weight in weights:
                if joint == "$and":
                    simultaneous *= weight.simultaneous
                else:
                    simultaneous += weight.simultaneous
            return _Weight(sum(weight.branches for weight in weights), simultaneous)
    return _Weight(branches=1, simultaneous=1)


def spread(
    rules: Sequence[Rule], expressions: Mapping[str, Expression]
) -> Iterator[dict[str, Expression]]:
    """The rules' expressions in as many rule sets as the limits demand, in order.

    DurableLimitError names the rule that does not fit even alone.
    """
    current: dict[str, Expression] = {}
    branches = simultaneous = 0
    for rule in rules:
        weight = weigh(expressions[rule.id])
        if weight.branches > BRANCHES_MAX or weight.simultaneous > SIMULTANEOUS_MAX:
            raise DurableLimitError(
                f"the rule `{rule.id}` has {weight.branches} comparisons and up to"
                f" {weight.simultaneous} ways to hold at once; at most {BRANCHES_MAX} and"
                f" {SIMULTANEOUS_MAX} fit"
            )
        branches += weight.branches
        simultaneous += weight.simultaneous
        if current and (branches > BRANCHES_MAX or simultaneous > SIMULTANEOUS_MAX):
            yield current
            current, branches, simultaneous = {}, weight.branches, weight.simultaneous
        current[rule.id] = expressions[rule.id]
    if current:
        yield current


def check_properties(names: Collection[str]) -> None:
    """DurableLimitError when a record has more properties than the library can hold."""
    if len(names) > PROPERTIES_MAX:
        raise DurableLimitError(
            f"the rules look at {len(names)} properties; at most {PROPERTIES_MAX} fit"
        )
