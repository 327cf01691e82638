"""Conditions by cost code and cost type, including and excluding, joined by and (D-235)."""

import pytest

from engine.markup import MarkupSettings, price_change_order
from engine.records.financial_markup import (
    ConditionSegment,
    MarkupCalculation,
    MarkupCondition,
    MarkupSet,
)

CODE, TYPE = ConditionSegment.COST_CODE, ConditionSegment.COST_TYPE


def only(segment, *ids):
    return MarkupCondition(segment, False, frozenset(ids))


def without(segment, *ids):
    return MarkupCondition(segment, True, frozenset(ids))


@pytest.mark.parametrize("markup_set", MarkupSet)
@pytest.mark.parametrize(
    ("conditions", "marked_up"),
    [
        ((), {1, 2, 3, 4}),
        ((only(CODE, 10),), {1, 2}),
        ((only(CODE, 10, 20),), {1, 2, 3}),
        ((without(CODE, 10),), {3, 4}),
        ((only(TYPE, 1),), {1, 3}),
        ((without(TYPE, 1),), {2, 4}),
        ((only(CODE, 10), only(TYPE, 1)), {1}),
        ((only(CODE, 10), without(TYPE, 1)), {2}),
        ((without(CODE, 10), without(TYPE, 1)), {4}),
        ((only(CODE, 10), only(CODE, 20)), set()),
        ((only(CODE),), set()),
        ((without(CODE),), {1, 2, 3, 4}),
    ],
)
def test_a_markup_applies_to_the_lines_that_meet_all_conditions(
    line, markup, markup_set, conditions, marked_up
):
    lines = [
        line(1, "100", cost_code_id=10, cost_type_id=1),
        line(2, "100", cost_code_id=10, cost_type_id=2),
        line(3, "100", cost_code_id=20, cost_type_id=1),
        line(4, "100", cost_code_id=None, cost_type_id=None),
    ]
    fee = markup(1, "10", markup_set=markup_set, conditions=conditions)

    priced = price_change_order(lines, [fee], MarkupSettings())

    assert {on.line.id for on in priced.lines if on.revenue == 110} == marked_up
    assert {on.line.id for on in priced.lines if on.revenue == 100} == {1, 2, 3, 4} - marked_up


def test_a_markup_without_lines_is_zero_whatever_it_compounds(line, markup):
    markups = [
        markup(1, "10"),
        markup(
            2,
            "50",
            conditions=(only(CODE, 99),),
            calculation=MarkupCalculation.COMPOUNDS_ABOVE,
        ),
    ]
    priced = price_change_order([line(1, "100")], markups, MarkupSettings())
    assert [str(row.amount) for row in priced.vertical_rows] == ["10.00", "0.00"]
