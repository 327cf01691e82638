"""Entry of a billing line: an item of the schedule of values and its revenue."""

from dataclasses import replace

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
from simulator.spectrum.contracts.unit_price import MAX_REVENUE, complete
from simulator.spectrum.soap.elements import Values
from simulator.spectrum.soap.error_rows import ErrorRow

BILLING_TOTAL = "Billing Total"
GROUP_COLUMN = "CR_Billing_Group_Code"
ITEM_COLUMN = "CR_Billing_Item_Code"


def enter(draft: Draft, values: Values) -> None:
    """Apply the call's billing elements; with group and item blank they are ignored."""
    if values.text("Default_Billing_Total") == "Y":
        _enter_billing_total(draft, values)
        return
    item = find_billing_item(draft.contract, values)
    if item is None:
        return
    if isinstance(item, ErrorRow):
        draft.errors.append(item)
        return
    if not draft.request.is_cost_reimbursable:
        draft.errors.append(errors.not_reimbursable("billing"))
    lines = draft.request.billing_lines
    key = (item.group_code, item.code)
    line = next((one for one in lines if one.key == key), None)
    if line is None:
        if len(lines) >= MAX_BILLING_LINES:
            draft.errors.append(errors.too_many_billing_lines(draft.request.number))
        line = BillingLine(
            len(lines) + 1,
            item.group_code,
            item.code,
            item.description,
            item.additional_description,
            unit_price=item.unit_price,
        )
    filled = filled_line(draft.contract, line, values)
    if isinstance(filled, ErrorRow):
        draft.errors.append(filled)
    else:
        draft.put_billing_line(filled)


def find_billing_item(contract: Contract, values: Values) -> BillingItem | ErrorRow | None:
    """The item that the call names on the contract; None when it names none.

    On a fixed price contract the group is ignored (spectrum_api.md 4.1).
    """
    group_code, item_code = values.text(GROUP_COLUMN), values.text(ITEM_COLUMN)
    if not group_code and not item_code:
        return None
    if contract.uses_unit_pricing:
        if not group_code:
            return errors.billing_group_missing()
        if not item_code:
            return errors.billing_item_missing()
    elif item_code:
        group_code = ""
    else:
        return None
    if len(group_code) + len(item_code) > MAX_BILLING_ITEM_LENGTH:
        return errors.billing_item_too_long(ITEM_COLUMN, group_code, item_code)
    item = contract.billing_items.get((group_code, item_code))
    if item is None:
        return errors.unknown_billing_item(ITEM_COLUMN, group_code, item_code)
    return item


def filled_line(contract: Contract, line: BillingLine, values: Values) -> BillingLine | ErrorRow:
    """The line with what the call gives; blank elements leave it as it is."""
    line = replace(
        line,
        description=values.text("CR_Billing_Item_Description") or line.description,
        additional_description=(
            values.text("CR_Additional_Description") or line.additional_description
        ),
    )
    revenue = values.number("CR_Revenue")
    if not contract.uses_unit_pricing:
        return line if revenue is None else replace(line, revenue=cents(revenue))
    return _unit_priced(line, values)


def _unit_priced(line: BillingLine, values: Values) -> BillingLine | ErrorRow:
    """Two of price, quantity and revenue give the third; the line's own values fill in."""
    unit_price, quantity = values.number("CR_Unit_Price"), values.number("CR_Quantity")
    revenue = values.number("CR_Revenue")
    is_untouched = unit_price is None and quantity is None and revenue is None
    if is_untouched and line.quantity is not None:
        return line
    if unit_price is None and (quantity is None or revenue is None):
        unit_price = line.unit_price
    if quantity is None and revenue is None:
        quantity = line.quantity
    priced = complete(unit_price, quantity, revenue)
    if priced is None:
        return errors.two_of_three_missing("CR_Quantity")
    if abs(priced.revenue) > MAX_REVENUE:
        return errors.revenue_out_of_range("CR_Revenue", str(priced.revenue))
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
    if values.text(ITEM_COLUMN) or any(line.item_code for line in request.billing_lines):
        draft.errors.append(errors.billing_total_refused("no billing item can be defined"))
        return
    draft.put_billing_line(BillingLine(1, "", "", BILLING_TOTAL, revenue=request.cost))
