"""The REST import of schedules of values: POST /contract/scheduleofvalues."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from simulator.http.message import Reply, Request
from simulator.http.operation import Evidence, Operation, PathParameters
from simulator.spectrum.authorization.errors import Unauthorized
from simulator.spectrum.authorization.gate import Gate
from simulator.spectrum.contracts import errors, wire
from simulator.spectrum.contracts.model import BillingItem, Contract
from simulator.spectrum.soap.error_rows import ErrorRow, invalid
from simulator.spectrum.stores import SpectrumStores

OPERATION_NAME = "scheduleofvalues"


@dataclass(frozen=True, slots=True)
class Import:
    """One contract's schedule of values as it will be after the import."""

    contract: Contract
    items: dict[tuple[str, str], BillingItem]


def operations(stores: SpectrumStores, gate: Gate) -> tuple[Operation[Request], ...]:
    """The REST operations over these stores."""

    def post(request: Request, path_parameters: PathParameters) -> Reply:
        del path_parameters
        try:
            company = _admitted(stores, gate, request.headers)
        except Unauthorized as refused:
            return errors.unauthorized(refused.row)
        return import_schedules(stores, company, request.body)

    return (
        Operation(
            OPERATION_NAME,
            "POST",
            "/contract/scheduleofvalues",
            post,
            Evidence.PUBLISHED,
            "spectrum_api.md 4.1 (SOVF, SOVU); reply bodies assumed",
        ),
    )


def import_schedules(stores: SpectrumStores, company_code: str, body: bytes) -> Reply:
    """Import every contract of the body, or none when anything is wrong."""
    entries = wire.read_body(body)
    if isinstance(entries, ErrorRow):
        return errors.refused(400, [entries])
    imports: list[Import] = []
    wrong: list[ErrorRow] = []
    for position, entry in enumerate(entries):
        found = _read_import(stores, company_code, f"contracts[{position}]", entry)
        if isinstance(found, Import):
            imports.append(found)
        else:
            wrong += found
    if wrong:
        return errors.refused(400, wrong)
    with stores.store.transaction():
        for one in imports:
            one.contract.billing_items = one.items
            stores.projection.all_billing_items(one.contract)
    touched = tuple(one.contract.record_name for one in imports)
    accepted = [
        {
            "Company_Code": one.contract.company_code,
            "Customer_Code": one.contract.customer_code,
            "Job_Number": one.contract.job_number,
            "Billing_Items": len(one.items),
        }
        for one in imports
    ]
    return Reply(200, json.dumps({"contracts": accepted}).encode(), touched=touched)


def _admitted(stores: SpectrumStores, gate: Gate, headers: Mapping[str, str]) -> str:
    """The company to work in. Basic: user and password are company and authorization id (BASIC).

    With enhanced authentication on, the bearer token says whose authorization id it is: how else
    the id would travel is not published.
    """
    company, authorization_id = _basic(headers.get("authorization", ""))
    holder = gate.token_holder(headers) if gate.switches.is_enhanced_authentication_on else None
    if holder is not None:
        company, authorization_id = stores.company_code, holder.authorization_id
    admitted = gate.admit(
        headers, OPERATION_NAME, authorization_id, "", company, company_may_be_blank=False
    )
    return admitted or company


def _basic(header: str) -> tuple[str, str]:
    """User and password; blank when the header is not Basic or can't be read."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        user, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return user, password


def _read_import(
    stores: SpectrumStores, company_code: str, where: str, entry: wire.Json
) -> Import | list[ErrorRow]:
    values, wrong = wire.read_members(
        where, entry, wire.CONTRACT, (wire.FIXED_ARRAY, wire.UNIT_ARRAY)
    )
    if wrong:
        return wrong
    if values.text("Company_Code") != company_code:
        return [invalid("Company_Code", values.text("Company_Code"), "not the login's")]
    contract = _contract(
        stores, company_code, values.text("Job_Number"), values.text("Customer_Code")
    )
    if isinstance(contract, ErrorRow):
        return [contract]
    name = wire.UNIT_ARRAY if contract.uses_unit_pricing else wire.FIXED_ARRAY
    other = wire.FIXED_ARRAY if contract.uses_unit_pricing else wire.UNIT_ARRAY
    members = entry if isinstance(entry, Mapping) else {}
    if other in members:
        kind = "unit price" if contract.uses_unit_pricing else "fixed price"
        return [errors.wrong_array(other, kind)]
    rows = members.get(name)
    if not isinstance(rows, list) or not rows or len(rows) > wire.MAX_ITEMS:
        return [errors.not_an_array(f"{where}.{name}")]
    return _read_items(contract, f"{where}.{name}", rows)


def _contract(
    stores: SpectrumStores, company_code: str, job_number: str, customer_code: str
) -> Contract | ErrorRow:
    job = stores.state.jobs.get((company_code, job_number))
    contract = stores.state.contracts.get((company_code, job_number, customer_code))
    if job is None:
        return invalid("Job_Number", job_number, "the job does not exist")
    if contract is None:
        return invalid("Customer_Code", customer_code, "the contract does not exist")
    if job.is_complete:
        return errors.complete("Job_Number", job_number)
    if contract.has_draw_request_distribution:
        return errors.has_distribution(job_number)
    return contract


def _read_items(contract: Contract, where: str, rows: list[wire.Json]) -> Import | list[ErrorRow]:
    elements = wire.UNIT_ITEM if contract.uses_unit_pricing else wire.FIXED_ITEM
    make = wire.unit_item if contract.uses_unit_pricing else wire.fixed_item
    items = dict(contract.billing_items)
    given: set[tuple[str, str]] = set()
    sequence = contract.next_billing_item_sequence()
    wrong: list[ErrorRow] = []
    for position, row in enumerate(rows):
        values, row_errors = wire.read_members(f"{where}[{position}]", row, elements)
        item = row_errors or make(values)
        if isinstance(item, list):
            wrong += item
        elif isinstance(item, ErrorRow):
            wrong.append(item)
        elif (key := (item.group_code, item.code)) in given:
            wrong.append(errors.item_twice(item.code))
        else:
            given.add(key)
            before = items.get(key)
            item.sequence = before.sequence if before is not None else sequence
            sequence += before is None
            items[key] = item
    if wrong:
        return wrong
    total = sum((item.original_contract for item in items.values()), Decimal(0))
    if total != contract.original_contract:
        return [errors.sum_differs(total, contract.original_contract)]
    return Import(contract, items)
