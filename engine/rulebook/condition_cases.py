"""Whole conditions over several facts: whether they can hold, and whether one implies another.

A condition is turned into the cases in which it holds, each a set of values for every fact it looks
at, out of the few values that its comparisons can tell apart. A pattern can't be reasoned about;
each counts as a fact of its own that is free to match, so that nothing is ever called impossible
because of one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.rulebook.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Operator,
)
from engine.rulebook.contradiction import compares, values_to_try
from engine.rulebook.references import comparisons_in
from engine.rulebook.vocabulary import FactDeclaration, FactValue

CASES_MAX = 200
"""A condition with more cases is left alone, as one that can hold and that implies nothing."""
_Case = Mapping[str, int]
"""For each fact the values that are possible, as bits."""
_MATCHING, _NOT_MATCHING = 0b01, 0b10


class TooManyCases(Exception):
    """The condition has more than CASES_MAX cases."""


def can_hold(conditions: Sequence[Condition], vocabulary: Mapping[str, FactDeclaration]) -> bool:
    """Whether some facts satisfy all conditions at once; true when that can't be decided."""
    if not all(_is_sound(condition, vocabulary) for condition in conditions):
        return True
    values = _values(conditions, vocabulary)
    whole = AllOf(tuple(conditions), conditions[0].location)
    try:
        return bool(_cases(whole, values, vocabulary, is_negated=False))
    except TooManyCases:
        return True


def implies(
    condition: Condition, other: Condition, vocabulary: Mapping[str, FactDeclaration]
) -> bool:
    """Whether `other` holds wherever `condition` does; false when that can't be decided."""
    return not can_hold((condition, Not(other, other.location)), vocabulary)


def _is_sound(condition: Condition, vocabulary: Mapping[str, FactDeclaration]) -> bool:
    """Whether every comparison could be built without findings."""
    return all(
        comparison.fact in vocabulary
        and (
            comparison.operator in (Operator.MISSING, Operator.PRESENT)
            or comparison.operand not in (None, ())
        )
        for comparison in comparisons_in(condition)
    )


def _values(
    conditions: Sequence[Condition], vocabulary: Mapping[str, FactDeclaration]
) -> dict[str, tuple[FactValue, ...]]:
    """The values of each fact that the comparisons can tell apart."""
    by_fact: dict[str, list[Condition]] = {}
    for condition in conditions:
        for comparison in comparisons_in(condition):
            if comparison.operator is not Operator.MATCHES:
                by_fact.setdefault(comparison.fact, []).append(comparison)
    return {
        name: tuple(dict.fromkeys(values_to_try(comparisons, vocabulary[name])))
        for name, comparisons in by_fact.items()
    }


def _cases(
    condition: Condition,
    values: Mapping[str, Sequence[FactValue]],
    vocabulary: Mapping[str, FactDeclaration],
    *,
    is_negated: bool,
) -> list[_Case]:
    """The cases in which the condition holds, or does not when `is_negated`."""
    match condition:
        case Not():
            return _cases(condition.condition, values, vocabulary, is_negated=not is_negated)
        case Comparison():
            name, bits = _possible(condition, values, vocabulary, is_negated=is_negated)
            return [{name: bits}] if bits else []
    parts = (
        _cases(part, values, vocabulary, is_negated=is_negated) for part in condition.conditions
    )
    if isinstance(condition, AnyOf) is is_negated:
        return _all_at_once(parts)
    return _different(case for part in parts for case in part)


def _all_at_once(parts: Iterator[list[_Case]]) -> list[_Case]:
    found: list[_Case] = [{}]
    for part in parts:
        joined = (_joined(one, other) for one in found for other in part)
        found = _different(case for case in joined if case is not None)
    return found


def _different(cases: Iterable[_Case]) -> list[_Case]:
    """Each case once."""
    found: dict[frozenset[tuple[str, int]], _Case] = {}
    for case in cases:
        found.setdefault(frozenset(case.items()), case)
        if len(found) > CASES_MAX:
            raise TooManyCases
    return list(found.values())


def _joined(one: _Case, other: _Case) -> _Case | None:
    """The case in which both hold; None when there is none."""
    both = {**one, **other}
    for name in one.keys() & other.keys():
        both[name] = one[name] & other[name]
        if not both[name]:
            return None
    return both


def _possible(
    comparison: Comparison,
    values: Mapping[str, Sequence[FactValue]],
    vocabulary: Mapping[str, FactDeclaration],
    *,
    is_negated: bool,
) -> tuple[str, int]:
    """The fact, or the pattern, and the values of it under which the comparison holds."""
    if comparison.operator is Operator.MATCHES:
        pattern = f"{comparison.fact} {comparison.operand}"
        return pattern, _NOT_MATCHING if is_negated else _MATCHING
    fact = vocabulary[comparison.fact]
    bits = 0
    for position, value in enumerate(values[comparison.fact]):
        if compares(comparison, value, fact) is not is_negated:
            bits |= 1 << position
    return comparison.fact, bits
