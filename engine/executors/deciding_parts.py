"""Which parts of a compound condition are seen to decide alone, in the decisions that were taken.

A part decides a case alone when the whole condition would come out the other way if only this part
did (modified condition/decision coverage, with masking). Seen are a case in which it holds and
one in which it does not.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from engine.executors.compiled import compile_condition
from engine.rulebook.conditions import AllOf, AnyOf, Comparison, Condition, Not
from engine.rulebook.model import Rule
from engine.rulebook.references import comparisons_in
from engine.rulebook.vocabulary import FactDeclaration, Facts


@dataclass(frozen=True, slots=True)
class UnseenCase:
    """No case shows the rule decided by `part` alone, where the part holds or where it does not."""

    rule: Rule
    part: Comparison
    holds: bool


def is_compound(rule: Rule) -> bool:
    """Whether more than one part decides."""
    return len(list(comparisons_in(rule.when))) > 1


def unseen_cases(
    rule: Rule, cases: Iterable[Facts], vocabulary: Mapping[str, FactDeclaration]
) -> Iterator[UnseenCase]:
    """What the cases lack, part by part; each has all facts that the rule looks at."""
    parts = tuple(comparisons_in(rule.when))
    tests = [compile_condition(part, vocabulary) for part in parts]
    seen: set[tuple[int, bool]] = set()
    for facts in cases:
        truths = tuple(test(facts) for test in tests)
        outcome = _value(rule.when, iter(truths))
        for index, truth in enumerate(truths):
            turned = (*truths[:index], not truth, *truths[index + 1 :])
            if _value(rule.when, iter(turned)) is not outcome:
                seen.add((index, truth))
    for index, part in enumerate(parts):
        for holds in (True, False):
            if (index, holds) not in seen:
                yield UnseenCase(rule, part, holds)


def _value(condition: Condition, truths: Iterator[bool]) -> bool:
    """What the condition comes to when its comparisons, in order, are as given."""
    match condition:
        case Comparison():
            return next(truths)
        case Not(inner):
            return not _value(inner, truths)
        case AllOf(parts) | AnyOf(parts):
            values = [_value(part, truths) for part in parts]  # each takes its truths, all of them
            return all(values) if isinstance(condition, AllOf) else any(values)
        case _:
            assert_never(condition)
