"""Screens of change requests: status codes, foreign requests, deletion, draw requests."""

from dataclasses import replace

from simulator.spectrum.change_requests.model import (
    BillingLine,
    ChangeRequest,
    CostLine,
    Status,
)
from simulator.spectrum.contracts.model import Contract
from simulator.spectrum.screens.contracts import CONTRACT_KEY, existing_contract
from simulator.spectrum.screens.fields import Fields
from simulator.spectrum.screens.screen import Record, screen
from simulator.spectrum.stores import SpectrumStores

COST_LINE = ("phase_code", "cost_type", "amount", "quantity", "hours")
BILLING_LINE = ("group_code", "billing_item_code", "description", "revenue")


@screen("change_request_status", "code", "action_type", "description")
def make_status(stores: SpectrumStores, fields: Fields) -> Record:
    """A change request status; its action type can't change once it is in use (D-342)."""
    code = fields.text("code", 2)
    action_type = fields.whole("action_type", 1, 5)
    before = stores.state.statuses.get((stores.company_code, code))
    if before is not None and before.action_type != action_type and _is_in_use(stores, code):
        allowed = f"{before.action_type}, because the code is in use"
        raise fields.refused("action_type", action_type, allowed)
    status = Status(stores.company_code, code, action_type, fields.text("description", 30, ""))
    stores.state.statuses[(stores.company_code, code)] = status
    with stores.store.transaction():
        stores.projection.status(status)
    return {"code": code, "action_type": action_type, "description": status.description}


def _is_in_use(stores: SpectrumStores, code: str) -> bool:
    return any(
        request.status_code == code
        for contract in stores.state.contracts.values()
        for request in contract.change_requests.values()
    )


@screen(
    "change_request",
    *CONTRACT_KEY,
    "number",
    "description",
    "status_code",
    "approved_date",
    "is_cost_reimbursable",
    "cost_lines",
    "billing_lines",
)
def make_change_request(stores: SpectrumStores, fields: Fields) -> Record:
    """A change request entered by a person: blank phases and billing items are possible."""
    contract = existing_contract(stores, fields)
    number = fields.text("number", 8)
    if number in contract.change_requests:
        raise fields.refused("number", number, "a number that the contract does not have yet")
    request = ChangeRequest(
        company_code=contract.company_code,
        job_number=contract.job_number,
        customer_code=contract.customer_code,
        number=number,
        status_code=_existing_status(stores, fields).code,
        is_cost_reimbursable=fields.flag("is_cost_reimbursable", default=True),
        origination_date=stores.today(),
        description=fields.text("description", 250, ""),
        approved_date=fields.day("approved_date"),
    )
    for entered in fields.records("cost_lines", "change_request cost line", *COST_LINE):
        request.cost_lines.append(_cost_line(len(request.cost_lines) + 1, entered))
    for entered in fields.records("billing_lines", "change_request billing line", *BILLING_LINE):
        line = _billing_line(contract, len(request.billing_lines) + 1, entered)
        request.billing_lines.append(line)
    contract.change_requests[number] = request
    with stores.store.transaction():
        stores.projection.change_request(request)
    return change_request_record(request)


@screen(
    "update_change_request",
    *CONTRACT_KEY,
    "number",
    "description",
    "status_code",
    "approved_date",
    "draw_request_number",
)
def update_change_request(stores: SpectrumStores, fields: Fields) -> Record:
    """What a person changes in the header: description, status, approved date, draw request."""
    request = _existing_request(stores, fields)
    changed = replace(
        request,
        description=fields.text("description", 250, request.description),
        approved_date=fields.day("approved_date") or request.approved_date,
        draw_request_number=fields.text("draw_request_number", 10, request.draw_request_number),
    )
    if fields.has("status_code"):
        changed.status_code = _existing_status(stores, fields).code
    existing_contract(stores, fields).change_requests[request.number] = changed
    with stores.store.transaction():
        stores.projection.change_request_header(changed)
    return change_request_record(changed)


@screen("delete_change_request", *CONTRACT_KEY, "number")
def delete_change_request(stores: SpectrumStores, fields: Fields) -> Record:
    """Delete a change request that is on no change order and no draw request (D-137)."""
    contract = existing_contract(stores, fields)
    request = _existing_request(stores, fields)
    holder = request.change_order_number or request.draw_request_number
    if holder:
        allowed = f"one on no change order and no draw request; it is on {holder}"
        raise fields.refused("number", request.number, allowed)
    del contract.change_requests[request.number]
    with stores.store.transaction():
        stores.projection.change_request_deleted(request)
    return change_request_record(request)


def _existing_request(stores: SpectrumStores, fields: Fields) -> ChangeRequest:
    contract = existing_contract(stores, fields)
    number = fields.text("number", 8)
    request = contract.change_requests.get(number)
    if request is None:
        known = ", ".join(contract.change_requests) or "none"
        raise fields.refused("number", number, f"the contract's change requests are: {known}")
    return request


def _existing_status(stores: SpectrumStores, fields: Fields) -> Status:
    code = fields.text("status_code", 2)
    status = stores.state.statuses.get((stores.company_code, code))
    if status is None:
        known = ", ".join(code for _, code in stores.state.statuses) or "none"
        raise fields.refused("status_code", code, f"the status codes are: {known}")
    return status


def _cost_line(sequence: int, fields: Fields) -> CostLine:
    return CostLine(
        sequence,
        fields.text("phase_code", 20, ""),
        fields.text("cost_type", 3, ""),
        fields.amount("quantity"),
        fields.amount("hours"),
        fields.amount("amount"),
    )


def _billing_line(contract: Contract, sequence: int, fields: Fields) -> BillingLine:
    group_code = fields.text("group_code", 2, "")
    code = fields.text("billing_item_code", 11, "")
    if code and (group_code, code) not in contract.billing_items:
        known = ", ".join(code for _, code in contract.billing_items) or "none"
        raise fields.refused("billing_item_code", code, f"the contract's items are: {known}")
    return BillingLine(
        sequence,
        group_code,
        code,
        fields.text("description", 30, ""),
        revenue=fields.amount("revenue"),
    )


def change_request_record(request: ChangeRequest) -> Record:
    """The request as a record: amounts as texts, dates as YYYY-MM-DD."""
    return {
        "company_code": request.company_code,
        "job_number": request.job_number,
        "customer_code": request.customer_code,
        "number": request.number,
        "description": request.description,
        "status_code": request.status_code,
        "approved_date": request.approved_date.isoformat() if request.approved_date else None,
        "change_order_number": request.change_order_number,
        "draw_request_number": request.draw_request_number,
        "cost_lines": [
            {
                "phase_code": line.phase_code,
                "cost_type": line.cost_type,
                "amount": str(line.amount),
            }
            for line in request.cost_lines
        ],
        "billing_lines": [
            {
                "group_code": line.group_code,
                "billing_item_code": line.item_code,
                "description": line.description,
                "revenue": str(line.revenue),
            }
            for line in request.billing_lines
        ],
    }
