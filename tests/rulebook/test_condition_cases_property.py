"""A whole condition can hold exactly where some facts satisfy it, and so does one imply another."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from engine.executors.compiled import compile_condition
from engine.rulebook.condition_cases import can_hold, implies
from engine.rulebook.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Operator,
)
from engine.rulebook.location import Location
from engine.rulebook.vocabulary import FactDeclaration, FactType, FactValue

HERE = Location("test", 1, 1)
WORDS = ("none", "standard", "admin")
EVERY_VALUE: dict[str, tuple[FactValue, ...]] = {
    "order.count": (None, *range(-1, 6)),
    "order.title": (None, "", *(letter * n for letter in "abc" for n in range(1, 5))),
    "user.level": WORDS,
}
"""All values that the operands below can tell apart."""


def _fact(name: str, fact_type: FactType, *values: str) -> FactDeclaration:
    may_be_missing = not values
    return FactDeclaration(
        name, fact_type, "-", "-", None, values, bool(values), may_be_missing, None, HERE
    )


VOCABULARY = {
    "order.count": _fact("order.count", FactType.INTEGER),
    "order.title": _fact("order.title", FactType.TEXT),
    "user.level": _fact("user.level", FactType.ONE_OF, *WORDS),
}
_ORDERING = st.sampled_from(
    [Operator.EQUALS, Operator.MORE_THAN, Operator.LESS_THAN, Operator.AT_LEAST, Operator.AT_MOST]
)
_COMPARISONS: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Comparison, st.just("order.count"), _ORDERING, st.integers(0, 4), st.just(HERE)),
    st.builds(
        Comparison,
        st.just("order.count"),
        st.sampled_from([Operator.MISSING, Operator.PRESENT]),
        st.none(),
        st.just(HERE),
    ),
    st.builds(
        Comparison,
        st.just("order.title"),
        st.just(Operator.LONGER_THAN),
        st.integers(0, 3),
        st.just(HERE),
    ),
    st.builds(
        Comparison,
        st.just("order.title"),
        st.just(Operator.ONE_OF),
        st.lists(st.sampled_from(["", "a", "bbb"]), min_size=1, max_size=2).map(tuple),
        st.just(HERE),
    ),
    st.builds(Comparison, st.just("user.level"), _ORDERING, st.sampled_from(WORDS), st.just(HERE)),
)
CONDITIONS = st.recursive(
    _COMPARISONS,
    lambda inner: (
        inner.map(lambda part: Not(part, HERE))
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts), HERE))
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts), HERE))
    ),
    max_leaves=7,
)


def _satisfying(condition: Condition) -> list[dict[str, FactValue]]:
    holds = compile_condition(condition, VOCABULARY)
    every = (
        dict(zip(EVERY_VALUE, values, strict=True)) for values in product(*EVERY_VALUE.values())
    )
    return [facts for facts in every if holds(facts)]


@given(CONDITIONS)
def test_a_condition_can_hold_exactly_where_some_facts_satisfy_it(condition: Condition) -> None:
    assert can_hold((condition,), VOCABULARY) == bool(_satisfying(condition))


@given(CONDITIONS, CONDITIONS)
def test_one_implies_another_exactly_where_no_facts_satisfy_it_alone(
    condition: Condition, other: Condition
) -> None:
    common = _satisfying(other)
    alone = [facts for facts in _satisfying(condition) if facts not in common]
    assert implies(condition, other, VOCABULARY) == (not alone)


def test_a_pattern_is_never_a_reason_to_call_a_condition_impossible() -> None:
    matches = Comparison("order.title", Operator.MATCHES, "[a-z]+", HERE)
    longer = Comparison("order.title", Operator.LONGER_THAN, 2, HERE)
    assert can_hold((matches, Not(longer, HERE)), VOCABULARY)
    assert not can_hold((matches, Not(matches, HERE)), VOCABULARY)
    assert implies(matches, matches, VOCABULARY)
    assert not implies(matches, longer, VOCABULARY)


def test_a_condition_with_too_many_cases_is_left_alone() -> None:
    """Two ways for each of nine parts, all about facts of their own."""
    pairs = [(f"order.left_{n}", f"order.right_{n}") for n in range(9)]
    vocabulary = {name: _fact(name, FactType.BOOLEAN) for pair in pairs for name in pair}
    parts = [
        AnyOf(tuple(Comparison(name, Operator.EQUALS, True, HERE) for name in pair), HERE)
        for pair in pairs
    ]
    never = Comparison("order.left_0", Operator.ONE_OF, (), HERE)
    missing = Comparison("order.left_0", Operator.MISSING, None, HERE)
    present = Comparison("order.left_0", Operator.PRESENT, None, HERE)
    assert not can_hold((missing, present), vocabulary)
    assert can_hold((*parts, missing, present), vocabulary)
    assert can_hold((never,), vocabulary)


def test_a_condition_on_an_unknown_fact_is_left_alone() -> None:
    unknown = Comparison("order.colour", Operator.EQUALS, None, HERE)
    assert can_hold((unknown, Not(unknown, HERE)), VOCABULARY)
