"""The set of markups as a system: what depends on what, and when there is no answer."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.markup import MarkupRefused, MarkupSettings, price_change_order
from engine.markup.calculation import MarkupOnBase, exact_amounts
from engine.records.financial_markup import (
    ConditionSegment,
    FinancialMarkup,
    MarkupCalculation,
    MarkupCondition,
    MarkupSet,
)

SETTINGS = MarkupSettings()
ABOVE = MarkupCalculation.COMPOUNDS_ABOVE
SELECTIVE = MarkupCalculation.SELECTIVE
ITERATIVE = MarkupCalculation.ITERATIVE


def rows(priced):
    return [str(row.amount) for row in priced.vertical_rows]


def test_compounding_uses_the_unrounded_amounts_of_the_others(line, markup):
    """5 % of 0.11 is 0.0055; 1000 % of 0.1155 is 1.155, where rounding first would give 1.20."""
    markups = [markup(1, "5"), markup(2, "1000", calculation=ABOVE)]
    assert rows(price_change_order([line(1, "0.11")], markups, SETTINGS)) == ["0.01", "1.16"]


def test_above_goes_by_position_not_by_id(line, markup):
    markups = [markup(1, "5", position=2, calculation=ABOVE), markup(2, "10", position=1)]
    assert rows(price_change_order([line(1, "1000")], markups, SETTINGS)) == ["100.00", "55.00"]


def test_a_selective_markup_may_name_one_below_it(line, markup):
    markups = [markup(1, "5", calculation=SELECTIVE, selections=(2,)), markup(2, "10")]
    assert rows(price_change_order([line(1, "1000")], markups, SETTINGS)) == ["55.00", "100.00"]


def test_a_selection_counts_once(line, markup):
    markups = [markup(1, "10"), markup(2, "5", calculation=SELECTIVE, selections=(1, 1))]
    assert rows(price_change_order([line(1, "1000")], markups, SETTINGS)) == ["100.00", "55.00"]


def test_compounding_below_an_iterative_markup(line, markup):
    """x = 10 % of (1000 + x + y), y = 5 % of (1000 + x): x = 105/0.895, y = 50 + x/20."""
    markups = [markup(1, "10", calculation=ITERATIVE), markup(2, "5", calculation=ABOVE)]
    priced = price_change_order([line(1, "1000")], markups, SETTINGS)
    assert rows(priced) == ["117.32", "55.87"]


def test_a_lump_sum_is_part_of_what_an_iterative_markup_is_taken_of(line, markup):
    markups = [markup(1, "10", lump_sum="125.00"), markup(2, "10", calculation=ITERATIVE)]
    priced = price_change_order([line(1, "1000")], markups, SETTINGS)
    assert rows(priced) == ["125.00", "125.00"]


def test_markups_with_different_conditions_compound_whole_amounts(line, markup):
    first = MarkupCondition(ConditionSegment.COST_CODE, False, frozenset({1}))
    second = MarkupCondition(ConditionSegment.COST_CODE, False, frozenset({2}))
    lines = [line(1, "1000", cost_code_id=1), line(2, "500", cost_code_id=2)]
    markups = [
        markup(1, "10", conditions=(first,)),
        markup(2, "10", conditions=(second,), calculation=ABOVE),
    ]
    priced = price_change_order(lines, markups, SETTINGS)
    assert rows(priced) == ["100.00", "60.00"]
    assert [str(on_line.revenue) for on_line in priced.lines] == ["1100.00", "560.00"]


PERCENTAGES = st.decimals(0, 24, places=3)


@given(
    st.integers(-(10**9), 10**9),
    st.lists(st.tuples(PERCENTAGES, st.sampled_from(MarkupCalculation)), min_size=1, max_size=4),
)
def test_the_exact_amounts_satisfy_every_markup(base_cents, drawn):
    """Each markup's amount, put back into its own definition, is what its definition gives."""
    markups = [
        FinancialMarkup(
            number, "", MarkupSet.VERTICAL, number, percentage, calculation,
            tuple(range(1, number, 2)), (), None, None,
        )
        for number, (percentage, calculation) in enumerate(drawn, start=1)
    ]  # fmt: skip
    amounts = exact_amounts([MarkupOnBase(markup, base_cents) for markup in markups])

    for place, markup in enumerate(markups):
        compounded = {
            MarkupCalculation.BASIC: [],
            ABOVE: markups[:place],
            SELECTIVE: [m for m in markups if m.id in markup.selections],
            ITERATIVE: markups,
        }[markup.calculation]
        base = base_cents + sum(amounts[m.id] for m in compounded)
        assert amounts[markup.id] == Fraction(markup.percentage) / 100 * base


