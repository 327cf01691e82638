"""Writing a PCCO to Spectrum, reading it back, and naming it in Procore (S1, S2, S3)."""

from engine.mapping.outbound import ExpectedExport
from engine.operations.request import Request
from engine.ports.procore import ExternalLink
from engine.records.contract_key import SEPARATOR, ContractKey
from engine.sync.change_orders.export_plan import differences, missing_entries
from engine.sync.change_orders.numbering import record_of
from engine.sync.change_orders.sides import ChangeOrderSides
from engine.sync.context import ReadContext, SyncContext
from engine.sync.intending import hold_lease, intend, payload_hash
from engine.sync.outcome import NotYetVerified


def write_change_request(
    context: SyncContext,
    request: Request,
    sides: ChangeOrderSides,
    key: ContractKey,
    expected: ExpectedExport,
    attempt: int,
) -> None:
    """Send what Spectrum lacks, then read all of it back; NotYetVerified when it is not there."""
    number = sides.change_request_number
    business_key = key.change_request_origin_id(number)
    superseded = [key.change_request_origin_id(earlier) for earlier in sides.numbering.superseded]
    held_since = context.clock()
    record = record_of(sides.order.id)
    intend(context, request, business_key, record, expected, attempt, superseded)
    for entry in missing_entries(expected, sides.change_request):
        held_since = hold_lease(context, request, held_since)
        context.spectrum.put_change_request_entry(entry)
    if expected.note:
        context.spectrum.put_change_request_note(key, number, expected.note)
    found = differences(expected, context.spectrum.change_request(key, number))
    if found:
        raise NotYetVerified(
            f"change request {business_key} does not read back as written: {'; '.join(found)}"
        )


def wanted_links(
    sides: ChangeOrderSides, key: ContractKey, expected: ExpectedExport
) -> list[ExternalLink]:
    """The ERP ids of the PCCO and of its items: all are needed for a success (D-128)."""
    order = sides.order
    origin_id = key.change_request_origin_id(sides.change_request_number)
    header = ExternalLink(
        "change_order", order.package_id, origin_id, origin_data=payload_hash(expected)
    )
    lines = [
        ExternalLink("line_item", line.id, SEPARATOR.join((origin_id, str(line.id))))
        for line in order.lines
    ]
    markups = [
        ExternalLink("markup", markup.id, SEPARATOR.join((origin_id, "M", str(markup.id))))
        for markup in order.markups
    ]
    return [*lines, *markups, header]


def write_links(context: SyncContext, wanted: list[ExternalLink]) -> None:
    """Write the ERP ids Procore lacks, then read them back."""
    missing = missing_links(context, wanted)
    if not missing:
        return
    context.procore.write_external_links(missing)
    still_missing = missing_links(context, wanted)
    if still_missing:
        first = still_missing[0]
        raise NotYetVerified(
            f"Procore does not show {first.origin_id} on {first.item_type} {first.item_id} yet"
        )


def missing_links(context: ReadContext, wanted: list[ExternalLink]) -> list[ExternalLink]:
    """The links Procore does not hold as wanted; an un-syncing link wants none."""
    held: dict[tuple[str, int], str | None] = {}
    for item_type in sorted({link.item_type for link in wanted}):
        ids = [link.item_id for link in wanted if link.item_type == item_type]
        for link in context.procore.external_links(item_type, ids):
            held[link.item_type, link.item_id] = link.origin_id
    return [link for link in wanted if held.get((link.item_type, link.item_id)) != link.origin_id]
