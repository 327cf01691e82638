"""A priced change order as the change request that Spectrum is to hold (D-184 to D-194)."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.mapping.amount_placement import amount_placement
from engine.mapping.billing_side import billing_lines
from engine.mapping.change_request_fields import (
    APPROVED_DATE,
    COMPANY,
    CUSTOMER,
    DESCRIPTION,
    JOB,
    NUMBER,
    STATUS,
    TARGETS,
    header_fields,
)
from engine.mapping.cost_side import cost_lines_and_note
from engine.mapping.entries import entries_of
from engine.mapping.refusal import MappingRefused
from engine.mapping.selected_rows import CompanySettings, SelectedRows, select_rows, table_of
from engine.markup.priced_change_order import PricedChangeOrder
from engine.ports.spectrum import ChangeRequestEntry
from engine.records.change_order import ChangeOrder
from engine.records.change_request import ChangeRequest, ChangeRequestStatus
from engine.records.contract_key import ContractKey
from engine.records.prime_contract import ContractLine
from engine.rulebook.model import Rulebook
from engine.rulebook.vocabulary import DEFAULT_EDITION, Edition

TABLE = "pcco"


@dataclass(frozen=True, slots=True)
class ExpectedExport:
    """What Spectrum is to hold after an export, and the calls that bring it about.

    `change_request` is on no Spectrum change order. A billing line with a blank description comes
    back with the description that Spectrum takes from the contract (D-152, D-199). `note` is
    blank when there is nothing to note.
    """

    change_request: ChangeRequest
    note: str
    entries: tuple[ChangeRequestEntry, ...]


def expected_export(
    change_order: ChangeOrder,
    priced: PricedChangeOrder,
    contract: ContractKey,
    contract_lines: Iterable[ContractLine],
    company_settings: CompanySettings,
    statuses: Iterable[ChangeRequestStatus],
    rulebook: Rulebook,
    edition: Edition = DEFAULT_EDITION,
    *,
    number: str | None = None,
) -> ExpectedExport:
    """The change order as Spectrum is to hold it.

    `priced` is this change order, priced; `contract_lines` are those of its prime contract;
    `statuses` are the status codes Spectrum has; `number` is that of a change request which was
    begun, None for the one that the mapping gives. The estimate comes to the lines' amounts (or, by
    the rulebook's other reading, with horizontal markup), the revenue to the grand total.
    MappingRefused when a value has no place in Spectrum.
    """
    record = f"PCCO {change_order.number or change_order.id}"
    if {line.line for line in priced.lines} != set(change_order.lines):
        raise ValueError(f"{record}: the priced lines are not the change order's lines")
    rows = select_rows(table_of(rulebook, TABLE), edition, TARGETS, company_settings)
    placement = amount_placement(rulebook)
    status = _status(rows, change_order, contract, statuses, record)
    date_if_allowed = change_order.approved_date if status.allows_approved_date else None
    header = header_fields(change_order, contract, date_if_allowed)
    costs, note = cost_lines_and_note(priced, placement, rows, header, record)
    lines_by_id = {line.id: line for line in contract_lines}
    change_request = ChangeRequest(
        contract=ContractKey(
            rows.text(COMPANY, header, record),
            rows.text(JOB, header, record),
            rows.text(CUSTOMER, header, record),
        ),
        number=(
            rows.text(NUMBER, header, record)
            if number is None
            else rows.fitted(NUMBER, number, record)
        ),
        description=rows.text(DESCRIPTION, header, record),
        status_code=status.code,
        approved_date=rows.day(APPROVED_DATE, header, record),
        change_order_number="",
        cost_lines=costs,
        billing_lines=billing_lines(priced, placement, lines_by_id, rows, header, record),
    )
    return ExpectedExport(change_request, note, entries_of(change_request))


def _status(
    rows: SelectedRows,
    change_order: ChangeOrder,
    contract: ContractKey,
    statuses: Iterable[ChangeRequestStatus],
    record: str,
) -> ChangeRequestStatus:
    """The status the request is to have; its action type decides about the date (D-167)."""
    code = rows.text(STATUS, header_fields(change_order, contract, None), record)
    by_code = {status.code: status for status in statuses}
    if code not in by_code:
        raise MappingRefused(
            record,
            STATUS,
            "Spectrum has no such status code",
            repr(code),
            f"Use one of: {', '.join(sorted(by_code)) or 'none is set up in Spectrum'}.",
        )
    return by_code[code]
