"""The change request services: ARChangeRequest, ARChngReqBlankBIUpdate and the notes."""

from simulator.http.operation import Evidence
from simulator.spectrum.change_requests import (
    billing_entry,
    blank_item_entry,
    cost_entry,
    errors,
    header_entry,
    pricing_entry,
    wire,
)
from simulator.spectrum.change_requests.model import MAX_NOTES_LENGTH
from simulator.spectrum.soap.elements import Values
from simulator.spectrum.soap.error_rows import ErrorRow, good
from simulator.spectrum.soap.service import PutAnswer, PutService, Service
from simulator.spectrum.stores import SpectrumStores


def services(stores: SpectrumStores) -> tuple[Service, ...]:
    """The change request services over these stores."""

    def ar_change_request(company_code: str, values: Values) -> PutAnswer:
        return enter_change_request(stores, company_code, values)

    def blank_item(company_code: str, values: Values) -> PutAnswer:
        return blank_item_entry.fill(stores, company_code, values)

    def notes(company_code: str, values: Values) -> PutAnswer:
        return write_notes(stores, company_code, values)

    return (
        PutService(
            "ARChangeRequest",
            wire.AR_CHANGE_REQUEST,
            ar_change_request,
            company_may_be_blank=False,
            evidence=Evidence.PUBLISHED,
            source="spectrum_api.md 4.2 (CR)",
        ),
        PutService(
            "ARChngReqBlankBIUpdate",
            wire.BLANK_BILLING_ITEM,
            blank_item,
            company_may_be_blank=True,
            evidence=Evidence.PUBLISHED,
            source="spectrum_api.md 4.2 (CRBB)",
        ),
        PutService(
            "ChgReqChgOrderNotes",
            wire.NOTES,
            notes,
            company_may_be_blank=True,
            evidence=Evidence.PUBLISHED,
            source="spectrum_api.md 4.4 (NOTES)",
        ),
    )


def enter_change_request(stores: SpectrumStores, company_code: str, values: Values) -> PutAnswer:
    """One ARChangeRequest call: create or update, one detail line, all or nothing."""
    found = header_entry.find_contract(stores, company_code, values)
    if isinstance(found, ErrorRow):
        return PutAnswer((found,))
    job, contract = found
    draft = header_entry.begin(stores, job, contract, values)
    if isinstance(draft, ErrorRow):
        return PutAnswer((draft,))
    header_entry.enter(draft, values)
    cost_entry.enter(stores, draft, values)
    pricing_entry.enter(draft, values)
    billing_entry.enter(draft, values)
    if draft.errors:
        return PutAnswer(draft.errors)
    draft.keep(stores)
    rows: tuple[ErrorRow, ...] = ()
    if not values.text("Change_Request_Number"):
        rows = (good("Change_Request_Number", draft.request.number),)
    return PutAnswer(rows, (draft.request.record_name,))


def write_notes(stores: SpectrumStores, company_code: str, values: Values) -> PutAnswer:
    """Replace or append to the notes; what lies beyond 1,000 characters is cut off."""
    found = header_entry.find_contract(stores, company_code, values)
    if isinstance(found, ErrorRow):
        return PutAnswer((found,))
    _, contract = found
    number = values.text("CR_CO_Number")
    is_request = values.text("Type") == wire.CHANGE_REQUEST
    record = (
        contract.change_requests.get(number) if is_request else contract.change_orders.get(number)
    )
    if record is None:
        return PutAnswer((errors.unknown_number("CR_CO_Number", number),))
    notes = values.text("Notes_Text")
    if notes:
        before = record.notes if values.text("Append_Note") == "Y" else ""
        record.notes = (before + notes)[:MAX_NOTES_LENGTH]
        with stores.store.transaction():
            if is_request:
                stores.projection.change_request_header(contract.change_requests[number])
            else:
                stores.projection.change_order(contract, contract.change_orders[number])
    return PutAnswer((), (record.record_name,))
