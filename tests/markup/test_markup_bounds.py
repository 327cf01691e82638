"""What can't be priced is refused, with the record, the value and what to do."""

from decimal import Decimal

import pytest

from engine.markup import MarkupRefused, MarkupSettings, price_change_order
from engine.records.financial_markup import (
    ConditionSegment,
    MarkupCalculation,
    MarkupCondition,
    MarkupSet,
)

SETTINGS = MarkupSettings()


def refusal_of(lines, markups, settings=SETTINGS):
    with pytest.raises(MarkupRefused) as refusal:
        price_change_order(lines, markups, settings)
    return str(refusal.value)


def test_990_lines_pass_and_991_are_refused(line):
    lines = [line(number, "0.01") for number in range(1, 992)]
    assert price_change_order(lines[:990], [], SETTINGS).grand_total == Decimal("9.90")
    assert refusal_of(lines, []) == (
        "change order: at most 990 lines can be priced; found 991. Split the change order."
    )


def test_50_markups_pass_and_51_are_refused(line, markup):
    markups = [markup(number, "1") for number in range(1, 52)]
    assert price_change_order([line(1, "1")], markups[:50], SETTINGS).grand_total == Decimal("1.50")
    assert refusal_of([line(1, "1")], markups) == (
        "change order: at most 50 markups can be priced; found 51. Split the change order."
    )


def test_the_same_line_or_markup_twice_is_refused(line, markup):
    assert "the same line appears more than once; found line 1" in refusal_of(
        [line(1, "1"), line(1, "2")], []
    )
    assert "the same markup appears more than once; found markup 3" in refusal_of(
        [line(1, "1")], [markup(3, "1"), markup(3, "2")]
    )


@pytest.mark.parametrize(
    "amount", ["0.005", "1E-999999999999", "NaN", "Infinity", "1E+40", "10000000000001"]
)
def test_an_amount_that_is_no_sum_of_money_is_refused(line, amount):
    assert refusal_of([line(4, amount)], []).startswith("line 4: the amount ")


def test_parts_of_a_cent_are_named(line):
    assert refusal_of([line(4, "0.005")], []) == (
        "line 4: the amount has parts of a cent; found 0.005. "
        "Enter an amount with at most two decimals."
    )


def test_trailing_zeros_are_no_parts_of_a_cent(line):
    priced = price_change_order([line(1, "1.5000"), line(2, "0E+60")], [], SETTINGS)
    assert priced.grand_total == Decimal("1.50")


@pytest.mark.parametrize("percentage", ["1000.01", "-1000.01", "NaN", "Infinity", "1E-51"])
def test_a_percentage_out_of_bounds_is_refused(line, markup, percentage):
    message = refusal_of([line(1, "1")], [markup(1, percentage)])
    assert message.startswith('markup 1 "Markup 1": the percentage must lie within 1000')
    assert f"found {percentage}" in message


def test_a_lump_sum_on_horizontal_markup_is_refused(line, markup):
    markups = [markup(1, "1", markup_set=MarkupSet.HORIZONTAL, lump_sum="5.00")]
    assert refusal_of([line(1, "1")], markups) == (
        'markup 1 "Markup 1": only a vertical markup can be a lump sum (D-224); found 5.00. '
        "Enter a percentage, or make the markup vertical."
    )


def test_a_lump_sum_that_no_line_carries_is_refused(line, markup):
    nowhere = (MarkupCondition(ConditionSegment.COST_CODE, False, frozenset({99})),)
    markups = [markup(1, "1", lump_sum="5.00", conditions=nowhere)]
    assert refusal_of([line(1, "1")], markups) == (
        'markup 1 "Markup 1": no line qualifies to carry its lump sum; found 5.00. '
        "Widen its conditions, add a line that meets them, or remove the lump sum."
    )
    nothing = [markup(1, "1", lump_sum="0.00", conditions=nowhere)]
    assert price_change_order([line(1, "1")], nothing, SETTINGS).grand_total == Decimal("1.00")


def test_an_amount_too_large_to_be_meant_is_refused(line, markup):
    almost_all = markup(1, "99." + "9" * 20, calculation=MarkupCalculation.ITERATIVE)
    assert refusal_of([line(1, "1000")], [almost_all]).startswith(
        'markup 1 "Markup 1": the amount is larger than 10000000000000.00; found '
    )


def test_a_lump_sum_on_lines_that_cancel_out_is_refused(line, markup):
    lines = [line(1, "100"), line(2, "-100")]
    assert refusal_of(lines, [markup(1, "1", lump_sum="5.00")]) == (
        'markup 1 "Markup 1": the lines that its lump sum applies to cancel out, so that none has '
        "a share of it; found 5.00. Limit it by its conditions to lines that come to an amount, or "
        "add a line for it."
    )
    nothing = price_change_order(lines, [markup(1, "1", lump_sum="0.00")], SETTINGS)
    assert nothing.grand_total == Decimal("0.00")
