"""What markups come to: the worked examples, and what must hold for any input.

The examples are worked by hand from the facts; where a comment gives a fraction, it is exact.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.procore.exact_amounts import exact_sum
from simulator.procore.financial_markups.arithmetic import (
    EndlessMarkupError,
    PricedChangeOrder,
    check_finite,
    price,
    shares_of,
)
from simulator.procore.financial_markups.model import (
    Compounding,
    HorizontalRounding,
    Markup,
    MarkupCondition,
    MarkupHolder,
)
from simulator.procore.responses import v1_decimal
from simulator.procore.schedule_of_values.model import Holder, ScheduleLine

NOW = datetime(2020, 4, 9, tzinfo=UTC)
BASIC, ABOVE, SELECTIVE, ITERATIVE = Compounding
TOTAL, COLUMN = HorizontalRounding


def line(line_id: int, amount: str | Decimal, cost_code_id: int = 1) -> ScheduleLine:
    return ScheduleLine(
        line_id,
        1,
        Holder.POTENTIAL_CHANGE_ORDER,
        1,
        line_id,
        NOW,
        NOW,
        amount=Decimal(amount),
        cost_code_id=cost_code_id,
    )


def markup(
    markup_id: int,
    percentage: str | Decimal,
    compounding: Compounding = BASIC,
    *,
    markup_set: str = "vertical",
    selections: tuple[int, ...] = (),
    conditions: tuple[MarkupCondition, ...] = (),
    lump_sum: str | None = None,
) -> Markup:
    return Markup(
        markup_id,
        1,
        MarkupHolder.POTENTIAL_CHANGE_ORDER,
        1,
        markup_set,
        f"M{markup_id}",
        Decimal(percentage),
        markup_id,
        compounding,
        selections,
        conditions,
        None if lump_sum is None else Decimal(lump_sum),
    )


def horizontal(markup_id: int, percentage: str, compounding: Compounding = BASIC) -> Markup:
    return markup(markup_id, percentage, compounding, markup_set="horizontal")


def shown(priced: PricedChangeOrder) -> list[str]:
    """Each markup's amount on each line, then the total, as v1 writes them."""
    return [*(v1_decimal(share.amount) for share in priced.shares), v1_decimal(priced.grand_total)]


def amounts(*markups: Markup, amount: str = "1000.00") -> list[str]:
    """Each markup's amount on one line, then the total."""
    return shown(price([line(1, amount)], markups, TOTAL))


def totals(line_amounts: Sequence[str], *markups: Markup) -> tuple[str, str]:
    """What the lines come to when the sum is rounded, and when each column is."""
    lines = [line(number, amount) for number, amount in enumerate(line_amounts, start=1)]
    by_total, by_column = (price(lines, markups, rounding) for rounding in (TOTAL, COLUMN))
    return v1_decimal(by_total.grand_total), v1_decimal(by_column.grand_total)


@pytest.mark.parametrize(
    ("example", "percentages", "expected"),
    [
        ("E-20", [("10", BASIC), ("5", BASIC)], ["100.0", "50.0", "1150.0"]),
        ("E-21", [("10", BASIC), ("5", ABOVE)], ["100.0", "55.0", "1155.0"]),
        ("E-22", [("10", BASIC), ("5", ITERATIVE)], ["100.0", "57.89", "1157.89"]),
        ("E-23", [("10", ITERATIVE), ("5", ITERATIVE)], ["117.65", "58.82", "1176.47"]),
    ],
)
def test_worked_examples_of_vertical_markup(
    example: str, percentages: list[tuple[str, Compounding]], expected: list[str]
) -> None:
    markups = [markup(number, *given) for number, given in enumerate(percentages, start=1)]
    assert amounts(*markups) == expected, example


