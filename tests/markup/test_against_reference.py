"""The engine beside a third, exact calculation on random change orders.

TIEOUT_MARKUP_ORDERS is how many; the long proof has 100,000, the suite a few.
"""

import os
import random
from decimal import Decimal
from fractions import Fraction

import pytest

from engine.markup import HorizontalRoundedOn, MarkupRefused, MarkupSettings, price_change_order
from engine.records.change_order import ChangeOrderLine
from engine.records.financial_markup import (
    ConditionSegment,
    FinancialMarkup,
    MarkupCalculation,
    MarkupCondition,
    MarkupSet,
)
from tests.markup.exact_reference import CENT, ExactOrder, applies

ORDERS = int(os.environ.get("TIEOUT_MARKUP_ORDERS", "100"))
ORDERS_A_TEST = 50
LARGE = 990


def random_lines(chance: random.Random, count: int) -> list[ChangeOrderLine]:
    signs = chance.choice([(1,), (-1,), (1, -1)])
    lines = []
    for number in range(1, count + 1):
        cents = chance.choice(signs) * chance.choice([0, 5, 10_006, chance.randrange(10**7)])
        lines.append(
            ChangeOrderLine(
                number, number, "", Decimal(cents).scaleb(-2),
                chance.choice([None, 1, 2, 3]), None, chance.choice([None, 1, 2]), None, None,
            )
        )  # fmt: skip
    return lines


def random_markups(chance: random.Random, count: int) -> list[FinancialMarkup]:
    markups: list[FinancialMarkup] = []
    for number in range(1, count + 1):
        markup_set = chance.choice(list(MarkupSet))
        upper = [other.id for other in markups if other.markup_set is markup_set]
        is_lump = markup_set is MarkupSet.VERTICAL and chance.random() < 0.2
        conditions = [
            MarkupCondition(
                chance.choice(list(ConditionSegment)),
                chance.random() < 0.5,
                frozenset(chance.sample([1, 2, 3], chance.randrange(1, 3))),
            )
            for _ in range(chance.choice([0, 0, 0, 1, 2]))
        ]
        markups.append(
            FinancialMarkup(
                number, f"Markup {number}", markup_set, number,
                Decimal(chance.randrange(-500, 3000)).scaleb(-2 - chance.choice([0, 0, 3])),
                chance.choice(list(MarkupCalculation)),
                tuple(chance.sample(upper, chance.randrange(len(upper) + 1))),
                tuple(conditions),
                Decimal(chance.randrange(-10**5, 10**5)).scaleb(-2) if is_lump else None,
                None,
            )
        )  # fmt: skip
    return markups


def compared(chance: random.Random, line_count: int, markup_count: int) -> bool:
    """Price one order and hold it against the reference; False when it has no price."""
    lines = random_lines(chance, line_count)
    markups = random_markups(chance, markup_count)
    settings = MarkupSettings()
    try:
        priced = price_change_order(lines, markups, settings)
    except MarkupRefused:
        return False
    exact = ExactOrder(lines, markups)

    assert Fraction(priced.grand_total) == exact.total_as_documented
    assert sum(line.revenue for line in priced.lines) == priced.grand_total
    for at, line in enumerate(priced.lines):
        for m, column in enumerate(line.horizontal):
            assert abs(Fraction(column.amount) - exact.horizontal[m][at]) < CENT
        for m, row in enumerate(line.vertical_shares):
            assert abs(Fraction(row.amount) - exact.shares[m][at]) < CENT

    columns = sum(applies(markup, line) for markup in markups for line in lines)
    off = Decimal(chance.randrange(-3, 4)).scaleb(-2)
    theirs = priced.grand_total + off
    reached = price_change_order(lines, markups, settings, theirs)
    is_rounding = abs(Fraction(theirs) - exact.total) <= columns * CENT / 2
    assert reached.grand_total == (theirs if is_rounding else priced.grand_total)

    by_line = MarkupSettings(horizontal_rounded_on=HorizontalRoundedOn.LINE)
    apart = price_change_order(lines, markups, by_line, priced.grand_total)
    assert apart.grand_total + apart.rounding_difference == priced.grand_total
    return True


@pytest.mark.parametrize("block", range(-(-ORDERS // ORDERS_A_TEST)))
def test_random_orders_come_to_what_the_facts_say(block: int) -> None:
    chance = random.Random(block)
    have_price = [
        compared(chance, chance.randrange(1, 13), chance.randrange(7)) for _ in range(ORDERS_A_TEST)
    ]
    assert sum(have_price) > ORDERS_A_TEST // 2


def test_the_largest_order_comes_to_what_the_facts_say() -> None:
    assert compared(random.Random(LARGE), LARGE, markup_count=3)