@pytest.mark.parametrize("markup_set", MarkupSet)
def test_the_whole_price_as_margin_is_refused(line, markup, markup_set):
    markups = [markup(7, "100", calculation=ITERATIVE, markup_set=markup_set)]
    with pytest.raises(MarkupRefused) as refusal:
        price_change_order([line(1, "1000")], markups, SETTINGS)
    assert str(refusal.value) == (
        'markup 7 "Markup 7": iterative markup takes the whole price or more, so that no price '
        "satisfies it; found 100 %. "
        "Keep iterative markups, and what compounds them, below 100 % together."
    )


@pytest.mark.parametrize(("first", "second"), [("60", "40"), ("60", "50")])
def test_margins_that_together_take_the_whole_price_are_refused(line, markup, first, second):
    markups = [
        markup(1, first, calculation=ITERATIVE),
        markup(2, second, calculation=ITERATIVE),
        markup(3, "5"),
    ]
    with pytest.raises(MarkupRefused, match=r'^markup 1 "Markup 1" and markup 2 "Markup 2": iter'):
        price_change_order([line(1, "1000")], markups, SETTINGS)


def test_a_margin_with_what_compounds_it_is_refused_at_the_whole_price(line, markup):
    """x = 50 % of (R + x + y), y = 100 % of (R + x): together more than the price."""
    markups = [markup(1, "50", calculation=ITERATIVE), markup(2, "100", calculation=ABOVE)]
    with pytest.raises(MarkupRefused, match=r'markup 1 "Markup 1" and markup 2 "Markup 2"'):
        price_change_order([line(1, "1000")], markups, SETTINGS)


def test_a_margin_above_the_price_is_refused_even_when_a_discount_outweighs_it(line, markup):
    markups = [
        markup(1, "150", calculation=ITERATIVE),
        markup(2, "-100", calculation=ITERATIVE),
    ]
    with pytest.raises(MarkupRefused, match=r'^markup 1 "Markup 1": .* found 150 %'):
        price_change_order([line(1, "1000")], markups, SETTINGS)


def test_a_circle_of_selections_is_refused(line, markup):
    markups = [
        markup(1, "10", calculation=SELECTIVE, selections=(3,)),
        markup(2, "10"),
        markup(3, "10", calculation=ABOVE),
    ]
    with pytest.raises(MarkupRefused) as refusal:
        price_change_order([line(1, "1000")], markups, SETTINGS)
    assert str(refusal.value) == (
        'markup 1 "Markup 1" and markup 3 "Markup 3": they compound one another in a circle; '
        "found 1 -> 3 -> 1. Remove one of the selections."
    )


def test_a_markup_that_selects_itself_is_refused(line, markup):
    markups = [markup(1, "10", calculation=SELECTIVE, selections=(1,))]
    with pytest.raises(MarkupRefused, match=r"found 1 -> 1\."):
        price_change_order([line(1, "1000")], markups, SETTINGS)


def test_a_lump_sum_closes_no_circle(line, markup):
    """Its amount is known whatever it selects."""
    markups = [
        markup(1, "10", calculation=SELECTIVE, selections=(2,), lump_sum="100.00"),
        markup(2, "10", calculation=ABOVE),
    ]
    assert rows(price_change_order([line(1, "1000")], markups, SETTINGS)) == ["100.00", "110.00"]


def test_markups_at_the_same_position_are_not_above_each_other(line, markup):
    markups = [markup(1, "10"), markup(2, "10", position=1, calculation=ABOVE)]
    assert rows(price_change_order([line(1, "1000")], markups, SETTINGS)) == ["100.00", "100.00"]


def test_a_selection_outside_the_set_is_refused(line, markup):
    markups = [
        markup(1, "10", markup_set=MarkupSet.HORIZONTAL),
        markup(2, "5", calculation=SELECTIVE, selections=(1,)),
    ]
    with pytest.raises(MarkupRefused) as refusal:
        price_change_order([line(1, "1000")], markups, SETTINGS)
    assert str(refusal.value) == (
        'markup 2 "Markup 2": it compounds a markup that is not in its set; found markup 1. '
        "Select markups of the same set, horizontal or vertical."
    )


def test_percentages_are_exact_to_fifty_decimals(line, markup):
    """A third of 0.03, 50 digits short of it, still rounds to a cent; one digit more is refused."""
    third = "33." + "3" * 50
    priced = price_change_order([line(1, "0.03")], [markup(1, third)], SETTINGS)
    assert priced.grand_total == Decimal("0.04")
    with pytest.raises(MarkupRefused, match="at most 50 decimals"):
        price_change_order([line(1, "0.03")], [markup(1, third + "3")], SETTINGS)
