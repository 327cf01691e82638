"""A change order's total and its markup per line, from its lines and markups."""

from simulator.procore.books import Books
from simulator.procore.change_orders.model import ChangeOrder
from simulator.procore.financial_markups.arithmetic import PricedChangeOrder, price
from simulator.procore.financial_markups.model import MarkupHolder
from simulator.procore.schedule_of_values.model import Holder


def priced(books: Books, change_order: ChangeOrder) -> PricedChangeOrder:
    lines = books.schedule.of(Holder.POTENTIAL_CHANGE_ORDER, change_order.potential_id)
    markups = books.markups.of(MarkupHolder.POTENTIAL_CHANGE_ORDER, change_order.potential_id)
    return price(lines, markups)


def reprice(books: Books, change_order: ChangeOrder) -> None:
    """Bring the header total up to date after any write to lines or markups."""
    result = priced(books, change_order)
    change_order.grand_total = result.grand_total
    for share in result.shares:
        key = (share.line_id, share.markup_id)
        if key not in books.change_orders.markup_line_ids:
            books.change_orders.markup_line_ids[key] = books.new_id("markup_line_item")
