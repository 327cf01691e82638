"""Import: a Spectrum contract becomes a prime contract of its project in Procore (D-001, D-003)."""

from engine.mapping.inbound import MappedPrimeContract
from engine.operations.request import Request
from engine.records.prime_contract import PrimeContract
from engine.records.project import Project
from engine.sync.context import SyncContext
from engine.sync.contracts.sides import ContractSides, decide_on_contract, load_contract_sides
from engine.sync.contracts.writing import (
    created_contract,
    item_changes,
    lines_to_write,
    link_of,
    mapped_contract,
    verified_contract,
)
from engine.sync.intending import intend
from engine.sync.outcome import Outcome, Result, ended
from engine.sync.recording import record, refuse
from engine.sync.store.store import EngineBooks


def import_contract(context: SyncContext, request: Request, attempt: int) -> Outcome:
    """Load, decide, act, verify, record."""
    sides = load_contract_sides(context, request)
    settings = context.settings()
    decision = decide_on_contract(context, request.operation, sides, settings)
    if not decision.allowed or sides.project is None:
        return refuse(context, request, decision, attempt)
    mapped = mapped_contract(context, sides, settings)
    contract = _write(context, request, sides, sides.project, mapped, attempt)

    def keep(books: EngineBooks) -> None:
        books.contract_links.put(link_of(sides, contract, context.clock()))
        books.intents.confirm(sides.key.origin_id)

    message = (
        f"Imported {contract.title!r} with {len(mapped.lines)} line(s) into {sides.project.name}."
    )
    changes = tuple(item_changes({}, sides.spectrum.billing_items))
    outcome = ended(request, Result.DONE, attempt, decision, (message,), changes)
    return record(context, request, outcome, keep)


def _write(
    context: SyncContext,
    request: Request,
    sides: ContractSides,
    project: Project,
    mapped: MappedPrimeContract,
    attempt: int,
) -> PrimeContract:
    """Create what is not there yet, and read it back; an unfinished import is carried on."""
    origin_id = sides.key.origin_id
    intend(context, request, origin_id, f"contract {origin_id}", mapped, attempt)
    contract = sides.contract
    contract_id = contract.id if contract else created_contract(context, project, sides, mapped)
    lines = lines_to_write(mapped, contract)
    if lines:
        context.procore.sync_contract_lines(project.id, contract_id, lines)
    return verified_contract(context, project.id, contract_id, mapped)