@pytest.mark.parametrize(
    ("example", "percentages", "expected"),
    [
        ("E-20", [("10", BASIC), ("5", BASIC)], ["100.0", "50.0", "1150.0"]),
        ("E-21", [("10", BASIC), ("5", ABOVE)], ["100.0", "55.0", "1155.0"]),
        # 1,100 / 19
        (
            "E-22",
            [("10", BASIC), ("5", ITERATIVE)],
            ["100.0", "57.89473684210526315789", "1157.89"],
        ),
        # 2,000 / 17 and 1,000 / 17
        (
            "E-23",
            [("10", ITERATIVE), ("5", ITERATIVE)],
            ["117.64705882352941176471", "58.82352941176470588235", "1176.47"],
        ),
    ],
)
def test_the_same_examples_horizontally_are_unrounded_on_the_line(
    example: str, percentages: list[tuple[str, Compounding]], expected: list[str]
) -> None:
    """D-400: only the total is in cents."""
    markups = [horizontal(number, *given) for number, given in enumerate(percentages, start=1)]
    assert amounts(*markups) == expected, example


def test_official_vectors() -> None:
    """E-01 and E-03."""
    assert amounts(markup(1, "15.00"), amount="299.00") == ["44.85", "343.85"]
    assert amounts(amount="66.00") == ["66.0"]


def test_horizontal_markup_of_two_lines() -> None:
    """E-07."""
    priced = price([line(1, "1000"), line(2, "125")], [horizontal(1, "5")], TOTAL)
    assert shown(priced) == ["50.0", "6.25", "1181.25"]


def test_vertical_markup_is_taken_of_lines_with_their_horizontal_markup() -> None:
    """E-24."""
    assert amounts(horizontal(1, "3"), markup(2, "1")) == ["30.0", "10.3", "1040.3"]


def test_the_sum_of_unrounded_markup_is_rounded_and_no_line() -> None:
    """D-400: 3 x 0.2525 is 0.7575, and 31.0575 is 31.06; line by line it would be 31.05."""
    priced = price([line(n, "10.10") for n in (1, 2, 3)], [horizontal(1, "2.5")], TOTAL)
    assert shown(priced) == ["0.2525", "0.2525", "0.2525", "31.06"]
    assert priced.subtotal == priced.grand_total


@pytest.mark.parametrize(
    ("line_amounts", "percentages", "expected"),
    [
        # 20.20 + 0.505 + 0.606 is 21.311; 20.20 + 0.51 + 0.61
        (["10.10", "10.10"], ["2.5", "3"], ("21.31", "21.32")),
        # one column: both readings are one
        (["10.10", "10.10", "10.10"], ["2.5"], ("31.06", "31.06")),
        # a deduction is the mirror of the addition
        (["-10.10", "-10.10", "-10.10"], ["2.5"], ("-31.06", "-31.06")),
        # 0.10 + 2 x 0.005: on one line the total alone is what a line rounded once comes to (D-402)
        (["0.10"], ["5", "5"], ("0.11", "0.12")),
        # 1.004 + 0.502: the lines' own amounts are a column, too
        (["1.004"], ["50"], ("1.51", "1.5")),
        # nothing to add, and still a total in cents
        (["1.004", "1.004"], [], ("2.01", "2.01")),
        ([], ["5"], ("0.0", "0.0")),
    ],
)
def test_all_columns_are_rounded_together_or_each_by_itself(
    line_amounts: list[str], percentages: list[str], expected: tuple[str, str]
) -> None:
    markups = [horizontal(number, percent) for number, percent in enumerate(percentages, start=1)]
    assert totals(line_amounts, *markups) == expected


def test_vertical_markup_is_taken_of_the_unrounded_subtotal() -> None:
    """D-223 with D-400: 12.5 % of 20.75675 is 2.59459375; of the 20.76 that is shown, 2.595. The
    row is in cents, and so are its shares: 259 x 10.353 / 20.75675 is 129.18, the other 129.82."""
    markups = [horizontal(1, "1.5"), markup(2, "12.5")]
    priced = price([line(1, "10.20"), line(2, "10.25")], markups, TOTAL)
    assert shown(priced) == ["0.153", "1.29", "0.15375", "1.3", "23.35"]
    assert priced.subtotal == Decimal("20.76")


