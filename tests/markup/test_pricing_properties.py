"""What holds for every change order that can be priced at all."""

import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from engine.markup import MarkupRefused, MarkupSettings, RoundedOn, Rounding, price_change_order
from engine.records.change_order import ChangeOrderLine
from engine.records.financial_markup import (
    ConditionSegment,
    FinancialMarkup,
    MarkupCalculation,
    MarkupCondition,
    MarkupSet,
)

CODES = st.none() | st.integers(1, 4)
AMOUNTS = st.one_of(
    st.integers(-5_000, 5_000), st.just(0), st.integers(-999_999_999_999, 999_999_999_999)
).map(lambda cents: Decimal(cents).scaleb(-2))
PERCENTAGES = st.decimals(-30, 60, places=4, allow_nan=False, allow_infinity=False)
CONDITIONS = st.builds(
    MarkupCondition,
    segment=st.sampled_from(ConditionSegment),
    is_excluding=st.booleans(),
    segment_item_ids=st.frozensets(st.integers(1, 4), max_size=3),
)
SETTINGS = st.builds(
    MarkupSettings,
    rounding=st.sampled_from(Rounding),
    rounded_on=st.sampled_from(RoundedOn),
    vertical_includes_horizontal=st.booleans(),
)


@st.composite
def change_order_lines(draw: st.DrawFn) -> list[ChangeOrderLine]:
    return [
        ChangeOrderLine(
            id=number,
            position=draw(st.integers(1, 5)),
            description="",
            amount=draw(AMOUNTS),
            cost_code_id=draw(CODES),
            cost_code=None,
            cost_type_id=draw(CODES),
            cost_type=None,
            prime_line_item_id=None,
        )
        for number in range(1, draw(st.integers(0, 6)) + 1)
    ]


@st.composite
def financial_markups(draw: st.DrawFn) -> list[FinancialMarkup]:
    sets = draw(st.lists(st.sampled_from(MarkupSet), max_size=6))
    markups = []
    for number, markup_set in enumerate(sets, start=1):
        upper = [m.id for m in markups if m.markup_set is markup_set]
        is_vertical = markup_set is MarkupSet.VERTICAL
        markups.append(
            FinancialMarkup(
                id=number,
                name=f"Markup {number}",
                markup_set=markup_set,
                position=number,
                percentage=draw(PERCENTAGES),
                calculation=draw(st.sampled_from(MarkupCalculation)),
                selections=tuple(draw(st.lists(st.sampled_from(upper)))) if upper else (),
                conditions=tuple(draw(st.lists(CONDITIONS, max_size=2))),
                lump_sum=draw(st.none() | AMOUNTS) if is_vertical else None,
                prime_line_item_id=None,
            )
        )
    return markups


def priced_or_assumed_away(lines, markups, settings):
    try:
        return price_change_order(lines, markups, settings)
    except MarkupRefused:
        assume(False)


@given(change_order_lines(), financial_markups(), SETTINGS)
def test_lines_plus_markup_equal_the_header_total(lines, markups, settings):
    priced = priced_or_assumed_away(lines, markups, settings)

    horizontal = sum(entry.amount for line in priced.lines for entry in line.horizontal)
    vertical = sum(row.amount for row in priced.vertical_rows)
    assert priced.amount_total == sum(line.amount for line in lines)
    assert priced.subtotal == priced.amount_total + horizontal
    assert priced.grand_total == priced.subtotal + vertical
    assert priced.grand_total == sum(line.revenue for line in priced.lines)


@given(change_order_lines(), financial_markups(), SETTINGS)
def test_every_row_is_the_sum_of_its_shares(lines, markups, settings):
    priced = priced_or_assumed_away(lines, markups, settings)

    for place, row in enumerate(priced.vertical_rows):
        shares = [line.vertical_shares[place] for line in priced.lines]
        assert all(share.markup is row.markup for share in shares)
        assert sum(share.amount for share in shares) == row.amount


