"""A contradiction is found exactly where no value satisfies all conditions on a fact."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.executors.compiled import compile_condition
from engine.rulebook.conditions import (
    ORDERING_OPERATORS,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Operator,
)
from engine.rulebook.contradiction import contradiction
from engine.rulebook.location import Location
from engine.rulebook.vocabulary import FactDeclaration, FactType, FactValue

HERE = Location("test", 1, 1)
WORDS = ("none", "standard", "admin")
NUMBERS = tuple(range(6))
DAYS = tuple(date(2020, 4, day) for day in range(1, 7))
EVERY_VALUE: dict[FactType, tuple[FactValue, ...]] = {
    FactType.INTEGER: tuple(range(-2, 9)),
    FactType.DATE: (date(2020, 3, 31), *DAYS, date(2020, 4, 7)),
    FactType.ONE_OF: WORDS,
    FactType.BOOLEAN: (True, False),
    FactType.TEXT: ("", *(letter * n for letter in "abc" for n in range(1, 6))),
}
"""All values that the operands below can tell apart."""
OPERANDS: dict[FactType, tuple[bool | int | str | date, ...]] = {
    FactType.INTEGER: NUMBERS,
    FactType.DATE: DAYS,
    FactType.ONE_OF: WORDS,
    FactType.BOOLEAN: (True, False),
    FactType.TEXT: ("", "a", "b", "aaa"),
}


def _fact(fact_type: FactType) -> FactDeclaration:
    values = WORDS if fact_type is FactType.ONE_OF else ()
    return FactDeclaration(
        "order.x", fact_type, "-", "-", None, values, bool(values), True, None, HERE
    )


def _comparisons(fact_type: FactType) -> st.SearchStrategy[Condition]:
    value = st.sampled_from(OPERANDS[fact_type])
    several = st.lists(value, min_size=1, max_size=3).map(tuple)
    pairs = [
        st.tuples(st.just(Operator.EQUALS), value),
        st.tuples(st.just(Operator.ONE_OF), several),
        st.tuples(st.sampled_from([Operator.MISSING, Operator.PRESENT]), st.none()),
    ]
    if fact_type is FactType.TEXT:
        pairs.append(st.tuples(st.just(Operator.LONGER_THAN), st.integers(0, 3)))
    elif fact_type is not FactType.BOOLEAN:
        pairs.append(st.tuples(st.sampled_from(sorted(ORDERING_OPERATORS)), value))
    return st.one_of(pairs).map(lambda pair: Comparison("order.x", pair[0], pair[1], HERE))


@st.composite
def _cases(draw: st.DrawFn) -> tuple[FactDeclaration, list[Condition]]:
    fact = _fact(draw(st.sampled_from(list(EVERY_VALUE))))
    leaves = _comparisons(fact.type)
    groups = st.lists(leaves, min_size=1, max_size=2).map(tuple)
    parts = st.one_of(
        leaves,
        leaves.map(lambda leaf: Not(leaf, HERE)),
        groups.map(lambda group: AnyOf(group, HERE)),
    )
    return fact, draw(st.lists(parts, min_size=1, max_size=4))


def _satisfying(conditions: tuple[Condition, ...], fact: FactDeclaration) -> list[FactValue]:
    holds = compile_condition(AllOf(conditions, HERE), {fact.name: fact})
    return [value for value in (None, *EVERY_VALUE[fact.type]) if holds({fact.name: value})]


@given(_cases())
def test_a_contradiction_is_found_exactly_where_no_value_is_left(
    case: tuple[FactDeclaration, list[Condition]],
) -> None:
    fact, conditions = case
    possible = tuple(part for part in conditions if _satisfying((part,), fact))
    found = contradiction(conditions, {fact.name: fact})
    assert bool(found) == (not _satisfying(possible, fact))
    if found:
        assert not _satisfying(found, fact)


def _more_and_less(more: int, less: int) -> list[Condition]:
    return [
        Comparison("order.x", Operator.MORE_THAN, more, HERE),
        Comparison("order.x", Operator.LESS_THAN, less, HERE),
    ]


@pytest.mark.parametrize(
    ("less", "is_contradiction"), [(2, True), (9, True), (10, True), (11, False)]
)
def test_whole_numbers_leave_no_room_between_neighbours(less: int, is_contradiction: bool) -> None:
    vocabulary = {"order.x": _fact(FactType.INTEGER)}
    assert bool(contradiction(_more_and_less(9, less), vocabulary)) is is_contradiction


def test_conditions_on_different_or_unknown_facts_are_no_contradiction() -> None:
    more, _ = _more_and_less(9, 2)
    other = Comparison("order.y", Operator.LESS_THAN, 2, HERE)
    fact = _fact(FactType.INTEGER)
    vocabulary = {"order.x": fact, "order.y": replace(fact, name="order.y")}
    assert contradiction([more, other], vocabulary) == ()
    assert contradiction(_more_and_less(9, 2), {}) == ()
