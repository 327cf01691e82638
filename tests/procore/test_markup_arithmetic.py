"""What markups come to: the worked examples, and what must hold for any input."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.procore.financial_markups.arithmetic import (
    EndlessMarkupError,
    check_finite,
    price,
    shares_of,
)
from simulator.procore.financial_markups.model import (
    Compounding,
    Markup,
    MarkupCondition,
    MarkupHolder,
)
from simulator.procore.schedule_of_values.model import Holder, ScheduleLine

NOW = datetime(2020, 4, 9, tzinfo=UTC)
BASIC, ABOVE, SELECTIVE, ITERATIVE = Compounding


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


def amounts(*markups: Markup, amount: str = "1000.00") -> list[str]:
    """Each markup's amount on one line, then the total."""
    priced = price([line(1, amount)], markups)
    return [str(share.amount) for share in priced.shares] + [str(priced.grand_total)]


@pytest.mark.parametrize("markup_set", ["horizontal", "vertical"])
@pytest.mark.parametrize(
    ("example", "percentages", "expected"),
    [
        ("E-20", [("10", BASIC), ("5", BASIC)], ["100.00", "50.00", "1150.00"]),
        ("E-21", [("10", BASIC), ("5", ABOVE)], ["100.00", "55.00", "1155.00"]),
        ("E-22", [("10", BASIC), ("5", ITERATIVE)], ["100.00", "57.89", "1157.89"]),
        ("E-23", [("10", ITERATIVE), ("5", ITERATIVE)], ["117.65", "58.82", "1176.47"]),
    ],
)
def test_worked_examples(
    markup_set: str, example: str, percentages: list[tuple[str, Compounding]], expected: list[str]
) -> None:
    markups = [
        markup(number, percentage, compounding, markup_set=markup_set)
        for number, (percentage, compounding) in enumerate(percentages, start=1)
    ]
    assert amounts(*markups) == expected, example


def test_official_vectors() -> None:
    """E-01 and E-03."""
    assert amounts(markup(1, "15.00"), amount="299.00") == ["44.85", "343.85"]
    assert amounts(amount="66.00") == ["66.00"]


def test_horizontal_markup_of_two_lines() -> None:
    """E-07."""
    priced = price([line(1, "1000"), line(2, "125")], [markup(1, "5", markup_set="horizontal")])
    assert [str(share.amount) for share in priced.shares] == ["50.00", "6.25"]
    assert priced.grand_total == Decimal("1181.25")


def test_vertical_markup_is_taken_of_lines_with_their_horizontal_markup() -> None:
    """E-24."""
    assert amounts(markup(1, "3", markup_set="horizontal"), markup(2, "1")) == [
        "30.00",
        "10.30",
        "1040.30",
    ]


def test_selective_compounding_takes_the_chosen_ones_only() -> None:
    markups = [markup(1, "10"), markup(2, "20"), markup(3, "5", SELECTIVE, selections=(2,))]
    assert amounts(*markups) == ["100.00", "200.00", "60.00", "1360.00"]


def test_a_lump_sum_takes_the_place_of_the_percentage() -> None:
    markups = [markup(1, "10", lump_sum="77.77"), markup(2, "10", ABOVE)]
    assert amounts(*markups) == ["77.77", "107.78", "1185.55"]


def test_conditions_limit_a_markup_to_lines() -> None:
    only_two = MarkupCondition(1, 1, names_cost_codes=True, is_excluding=False, item_ids=(2,))
    not_two = MarkupCondition(2, 1, names_cost_codes=True, is_excluding=True, item_ids=(2,))
    lines = [line(1, "100", 1), line(2, "200", 2)]
    included = price(lines, [markup(1, "10", conditions=(only_two,))])
    assert [(s.line_id, str(s.amount)) for s in included.shares] == [(2, "20.00")]
    excluded = price(lines, [markup(1, "10", conditions=(not_two,))])
    assert [(s.line_id, str(s.amount)) for s in excluded.shares] == [(1, "10.00")]
    neither = price(lines, [markup(1, "10", conditions=(only_two, not_two))])
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


@given(
    st.lists(MONEY, min_size=1, max_size=8),
    st.lists(
        st.tuples(
            PERCENT, st.sampled_from([BASIC, ABOVE]), st.sampled_from(["horizontal", "vertical"])
        ),
        max_size=5,
    ),
    st.integers(0, 1),
)
def test_lines_and_shares_add_up_to_the_total(
    line_amounts: list[Decimal],
    chosen: list[tuple[Decimal, Compounding, str]],
    iterative_count: int,
) -> None:
    lines = [line(number, amount) for number, amount in enumerate(line_amounts, start=1)]
    markups = [
        markup(number, percentage, compounding, markup_set=markup_set)
        for number, (percentage, compounding, markup_set) in enumerate(chosen, start=1)
    ]
    markups += [markup(90, "12.5", ITERATIVE)] * iterative_count
    priced = price(lines, markups)
    shared = sum((share.amount for share in priced.shares), Decimal(0))
    assert sum(line_amounts, Decimal(0)) + shared == priced.grand_total
    assert all(share.amount == share.amount.quantize(Decimal("0.01")) for share in priced.shares)


@given(MONEY, st.lists(MONEY, min_size=1, max_size=20))
def test_shares_add_up_and_stay_within_a_cent(amount: Decimal, weights: list[Decimal]) -> None:
    shares = shares_of(amount, weights)
    assert sum(shares, Decimal(0)) == amount
    total = sum(weights, Decimal(0))
    if total:
        for share, weight in zip(shares, weights, strict=True):
            assert abs(share * total - amount * weight) < abs(total) * Decimal("0.01")
