"""Prime contracts with their schedules of values (procore_api.md 7)."""

from collections.abc import Sequence
from dataclasses import replace

from engine.connectors.exact import money_text
from engine.connectors.procore.fields import Fields
from engine.connectors.procore.paging import read_list
from engine.connectors.procore.session import ProcoreSession
from engine.connectors.procore.sync_action import sync
from engine.ports.procore import ContractLineValues, PrimeContractHeader
from engine.records.prime_contract import ContractLine, PrimeContract

LIST = "list prime contracts"
SHOW = "read prime contract"
LIST_LINES = "list prime contract lines"
CREATE = "create prime contract"
UPDATE = "update prime contract"
SYNC_LINES = "sync prime contract lines"
REMOVE_LINE = "remove prime contract line"


def read_prime_contracts(session: ProcoreSession, project_id: int) -> list[PrimeContract]:
    """Every prime contract of the project, by id."""
    # The list shows fewer fields than the contract itself, so it is used for the ids alone.
    listed = read_list(
        session,
        LIST,
        "/rest/v1.0/prime_contracts",
        {"project_id": str(project_id)},
        name="prime contract",
    )
    ids = sorted(record.id() for record in listed)
    return [read_prime_contract(session, project_id, contract_id) for contract_id in ids]


def read_prime_contract(
    session: ProcoreSession, project_id: int, contract_id: int
) -> PrimeContract:
    """One prime contract, with its lines by position."""
    content, _ = session.read(
        SHOW, f"/rest/v1.0/prime_contract/{contract_id}", {"project_id": str(project_id)}
    )
    contract = _contract(Fields.of(SHOW, f"prime contract {contract_id}", content), project_id)
    lines = read_list(
        session,
        LIST_LINES,
        f"/rest/v1.0/prime_contracts/{contract_id}/line_items",
        {"project_id": str(project_id)},
        name=f"prime contract {contract_id}: line",
    )
    by_position = sorted(map(_line, lines), key=lambda line: (line.position, line.id))
    return replace(contract, lines=tuple(by_position))


def create_prime_contract(
    session: ProcoreSession, project_id: int, header: PrimeContractHeader
) -> int:
    """Create it; gives the id. Procore makes a second one when asked twice."""
    # Amount-based: what an import from Spectrum is, and fixed once lines exist (D-018, D-020).
    content = session.write(
        CREATE,
        "POST",
        "/rest/v1.0/prime_contract",
        {
            "project_id": project_id,
            "prime_contract": {**_header_values(header), "accounting_method": "amount"},
        },
    )
    with session.answer_to_write(CREATE):
        return Fields.of(CREATE, "created prime contract", content).id()


def update_prime_contract(
    session: ProcoreSession, project_id: int, contract_id: int, header: PrimeContractHeader
) -> None:
    """Write the header's fields anew."""
    content = session.write(
        UPDATE,
        "PATCH",
        f"/rest/v1.0/prime_contract/{contract_id}",
        {"project_id": project_id, "prime_contract": _header_values(header)},
    )
    with session.answer_to_write(UPDATE):
        Fields.of(UPDATE, f"updated prime contract {contract_id}", content).id()


def sync_contract_lines(
    session: ProcoreSession, project_id: int, contract_id: int, lines: Sequence[ContractLineValues]
) -> None:
    """Create or update lines by origin id."""
    updates = [
        {
            "origin_id": line.origin_id,
            "origin_data": line.origin_data,
            "description": line.description,
            "amount": money_text(line.amount),
        }
        for line in lines
    ]
    sync(
        session,
        SYNC_LINES,
        f"/rest/v1.0/prime_contracts/{contract_id}/line_items/sync",
        updates,
        query={"project_id": str(project_id)},
        name_of=lambda attributes: f"line {attributes.get('origin_id')}",
    )


def remove_contract_line(
    session: ProcoreSession, project_id: int, contract_id: int, line_id: int
) -> None:
    """Take one line away."""
    session.delete(
        REMOVE_LINE,
        f"/rest/v1.0/prime_contracts/{contract_id}/line_items/{line_id}",
        {"project_id": str(project_id)},
    )


def _header_values(header: PrimeContractHeader) -> dict[str, str]:
    return {
        "title": header.title,
        "status": header.status,
        "origin_id": header.origin_id,
        "origin_data": header.origin_data,
    }


def _contract(record: Fields, project_id: int) -> PrimeContract:
    """The contract's own fields, still without lines."""
    return PrimeContract(
        id=record.id(),
        project_id=project_id,
        title=record.optional_text("title") or "",
        status=record.text("status"),
        grand_total=record.money("grand_total"),
        approved_change_orders=record.money("approved_change_orders"),
        revised_contract_amount=record.money("revised_contract_amount"),
        origin_id=record.optional_text("origin_id"),
        origin_data=record.optional_text("origin_data"),
        lines=(),
    )


def _line(line: Fields) -> ContractLine:
    return ContractLine(
        id=line.id(),
        position=line.position(),
        description=line.optional_text("description") or "",
        amount=line.money("amount"),
        origin_id=line.optional_text("origin_id"),
        origin_data=line.optional_text("origin_data"),
    )