@given(st.lists(st.tuples(change_order_lines(), financial_markups()), max_size=3), SETTINGS)
def test_what_is_made_of_several_is_priced_one_by_one(parts, settings):
    """Ids differ between the parts, as Procore's do."""
    alone, lines, markups = [], [], []
    for holder_id, (own_lines, own_markups) in enumerate(parts, start=1):
        moved = [
            replace(line, id=100 * holder_id + line.id, holder_id=holder_id) for line in own_lines
        ]
        kept = [
            replace(
                markup,
                id=100 * holder_id + markup.id,
                holder_id=holder_id,
                selections=tuple(100 * holder_id + chosen for chosen in markup.selections),
            )
            for markup in own_markups
        ]
        alone.append(priced_or_assumed_away(moved, kept, settings))
        lines += moved
        markups += kept
    together = priced_or_assumed_away(lines, markups, settings)

    assert together.grand_total == sum((part.grand_total for part in alone), Decimal(0))
    assert [line for part in alone for line in part.lines] == list(together.lines)
    rows = [row for part in alone for row in part.vertical_rows]
    assert sorted(rows, key=lambda row: row.markup.id) == sorted(
        together.vertical_rows, key=lambda row: row.markup.id
    )


@given(change_order_lines(), financial_markups(), SETTINGS)
def test_every_amount_has_whole_cents(lines, markups, settings):
    priced = priced_or_assumed_away(lines, markups, settings)

    amounts = [entry.amount for line in priced.lines for entry in line.horizontal]
    amounts += [entry.amount for line in priced.lines for entry in line.vertical_shares]
    assert all(amount.as_tuple().exponent == -2 for amount in amounts)


@given(change_order_lines(), financial_markups(), SETTINGS, st.randoms())
def test_the_order_of_arrival_changes_nothing(lines, markups, settings, chance: random.Random):
    priced = priced_or_assumed_away(lines, markups, settings)
    chance.shuffle(lines)
    chance.shuffle(markups)

    assert price_change_order(lines, markups, settings) == priced


@given(change_order_lines(), financial_markups(), st.randoms())
def test_the_position_of_lines_changes_no_total(lines, markups, chance: random.Random):
    priced = priced_or_assumed_away(lines, markups, MarkupSettings())
    positions = list(range(len(lines)))
    chance.shuffle(positions)
    moved = [
        ChangeOrderLine(
            line.id, position, "", line.amount, line.cost_code_id, None, line.cost_type_id, None,
            None,
        )
        for line, position in zip(lines, positions, strict=True)
    ]  # fmt: skip

    again = price_change_order(moved, markups, MarkupSettings())
    assert again.grand_total == priced.grand_total
    assert again.vertical_rows == priced.vertical_rows


@given(change_order_lines(), financial_markups(), SETTINGS)
def test_a_deduction_is_the_mirror_of_the_addition(lines, markups, settings):
    priced = priced_or_assumed_away(lines, markups, settings)

    def mirrored(record, field):
        values = {name: getattr(record, name) for name in record.__dataclass_fields__}
        values[field] = None if values[field] is None else -values[field]
        return type(record)(**values)

    opposite = price_change_order(
        [mirrored(line, "amount") for line in lines],
        [mirrored(markup, "lump_sum") for markup in markups],
        settings,
    )
    assert opposite.grand_total == -priced.grand_total
    assert [line.revenue for line in opposite.lines] == [-line.revenue for line in priced.lines]


@given(change_order_lines(), financial_markups(), SETTINGS)
def test_conditions_that_select_nothing_give_zero(lines, markups, settings):
    impossible = MarkupCondition(ConditionSegment.COST_CODE, False, frozenset({99}))
    nowhere = [
        FinancialMarkup(
            m.id, m.name, m.markup_set, m.position, m.percentage, m.calculation, m.selections,
            (*m.conditions, impossible), None, None,
        )
        for m in markups
    ]  # fmt: skip

    priced = price_change_order(lines, nowhere, settings)
    assert priced.grand_total == priced.amount_total
    assert all(row.amount == 0 for row in priced.vertical_rows)


@given(st.lists(st.integers(0, 10_000_000), min_size=1, max_size=8), PERCENTAGES)
def test_shares_lie_within_a_cent_of_the_proportion(line_cents, percentage):
    """On lines of one sign: largest remainder never strays a cent from the exact proportion."""
    lines = [
        ChangeOrderLine(number, number, "", Decimal(cents).scaleb(-2), None, None, None, None, None)
        for number, cents in enumerate(line_cents, start=1)
    ]
    markup = FinancialMarkup(
        1, "Fee", MarkupSet.VERTICAL, 1, percentage, MarkupCalculation.BASIC, (), (), None, None
    )
    priced = price_change_order(lines, [markup], MarkupSettings())

    row_cents = int(priced.vertical_rows[0].amount * 100)
    for line, cents in zip(priced.lines, line_cents, strict=True):
        share_cents = int(line.vertical_shares[0].amount * 100)
        exact_times_total = row_cents * cents
        assert abs(share_cents * sum(line_cents) - exact_times_total) <= max(sum(line_cents), 0)
