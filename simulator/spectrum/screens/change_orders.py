"""Screens of change orders: status codes, grouping change requests, taking an order back."""

from simulator.spectrum.change_orders.model import (
    ACTION_TYPES,
    ChangeOrder,
    ChangeOrderStatus,
)
from simulator.spectrum.screens.contracts import CONTRACT_KEY, existing_contract
from simulator.spectrum.screens.fields import Fields
from simulator.spectrum.screens.screen import Record, screen
from simulator.spectrum.stores import SpectrumStores


@screen("change_order_status", "code", "action_type", "description")
def make_change_order_status(stores: SpectrumStores, fields: Fields) -> Record:
    """A change order status; only action types 1 and 2 exist for them (D-351)."""
    code = fields.text("code", 2)
    action_type = fields.whole("action_type", min(ACTION_TYPES), max(ACTION_TYPES))
    stores.state.change_order_statuses[(stores.company_code, code)] = ChangeOrderStatus(
        stores.company_code, code, action_type, fields.text("description", 30, "")
    )
    return {"code": code, "action_type": action_type}


@screen(
    "change_order", *CONTRACT_KEY, "number", "status_code", "description", "change_request_numbers"
)
def make_change_order(stores: SpectrumStores, fields: Fields) -> Record:
    """Group change requests into an order: from then on they are locked (D-201, D-349)."""
    contract = existing_contract(stores, fields)
    number = fields.text("number", 8)
    if number in contract.change_orders:
        raise fields.refused("number", number, "a number that the contract does not have yet")
    status_code = fields.text("status_code", 2)
    if (stores.company_code, status_code) not in stores.state.change_order_statuses:
        known = ", ".join(code for _, code in stores.state.change_order_statuses) or "none"
        raise fields.refused("status_code", status_code, f"the status codes are: {known}")
    taken = sorted(fields.texts("change_request_numbers") or ())
    free = [name for name, one in contract.change_requests.items() if not one.change_order_number]
    for request_number in taken:
        if request_number not in free:
            allowed = f"change requests on no order: {', '.join(free) or 'none'}"
            raise fields.refused("change_request_numbers", request_number, allowed)
    order = ChangeOrder(
        *contract.key,
        number,
        status_code,
        stores.today(),
        fields.text("description", 250, ""),
        change_request_numbers=taken,
    )
    contract.change_orders[number] = order
    with stores.store.transaction():
        for request_number in taken:
            request = contract.change_requests[request_number]
            request.change_order_number = number
            stores.projection.change_request_header(request)
        stores.projection.change_order(contract, order)
    return change_order_record(order)


@screen("delete_change_order", *CONTRACT_KEY, "number")
def delete_change_order(stores: SpectrumStores, fields: Fields) -> Record:
    """Delete an order; its change requests are free again."""
    contract = existing_contract(stores, fields)
    number = fields.text("number", 8)
    order = contract.change_orders.pop(number, None)
    if order is None:
        known = ", ".join(contract.change_orders) or "none"
        raise fields.refused("number", number, f"the contract's change orders are: {known}")
    with stores.store.transaction():
        for request_number in order.change_request_numbers:
            request = contract.change_requests[request_number]
            request.change_order_number = ""
            stores.projection.change_request_header(request)
        stores.projection.change_order_deleted(contract, order)
    return change_order_record(order)


def change_order_record(order: ChangeOrder) -> Record:
    return {
        "company_code": order.company_code,
        "job_number": order.job_number,
        "customer_code": order.customer_code,
        "number": order.number,
        "status_code": order.status_code,
        "description": order.description,
        "change_request_numbers": list(order.change_request_numbers),
    }