def test_the_sum_is_of_exact_amounts_not_of_the_digits_that_are_shown() -> None:
    """4 % of the price on 0.12 is 0.005: 1/1200, 1/1200 and 1/300, whose digits add up to less."""
    lines = [line(1, "0.02"), line(2, "0.02"), line(3, "0.08")]
    priced = price(lines, [horizontal(1, "4", ITERATIVE)], TOTAL)
    digits = ["0.00083333333333333333", "0.00083333333333333333", "0.00333333333333333333"]
    assert shown(priced) == [*digits, "0.13"]


def test_a_lump_sum_goes_evenly_over_lines_that_differ_beyond_the_places_of_amounts() -> None:
    """By proportion alone, 0.5 over 1/3 - 0.33333333 would be hundreds of millions a line."""
    first_only = MarkupCondition(1, 1, names_cost_codes=True, is_excluding=False, item_ids=(1,))
    third = markup(1, "25", ITERATIVE, markup_set="horizontal", conditions=(first_only,))
    lines = [line(1, "0.25", 1), line(2, "-0.33333333", 2)]
    priced = price(lines, [third, markup(2, "0", lump_sum="1.00")], TOTAL)
    assert shown(priced) == ["0.08333333333333333333", "0.5", "0.5", "1.0"]


def test_the_largest_amounts_are_spread_and_written_out() -> None:
    """Lines that all but cancel out, under markup of nearly a million times."""
    largest = "999999999999999.99999999"
    lines = [line(1, largest), line(2, "-999999999999999.99999998")]
    markups = [horizontal(1, "99.9998", ITERATIVE), markup(2, "99.9998", ITERATIVE)]
    markups.append(markup(3, "0", lump_sum=largest))
    check_finite(markups[1:])
    priced = price(lines, markups, TOTAL)
    vertical = [share.amount for share in priced.shares if share.markup_id != 1]
    assert exact_sum((priced.subtotal, *vertical)) == priced.grand_total
    assert all("E" not in text for text in shown(priced))


def test_selective_compounding_takes_the_chosen_ones_only() -> None:
    markups = [markup(1, "10"), markup(2, "20"), markup(3, "5", SELECTIVE, selections=(2,))]
    assert amounts(*markups) == ["100.0", "200.0", "60.0", "1360.0"]


def test_a_lump_sum_takes_the_place_of_the_percentage() -> None:
    markups = [markup(1, "10", lump_sum="77.77"), markup(2, "10", ABOVE)]
    assert amounts(*markups) == ["77.77", "107.78", "1185.55"]


def test_conditions_limit_a_markup_to_lines() -> None:
    only_two = MarkupCondition(1, 1, names_cost_codes=True, is_excluding=False, item_ids=(2,))
    not_two = MarkupCondition(2, 1, names_cost_codes=True, is_excluding=True, item_ids=(2,))
    lines = [line(1, "100", 1), line(2, "200", 2)]
    included = price(lines, [markup(1, "10", conditions=(only_two,))], TOTAL)
    assert [(s.line_id, str(s.amount)) for s in included.shares] == [(2, "20.00")]
    excluded = price(lines, [markup(1, "10", conditions=(not_two,))], TOTAL)
    assert [(s.line_id, str(s.amount)) for s in excluded.shares] == [(1, "10.00")]
    neither = price(lines, [markup(1, "10", conditions=(only_two, not_two))], TOTAL)
    assert (neither.shares, neither.grand_total) == ((), Decimal(300))


def test_a_spread_gives_odd_cents_to_the_largest_remainder() -> None:
    assert [str(share) for share in shares_of(Decimal("1.00"), [Decimal(1)] * 3)] == [
        "0.34",
        "0.33",
        "0.33",
    ]


@pytest.mark.parametrize("percentages", [("100",), ("60", "40"), ("99", "2")])
def test_iterative_markups_that_take_the_whole_price_are_endless(
    percentages: tuple[str, ...],
) -> None:
    markups = [markup(n, p, ITERATIVE) for n, p in enumerate(percentages, start=1)]
    with pytest.raises(EndlessMarkupError, match="100 %"):
        check_finite(markups)


