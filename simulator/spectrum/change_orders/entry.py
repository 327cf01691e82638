"""Entry of change orders: the header, the change request it takes, its own billing line."""

from dataclasses import replace

from simulator.spectrum.change_orders import errors, wire
from simulator.spectrum.change_orders.model import ChangeOrder
from simulator.spectrum.change_requests.billing_entry import (
    filled_line,
    find_billing_item,
    line_for,
)
from simulator.spectrum.change_requests.draft import next_number
from simulator.spectrum.change_requests.errors import outside_period
from simulator.spectrum.change_requests.header_entry import find_contract
from simulator.spectrum.change_requests.model import ChangeRequest, cents
from simulator.spectrum.contracts.model import Contract
from simulator.spectrum.soap.elements import Values
from simulator.spectrum.soap.error_rows import ErrorRow, good
from simulator.spectrum.soap.service import PutAnswer
from simulator.spectrum.stores import SpectrumStores


def enter_change_order(stores: SpectrumStores, company_code: str, values: Values) -> PutAnswer:
    """One ARChangeOrder call: create or update, all or nothing. Workflow plays no part (D-350)."""
    found = find_contract(stores, company_code, values)
    if isinstance(found, ErrorRow):
        return PutAnswer((found,))
    _, contract = found
    order = _begin(stores, contract, values)
    if isinstance(order, ErrorRow):
        return PutAnswer((order,))
    wrong = _enter_header(stores, order, values)
    asked = _change_request(contract, values)
    taken = asked if isinstance(asked, ChangeRequest) else None
    if isinstance(asked, ErrorRow):
        wrong.append(asked)
    if taken is not None:
        _take(order, taken, values)
    wrong += _enter_billing(contract, order, values)
    if wrong:
        return PutAnswer(wrong)
    return _keep(
        stores, contract, order, taken if isinstance(taken, ChangeRequest) else None, values
    )


def _begin(stores: SpectrumStores, contract: Contract, values: Values) -> ChangeOrder | ErrorRow:
    """A copy of the existing order, or a new one.

    An order on a draw request is closed. One that holds change requests takes further requests,
    but no other change: our reading of "not tied to a draw request or change request".
    """
    number = values.text("Change_Order_Number")
    existing = contract.change_orders.get(number) if number else None
    if existing is not None:
        if existing.draw_request_number:
            return errors.on_draw_request(number, existing.draw_request_number)
        if existing.change_request_numbers and not values.text("Change_Request_Number"):
            return errors.holds_change_requests(number)
        return replace(
            existing,
            change_request_numbers=list(existing.change_request_numbers),
            billing_lines=list(existing.billing_lines),
        )
    status_code = values.text("Status_Code")
    if not status_code:
        return errors.status_missing()
    new_number = number or next_number(list(contract.change_orders))
    if new_number is None:
        return errors.no_number_left()
    return ChangeOrder(*contract.key, new_number, status_code, stores.today())


def _enter_header(stores: SpectrumStores, order: ChangeOrder, values: Values) -> list[ErrorRow]:
    wrong: list[ErrorRow] = []
    order.status_code = values.text("Status_Code") or order.status_code
    if (order.company_code, order.status_code) not in stores.state.change_order_statuses:
        wrong.append(errors.unknown_status(order.status_code))
    order.description = values.text("Description") or order.description
    order.change_order_date = values.day("Change_Order_Date") or order.change_order_date
    order.approved_date = values.day("Approved_Date") or order.approved_date
    period = stores.state.processing_period
    for name in ("Change_Order_Date", "Approved_Date"):
        given = values.day(name)
        if given is not None and not period.includes(given):
            wrong.append(outside_period(name, given, period))
    days = values.number("Approved_Days")
    if days is not None:
        order.approved_days = int(days)
    percent, amount = values.number("Fee_Percent"), values.number("Fee_Amount")
    if percent is not None:
        order.fee_percent = percent
    elif amount is not None:
        order.fee_percent, order.fee_amount = None, cents(amount)
    return wrong


def _change_request(contract: Contract, values: Values) -> ChangeRequest | ErrorRow | None:
    """The change request to take: on no other order, everything distributed, add-ons placed."""
    number = values.text("Change_Request_Number")
    if not number:
        return None
    request = contract.change_requests.get(number)
    if request is None:
        return errors.unknown_change_request(number)
    if request.change_order_number:
        return errors.change_request_taken(number, request.change_order_number)
    if not all(line.item_code for line in request.billing_lines):
        return errors.change_request_incomplete(number, "a blank billing item")
    if not request.is_distributed:
        return errors.change_request_incomplete(number, "a cost without a phase")
    if not all(line.phase_code and line.cost_type for line in request.add_on_lines.values()):
        return errors.change_request_incomplete(number, "an add-on without phase and cost type")
    return request


def _take(order: ChangeOrder, request: ChangeRequest, values: Values) -> None:
    """The request's fee comes along, unless this very record gives a fee."""
    order.change_request_numbers.append(request.number)
    if not values.has_any("Fee_Percent", "Fee_Amount"):
        order.fee_amount += request.totals().fee


def _enter_billing(contract: Contract, order: ChangeOrder, values: Values) -> list[ErrorRow]:
    item = find_billing_item(contract, values, wire.BILLING_ELEMENTS)
    if item is None:
        return []
    if isinstance(item, ErrorRow):
        return [item]
    line = filled_line(contract, line_for(item, order.billing_lines), values, wire.BILLING_ELEMENTS)
    if isinstance(line, ErrorRow):
        return [line]
    if line.sequence > len(order.billing_lines):
        order.billing_lines.append(line)
    else:
        order.billing_lines[line.sequence - 1] = line
    return []


def _keep(
    stores: SpectrumStores,
    contract: Contract,
    order: ChangeOrder,
    taken: ChangeRequest | None,
    values: Values,
) -> PutAnswer:
    contract.change_orders[order.number] = order
    touched = [order.record_name]
    with stores.store.transaction():
        if taken is not None:
            taken.change_order_number = order.number
            stores.projection.change_request_header(taken)
            touched.append(taken.record_name)
        stores.projection.change_order(contract, order)
    rows: tuple[ErrorRow, ...] = ()
    if not values.text("Change_Order_Number"):
        rows = (good("Change_Order_Number", order.number),)
    return PutAnswer(rows, tuple(touched))
