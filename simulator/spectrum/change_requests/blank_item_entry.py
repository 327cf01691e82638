"""ARChngReqBlankBIUpdate: gives one blank billing line its item, once (spectrum_api.md 4.2)."""

from dataclasses import replace
from decimal import Decimal

from simulator.spectrum.change_requests import errors, header_entry
from simulator.spectrum.change_requests.billing_entry import (
    CHANGE_REQUEST_ELEMENTS,
    filled_line,
    find_billing_item,
)
from simulator.spectrum.change_requests.model import BillingLine, ChangeRequest
from simulator.spectrum.contracts.model import Contract
from simulator.spectrum.soap.elements import Values
from simulator.spectrum.soap.error_rows import ErrorRow
from simulator.spectrum.soap.service import PutAnswer
from simulator.spectrum.stores import SpectrumStores


def fill(stores: SpectrumStores, company_code: str, values: Values) -> PutAnswer:
    """Fill the line that Sequence names, or the earliest blank one."""
    found = header_entry.find_contract(stores, company_code, values)
    if isinstance(found, ErrorRow):
        return PutAnswer((found,))
    _, contract = found
    number = values.text("Change_Request_Number")
    request = contract.change_requests.get(number)
    if request is None:
        return PutAnswer((errors.unknown_number("Change_Request_Number", number),))
    wrong = header_entry.lock_error(request)
    if wrong is not None:
        return PutAnswer((wrong,))
    line = _filled(contract, request, values)
    if isinstance(line, ErrorRow):
        return PutAnswer((line,))
    request.billing_lines[line.sequence - 1] = line
    with stores.store.transaction():
        stores.projection.billing_line(request, line)
        stores.projection.change_request_header(request)
    return PutAnswer((), (request.record_name,))


def _filled(contract: Contract, request: ChangeRequest, values: Values) -> BillingLine | ErrorRow:
    blank = _blank_line(request, values.number("Sequence"))
    if isinstance(blank, ErrorRow):
        return blank
    item = find_billing_item(contract, values, CHANGE_REQUEST_ELEMENTS)
    if isinstance(item, ErrorRow):
        return item
    if item is None:
        return errors.billing_item_missing(CHANGE_REQUEST_ELEMENTS.item)
    if contract.uses_unit_pricing:
        if not values.has_any("CR_Quantity", "CR_Revenue"):
            return errors.amount_missing("CR_Quantity", "unit price")
    elif not values.has_any("CR_Revenue"):
        return errors.amount_missing("CR_Revenue", "fixed price")
    started = replace(
        blank,
        group_code=item.group_code,
        item_code=item.code,
        description=item.description,
        additional_description=item.additional_description,
        unit_price=item.unit_price,
    )
    return filled_line(contract, started, values, CHANGE_REQUEST_ELEMENTS)


def _blank_line(request: ChangeRequest, sequence: Decimal | None) -> BillingLine | ErrorRow:
    for line in request.billing_lines:
        if not line.item_code and (sequence is None or line.sequence == sequence):
            return line
    if sequence is not None:
        return errors.sequence_not_blank(str(sequence))
    return errors.no_blank_line(request.number)
