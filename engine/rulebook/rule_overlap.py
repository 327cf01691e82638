"""Rules that decide nothing: that never or always forbid, or that another rule makes superfluous.

Every reason is reported, so two rules may well stand together. One is superfluous only when it
stands nowhere without the other and rests on no statement that the other does not rest on.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import permutations

from engine.rulebook.condition_cases import can_hold, implies
from engine.rulebook.conditions import Not
from engine.rulebook.findings import Code, Finding
from engine.rulebook.location import Location
from engine.rulebook.model import Rule, Rulebook, RuleKind
from engine.rulebook.plain_words import condition_in_words
from engine.rulebook.references import comparisons_in
from engine.rulebook.vocabulary import EVERY_EDITION


def constant_rules(rulebook: Rulebook, found: Iterable[Finding]) -> Iterator[Finding]:
    """Rules that never forbid and rules that always do, but for those in which `found` has already
    told an impossible comparison."""
    told = {(f.location.file, f.location.line) for f in found if f.code is Code.IMPOSSIBLE}
    for eligibility in rulebook.eligibilities.values():
        for rule in eligibility.rules:
            if not told & {(at.file, at.line) for at in _places(rule)}:
                yield from _constant(rule, rulebook)


def _places(rule: Rule) -> Iterator[Location]:
    yield from (comparison.location for comparison in comparisons_in(rule.when))
    yield rule.when.location


def _constant(rule: Rule, rulebook: Rulebook) -> Iterator[Finding]:
    never = not can_hold((rule.when,), rulebook.facts)
    if not never and can_hold((Not(rule.when, rule.location),), rulebook.facts):
        return
    condition = rule.when
    holds = "never" if never else "always"
    if rule.kind is RuleKind.NEED and isinstance(condition, Not):
        condition, holds = condition.condition, "always" if never else "never"
    words = condition_in_words(condition, rulebook.facts)
    word = "never" if never else "always"
    message = f"`{rule.id}` {word} forbids: {words} {holds} holds"
    help_line = "change its condition, or remove it"
    yield Finding(Code.CONSTANT_RULE, message, rule.location, rule.id, help_line)


def overlapping_rules(rulebook: Rulebook) -> Iterator[Finding]:
    """Rules of one decision that say the same, or of which one says nothing that another does not.

    Each pair is told once, wherever it meets.
    """
    told: set[frozenset[str]] = set()
    facts = {rule.id: _facts_of(rule) for rule in _varying(rulebook)}
    for name, eligibility in rulebook.eligibilities.items():
        if any(cited.reference not in rulebook.eligibilities for cited in eligibility.includes):
            continue
        for edition in sorted(EVERY_EDITION):
            rules = [rule for rule in rulebook.rules_of(name, edition) if rule.id in facts]
            for rule, other in permutations(rules, 2):
                pair = frozenset((rule.id, other.id))
                if pair in told or rule.id == other.id or not facts[other.id] <= facts[rule.id]:
                    continue
                found = _overlap(rule, other, rulebook)
                if found is not None:
                    told.add(pair)
                    yield found


def _varying(rulebook: Rulebook) -> Iterator[Rule]:
    """The rules that forbid under some facts and not under others."""
    for rule in rulebook.rules.values():
        negated = Not(rule.when, rule.location)
        if all(can_hold((condition,), rulebook.facts) for condition in (rule.when, negated)):
            yield rule


def _facts_of(rule: Rule) -> AbstractSet[str]:
    return {comparison.fact for comparison in comparisons_in(rule.when)}


def _overlap(rule: Rule, other: Rule, rulebook: Rulebook) -> Finding | None:
    """What to say about `rule` because of `other`."""
    if not implies(rule.when, other.when, rulebook.facts):
        return None
    if implies(other.when, rule.when, rulebook.facts):
        first, second = sorted((rule, other), key=lambda each: each.location)
        message = f"`{second.id}` forbids exactly what `{first.id}` does"
        help_line = f"keep one of them; the other is at {first.location}"
        return Finding(Code.SAME_RULE, message, second.location, second.id, help_line)
    cited = {source.reference for source in other.sources}
    says_more = not {source.reference for source in rule.sources} <= cited
    if says_more or not rule.editions <= other.editions:
        return None
    message = f"`{rule.id}` adds nothing: whenever it forbids, `{other.id}` does too"
    help_line = (
        f"remove it, or cite the statement that it rests on; the other is at {other.location}"
    )
    return Finding(Code.SUPERFLUOUS_RULE, message, rule.location, rule.id, help_line)
