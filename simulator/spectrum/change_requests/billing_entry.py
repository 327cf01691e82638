"""Entry of a billing line: an item of the schedule of values and its revenue."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from simulator.spectrum.change_requests import errors
from simulator.spectrum.change_requests.draft import Draft
from simulator.spectrum.change_requests.model import (
    MAX_BILLING_LINES,
    RECOGNISES_NOTHING,
    BillingLine,
    cents,
)
from simulator.spectrum.contracts.model import (
    MAX_BILLING_ITEM_LENGTH,
    BillingItem,
    Contract,
)
from simulator.spectrum.contracts.unit_price import complete
from simulator.spectrum.soap.elements import Values
from simulator.spectrum.soap.error_rows import ErrorRow

BILLING_TOTAL = "Billing Total"


class BillingElements(NamedTuple):
    """What a service calls the elements of a billing line."""

    group: str
    item: str
    description: str
    additional_description: str
    unit_price: str
    quantity: str
    revenue: str


CHANGE_REQUEST_ELEMENTS = BillingElements(
    "CR_Billing_Group_Code",
    "CR_Billing_Item_Code",
    "CR_Billing_Item_Description",
    "CR_Additional_Description",
    "CR_Unit_Price",
    "CR_Quantity",
    "CR_Revenue",
)


def enter(draft: Draft, values: Values) -> None:
    """Apply the call's billing elements; with group and item blank they are ignored."""
    if values.text("Default_Billing_Total") == "Y":
        _enter_billing_total(draft, values)
        return
    item = find_billing_item(draft.contract, values, CHANGE_REQUEST_ELEMENTS)
    if item is None:
        return
    if isinstance(item, ErrorRow):
        draft.errors.append(item)
        return
    if not draft.request.is_cost_reimbursable:
        draft.errors.append(errors.not_reimbursable("billing"))
    lines = draft.request.billing_lines
    is_known = any(line.key == (item.group_code, item.code) for line in lines)
    if not is_known and len(lines) >= MAX_BILLING_LINES:
        draft.errors.append(errors.too_many_billing_lines(draft.request.number))
    line = filled_line(draft.contract, line_for(item, lines), values, CHANGE_REQUEST_ELEMENTS)
    if isinstance(line, ErrorRow):
        draft.errors.append(line)
    else:
        draft.put_billing_line(line)


def line_for(item: BillingItem, lines: Sequence[BillingLine]) -> BillingLine:
    """The first line with the item; without one a new line that starts from the item."""
    for line in lines:
        if line.key == (item.group_code, item.code):
            return line
    return BillingLine(
        len(lines) + 1,
        item.group_code,
        item.code,
        item.description,
        item.additional_description,
        unit_price=item.unit_price,
    )


def find_billing_item(
    contract: Contract, values: Values, names: BillingElements
) -> BillingItem | ErrorRow | None:
    """The item that the call names on the contract; None when it names none.

    On a fixed price contract the group is ignored (spectrum_api.md 4.1).
    """
    group_code, item_code = values.text(names.group), values.text(names.item)
    if not group_code and not item_code:
        return None
    if contract.uses_unit_pricing:
        if not group_code:
            return errors.billing_group_missing(names.group)
        if not item_code:
            return errors.billing_item_missing(names.item)
    elif item_code:
        group_code = ""
    else:
        return None
    if len(group_code) + len(item_code) > MAX_BILLING_ITEM_LENGTH:
        return errors.billing_item_too_long(names.item, group_code, item_code)
    item = contract.billing_items.get((group_code, item_code))
    if item is None:
        return errors.unknown_billing_item(names.item, group_code, item_code)
    return item


def filled_line(
    contract: Contract, line: BillingLine, values: Values, names: BillingElements
) -> BillingLine | ErrorRow:
    """The line with what the call gives; blank elements leave it as it is."""
    line = replace(
        line,
        description=values.text(names.description) or line.description,
        additional_description=(
            values.text(names.additional_description) or line.additional_description
        ),
    )
    revenue = values.number(names.revenue)
    if not contract.uses_unit_pricing:
        return line if revenue is None else replace(line, revenue=cents(revenue))
    return _unit_priced(line, values, names)


def _unit_priced(
    line: BillingLine, values: Values, names: BillingElements
) -> BillingLine | ErrorRow:
    """Two of price, quantity and revenue give the third; the line's own values fill in."""
    unit_price, quantity = values.number(names.unit_price), values.number(names.quantity)
    revenue = values.number(names.revenue)
    is_untouched = unit_price is None and quantity is None and revenue is None
    if is_untouched and line.quantity is not None:
        return line
    if unit_price is None and (quantity is None or revenue is None):
        unit_price = line.unit_price
    if quantity is None and revenue is None:
        quantity = line.quantity
    priced = complete(unit_price, quantity, revenue)
    if priced is None:
        return errors.two_of_three_missing(names.quantity)
    if not priced.fits:
        return errors.priced_out_of_range(names.revenue, priced)
    return replace(
        line, unit_price=priced.unit_price, quantity=priced.quantity, revenue=priced.revenue
    )


def _enter_billing_total(draft: Draft, values: Values) -> None:
    """One line without an item, as high as the cost; needs reimbursable and action type 4."""
    request = draft.request
    if draft.status.action_type != RECOGNISES_NOTHING:
        reason = f"status {draft.status.code} has action type {draft.status.action_type}, not 4"
        draft.errors.append(errors.billing_total_refused(reason))
    if not request.is_cost_reimbursable:
        draft.errors.append(errors.not_reimbursable("a billing total"))
    if values.text(CHANGE_REQUEST_ELEMENTS.item) or any(
        line.item_code for line in request.billing_lines
    ):
        draft.errors.append(errors.billing_total_refused("no billing item can be defined"))
        return
    draft.put_billing_line(BillingLine(1, "", "", BILLING_TOTAL, revenue=request.cost))
