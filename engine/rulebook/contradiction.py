"""Whether conditions on one fact can hold together, found by trying the values that matter.

Comparisons only tell values apart at their operands. So when neither an operand nor a neighbour of
one satisfies all of the conditions, nothing does. Patterns are beyond this and are left alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, assert_never

from engine.rulebook.conditions import (
    ORDERING_OPERATORS,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Operator,
)
from engine.rulebook.references import comparisons_in
from engine.rulebook.vocabulary import FactDeclaration, FactType, FactValue

TEXT_CHARACTERS_TRIED_MAX = 100_001
"""A fact has at most 100,000 characters, so longer texts need no trying."""
_STRANGE_CHARACTER = "\ue000"
"""For texts that no rule names."""


def contradiction(
    conditions: Sequence[Condition], vocabulary: Mapping[str, FactDeclaration]
) -> tuple[Condition, ...]:
    """The first of `conditions` that never hold together, the one that makes it so last.

    Empty when there is none. Only conditions on a single fact are looked at; one that never holds
    by itself is no contradiction between several.
    """
    by_fact: dict[str, list[Condition]] = {}
    for condition in conditions:
        fact = _only_fact(condition, vocabulary)
        if fact is None or not _can_hold((condition,), fact):
            continue
        earlier = by_fact.setdefault(fact.name, [])
        for other in earlier:
            if not _can_hold((other, condition), fact):
                return (other, condition)
        earlier.append(condition)
        if not _can_hold(earlier, fact):
            return tuple(earlier)
    return ()


def _only_fact(
    condition: Condition, vocabulary: Mapping[str, FactDeclaration]
) -> FactDeclaration | None:
    """The single fact of a condition that could be built without findings."""
    comparisons = list(comparisons_in(condition))
    if len({comparison.fact for comparison in comparisons}) != 1:
        return None
    fact = vocabulary.get(comparisons[0].fact)
    if fact is None or not all(_is_decidable(comparison) for comparison in comparisons):
        return None
    return fact


def _is_decidable(comparison: Comparison) -> bool:
    if comparison.operator in (Operator.MISSING, Operator.PRESENT):
        return True
    return comparison.operator is not Operator.MATCHES and comparison.operand not in (None, ())


def _can_hold(conditions: Sequence[Condition], fact: FactDeclaration) -> bool:
    return any(
        all(_holds(condition, value, fact) for condition in conditions)
        for value in values_to_try(conditions, fact)
    )


def values_to_try(conditions: Sequence[Condition], fact: FactDeclaration) -> Iterator[FactValue]:
    if fact.may_be_missing:
        yield None
    operands: list[Any] = []
    for condition in conditions:
        for comparison in comparisons_in(condition):
            operand = comparison.operand
            operands += operand if isinstance(operand, tuple) else (operand,)
    given = [operand for operand in operands if operand is not None]
    match fact.type:
        case FactType.BOOLEAN:
            yield from (True, False)
        case FactType.ONE_OF:
            yield from fact.values
        case FactType.INTEGER | FactType.MONEY_CENTS:
            for number in [*given, fact.minimum or 0]:
                near = (number - 1, number, number + 1)
                yield from (n for n in near if fact.minimum is None or n >= fact.minimum)
        case FactType.DATE:
            for day in given or [date.min]:
                ordinals = range(day.toordinal() - 1, day.toordinal() + 2)
                within = range(date.min.toordinal(), date.max.toordinal() + 1)
                yield from (date.fromordinal(n) for n in ordinals if n in within)
        case FactType.TEXT:
            lengths = {0, 1} | {n for n in given if isinstance(n, int)}
            yield from (text for text in given if isinstance(text, str))
            for length in lengths:
                yield _STRANGE_CHARACTER * min(length, TEXT_CHARACTERS_TRIED_MAX)
                yield _STRANGE_CHARACTER * min(length + 1, TEXT_CHARACTERS_TRIED_MAX)
        case _:
            assert_never(fact.type)


def _holds(condition: Condition, value: FactValue, fact: FactDeclaration) -> bool:
    match condition:
        case Comparison():
            return compares(condition, value, fact)
        case Not():
            return not _holds(condition.condition, value, fact)
        case AllOf():
            return all(_holds(part, value, fact) for part in condition.conditions)
        case AnyOf():
            return any(_holds(part, value, fact) for part in condition.conditions)
        case _:
            assert_never(condition)


def compares(comparison: Comparison, value: Any, fact: FactDeclaration) -> bool:
    operator, operand = comparison.operator, comparison.operand
    if value is None or operator is Operator.MISSING:
        return value is None and operator is Operator.MISSING
    if operator in ORDERING_OPERATORS and fact.values:
        value, operand = fact.values.index(value), fact.values.index(str(operand))
    limit: Any = operand
    match operator:
        case Operator.PRESENT:
            return True
        case Operator.EQUALS:
            return bool(value == limit)
        case Operator.ONE_OF:
            return value in limit
        case Operator.MORE_THAN:
            return bool(value > limit)
        case Operator.LESS_THAN:
            return bool(value < limit)
        case Operator.AT_LEAST:
            return bool(value >= limit)
        case Operator.AT_MOST:
            return bool(value <= limit)
        case Operator.LONGER_THAN:
            return bool(len(value) > limit)
        case _:
            raise AssertionError(f"{operator} is not decided here")