def test_a_circle_of_selections_is_endless() -> None:
    circle = [
        markup(1, "1", SELECTIVE, selections=(2,)),
        markup(2, "1", SELECTIVE, selections=(1,)),
    ]
    with pytest.raises(EndlessMarkupError, match="circle: M1, M2"):
        check_finite(circle)


MONEY = st.decimals(-(10**9), 10**9, places=2)
PERCENT = st.decimals(0, 40, places=4)


CHOSEN = st.tuples(
    PERCENT, st.sampled_from([BASIC, ABOVE]), st.sampled_from(["horizontal", "vertical"])
)
Chosen = tuple[Decimal, Compounding, str]


def by_hand(base: Fraction, chosen: Sequence[Chosen], margin: Fraction) -> list[Fraction]:
    """Each markup's exact amount on a base: one after the other, a margin last (D-228 to D-232)."""
    found: list[Fraction] = []
    for percentage, compounding, _ in chosen:
        above = sum(found, Fraction(0)) if compounding is ABOVE else 0
        found.append(Fraction(percentage) / 100 * (base + above))
    if margin:
        found.append(sum(found, base) * margin / (1 - margin))
    return found


def half_up(amount: Fraction) -> Fraction:
    cents = (abs(amount) * 200 + 1) // 2
    return Fraction(cents if amount >= 0 else -cents, 100)


@given(
    st.lists(MONEY, min_size=1, max_size=8),
    st.lists(CHOSEN, max_size=5),
    st.sampled_from(["0", "4", "12.5"]),
)
def test_totals_are_rounded_sums_of_exact_amounts(
    line_amounts: list[Decimal], chosen: list[Chosen], margin: str
) -> None:
    """Against fractions worked out here, with all columns together and each by itself."""
    lines = [line(number, amount) for number, amount in enumerate(line_amounts, start=1)]
    markups = [
        markup(number, percentage, compounding, markup_set=markup_set)
        for number, (percentage, compounding, markup_set) in enumerate(chosen, start=1)
    ]
    if margin != "0":
        markups.append(horizontal(90, margin, ITERATIVE))
    across = [one for one in chosen if one[2] == "horizontal"]
    down = [one for one in chosen if one[2] == "vertical"]
    plain = [Fraction(amount) for amount in line_amounts]
    cells = [by_hand(amount, across, Fraction(margin) / 100) for amount in plain]
    columns = [sum(plain), *(sum(column) for column in zip(*cells, strict=True))]
    rows = [half_up(row) for row in by_hand(Fraction(sum(columns)), down, Fraction(0))]
    for rounding, subtotal in (
        (TOTAL, half_up(Fraction(sum(columns)))),
        (COLUMN, sum(half_up(Fraction(column)) for column in columns)),
    ):
        priced = price(lines, markups, rounding)
        assert Fraction(priced.subtotal) == subtotal
        assert Fraction(priced.grand_total) == subtotal + sum(rows)
    vertical_ids = [one.id for one in markups if one.is_vertical]
    for markup_id, row in zip(vertical_ids, rows, strict=True):
        spread = [share.amount for share in priced.shares if share.markup_id == markup_id]
        assert Fraction(exact_sum(spread)) == row
        assert all(share == share.quantize(Decimal("0.01")) for share in spread)
    across_ids = [one.id for one in markups if not one.is_vertical]
    unrounded = [share.amount for share in priced.shares if share.markup_id in across_ids]
    exact = [amount for cell in cells for amount in cell]
    assert all(
        abs(Fraction(share) - amount) <= Fraction(1, 2 * 10**20)
        for share, amount in zip(unrounded, exact, strict=True)
    )


@given(MONEY, st.lists(MONEY, min_size=1, max_size=20))
def test_shares_add_up_and_stay_within_a_cent(amount: Decimal, weights: list[Decimal]) -> None:
    shares = shares_of(amount, weights)
    assert sum(shares, Decimal(0)) == amount
    total = sum(weights, Decimal(0))
    if total:
        for share, weight in zip(shares, weights, strict=True):
            assert abs(share * total - amount * weight) < abs(total) * Decimal("0.01")
