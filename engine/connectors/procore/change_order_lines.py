"""The lines of a PCCO's schedule of values (procore_api.md 7.4, 8)."""

from collections.abc import Mapping, Sequence

from engine.connectors.procore.fields import Fields
from engine.connectors.procore.paging import read_list
from engine.connectors.procore.session import SYSTEM, ProcoreSession
from engine.ports.outcomes import Unavailable
from engine.records.change_order import ChangeOrderLine

LIST = "list prime change order lines"


def read_lines(
    session: ProcoreSession,
    project_id: int,
    change_order: Fields,
    parts: Sequence[Fields],
    coded_lines: Sequence[Fields],
) -> tuple[ChangeOrderLine, ...]:
    """The lines by what holds them and their position there. `parts` are the prime change orders
    that the PCCO is made of. `coded_lines` are the same lines in v1, which alone name the cost code
    and the line item type; v2 alone names the associated contract line.

    A PCCO without parts, as with three tiers, has its lines in v1 alone: they name no associated
    contract line.
    """
    coded = {line.id(): line for line in coded_lines}
    if not parts:
        lines = [_line_in_v1(record) for record in coded_lines]
    else:
        listed = [record for part in parts for record in _listed(session, project_id, part.id())]
        if coded.keys() != {record.id() for record in listed}:
            raise Unavailable(
                SYSTEM,
                LIST,
                f"{change_order.name} and its package name different lines: "
                "it changed while it was read; read again",
            )
        lines = [_line(record, coded) for record in listed]
    return tuple(sorted(lines, key=lambda line: (line.holder_id, line.position, line.id)))


def _listed(session: ProcoreSession, project_id: int, change_order_id: int) -> list[Fields]:
    return read_list(
        session,
        LIST,
        f"/rest/v2.0/companies/{session.company_id}/projects/{project_id}"
        f"/prime_change_orders/{change_order_id}/line_items",
        name=f"prime change order {change_order_id}: line",
        in_data=True,
    )


def _line(record: Fields, coded: Mapping[int, Fields]) -> ChangeOrderLine:
    return _of(
        coded[record.id()],
        record,
        # v2's amount is the plain line; v1's has markup in it (D-208).
        amount="amount",
        prime_line_item_id=record.optional_id("prime_line_item_id"),
    )


def _line_in_v1(record: Fields) -> ChangeOrderLine:
    return _of(record, record, amount="extended_amount", prime_line_item_id=None)


def _of(
    coded: Fields, record: Fields, *, amount: str, prime_line_item_id: int | None
) -> ChangeOrderLine:
    cost_code = coded.optional_record("cost_code")
    cost_type = coded.optional_record("line_item_type")
    return ChangeOrderLine(
        id=record.id(),
        position=record.position(),
        description=record.optional_text("description") or "",
        amount=record.money(amount),
        cost_code_id=cost_code.id() if cost_code is not None else None,
        cost_code=cost_code.text("full_code") if cost_code is not None else None,
        cost_type_id=cost_type.id() if cost_type is not None else None,
        cost_type=cost_type.text("code") if cost_type is not None else None,
        prime_line_item_id=prime_line_item_id,
        holder_id=coded.record("holder").id(),
    )
