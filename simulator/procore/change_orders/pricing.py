"""A change order's total and its markup per line, from its lines and markups."""

from decimal import Decimal

from simulator.procore.books import Books
from simulator.procore.change_orders.model import ChangeOrder
from simulator.procore.exact_amounts import exact_sum
from simulator.procore.financial_markups.arithmetic import PricedChangeOrder, price
from simulator.procore.financial_markups.model import MarkupHolder
from simulator.procore.schedule_of_values.model import Holder, ScheduleLine


def lines_of(books: Books, change_order: ChangeOrder) -> list[ScheduleLine]:
    """The lines that hang on the change order itself, not on what it is made of."""
    if change_order.potential_id is None:
        return []
    return books.schedule.of(Holder.POTENTIAL_CHANGE_ORDER, change_order.potential_id)


def priced(books: Books, change_order: ChangeOrder) -> PricedChangeOrder:
    """The lines of the change order itself, under its own markups."""
    if change_order.potential_id is None:
        return price([], [])
    markups = books.markups.of(MarkupHolder.POTENTIAL_CHANGE_ORDER, change_order.potential_id)
    return price(lines_of(books, change_order), markups)


def reprice(books: Books, change_order: ChangeOrder) -> None:
    """Bring the header total up to date after any write to lines, markups or parts, and the totals
    of the tiers above."""
    change_order.grand_total = _total(books, change_order)
    above = books.change_orders.above(change_order)
    if above is not None:
        reprice(books, above)


def _total(books: Books, change_order: ChangeOrder) -> Decimal:
    below = books.change_orders.below(change_order)
    if below:
        return exact_sum(lower.grand_total for lower in below)
    if not lines_of(books, change_order):
        return change_order.stated_total
    result = priced(books, change_order)
    for share in result.shares:
        key = (share.line_id, share.markup_id)
        if key not in books.change_orders.markup_line_ids:
            books.change_orders.markup_line_ids[key] = books.new_id("markup_line_item")
    return result.grand_total
