"""A change order's total and its markup per line, from its lines and markups."""

from decimal import Decimal

from simulator.procore.change_orders.record.model import ChangeOrder
from simulator.procore.exact_amounts import exact_sum
from simulator.procore.financial_markups.arithmetic import PricedChangeOrder, price
from simulator.procore.financial_markups.model import MarkupHolder
from simulator.procore.schedule_of_values.model import Holder, ScheduleLine
from simulator.procore.stores import ProcoreStores


def lines_of(stores: ProcoreStores, change_order: ChangeOrder) -> list[ScheduleLine]:
    """The lines that hang on the change order itself, not on what it is made of."""
    if change_order.potential_id is None:
        return []
    return stores.schedule.of(Holder.POTENTIAL_CHANGE_ORDER, change_order.potential_id)


def priced(stores: ProcoreStores, change_order: ChangeOrder) -> PricedChangeOrder:
    """The lines of the change order itself, under its own markups."""
    rounding = stores.settings.horizontal_rounded_on
    if change_order.potential_id is None:
        return price([], [], rounding)
    markups = stores.markups.of(MarkupHolder.POTENTIAL_CHANGE_ORDER, change_order.potential_id)
    return price(lines_of(stores, change_order), markups, rounding)


def reprice(stores: ProcoreStores, change_order: ChangeOrder) -> None:
    """Bring the header total up to date after any write to lines, markups or parts, and the totals
    of the tiers above."""
    change_order.grand_total = _total(stores, change_order)
    above = stores.change_orders.above(change_order)
    if above is not None:
        reprice(stores, above)


def reprice_all(stores: ProcoreStores) -> None:
    """Bring every header total up to date after a setting has changed what they come to."""
    for change_order in stores.change_orders.by_id.values():
        if not stores.change_orders.below(change_order):
            reprice(stores, change_order)


def _total(stores: ProcoreStores, change_order: ChangeOrder) -> Decimal:
    """Markup is rounded where its lines are; the tiers above add up what the lower ones show
    (assumed)."""
    below = stores.change_orders.below(change_order)
    if below:
        return exact_sum(lower.grand_total for lower in below)
    if not lines_of(stores, change_order):
        return change_order.stated_total
    result = priced(stores, change_order)
    for share in result.shares:
        key = (share.line_id, share.markup_id)
        if key not in stores.change_orders.markup_line_ids:
            stores.change_orders.markup_line_ids[key] = stores.new_id("markup_line_item")
    return result.grand_total
