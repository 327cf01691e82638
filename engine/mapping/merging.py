"""Amounts that share a line in Spectrum, added up, since it keeps one line a key (D-160, D-161)."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from engine.markup.priced_change_order import NOTHING, PricedChangeOrder, PricedLine
from engine.records.financial_markup import FinancialMarkup

Key = TypeVar("Key")


def revenue_by_item(
    priced: PricedChangeOrder,
    item_of_line: Callable[[PricedLine], Key],
    item_of_markup: Callable[[FinancialMarkup], Key],
) -> dict[Key, Decimal]:
    """Revenue by billing item, in order of first appearance.

    A vertical markup with an ERP Prime Contract Item goes to that item as a whole (D-257, D-264);
    any other stays with its lines.
    """
    revenue: dict[Key, Decimal] = {}
    for line in priced.lines:
        staying = sum(
            (s.amount for s in line.vertical_shares if s.markup.prime_line_item_id is None), NOTHING
        )
        item = item_of_line(line)
        revenue[item] = revenue.get(item, NOTHING) + line.subtotal + staying
    for vertical in priced.vertical_rows:
        if vertical.markup.prime_line_item_id is not None:
            item = item_of_markup(vertical.markup)
            revenue[item] = revenue.get(item, NOTHING) + vertical.amount
    return revenue


def estimate_by_key(
    priced: PricedChangeOrder,
    key_of_line: Callable[[PricedLine], Key],
    *,
    includes_horizontal: bool,
) -> dict[Key, Decimal]:
    """Estimates by phase and cost type, in order of first appearance."""
    amounts: dict[Key, Decimal] = {}
    for line in priced.lines:
        amount = line.subtotal if includes_horizontal else line.amount
        key = key_of_line(line)
        amounts[key] = amounts.get(key, NOTHING) + amount
    return amounts
