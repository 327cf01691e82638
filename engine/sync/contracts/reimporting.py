"""Re-import and refresh: what changed in Spectrum comes to the synced contract (D-042, D-058).

Re-import needs something new; refresh clears up differences whatever their cause. Neither is done
while the two books still differ in a line that Spectrum has no more.
"""

from engine.decisions.prime_contract import held_items, removable_lines
from engine.operations.request import Operation, Request
from engine.sync.context import SyncContext
from engine.sync.contracts.deleted_lines import (
    demand_removed,
    remaining_differences,
    removals,
    remove_lines,
)
from engine.sync.contracts.sides import decide_on_contract, load_contract_sides
from engine.sync.contracts.writing import (
    header_to_write,
    item_changes,
    lines_to_write,
    link_of,
    mapped_contract,
    verified_contract,
)
from engine.sync.intending import intend
from engine.sync.outcome import Change, Outcome, Result, ended
from engine.sync.recording import record, refuse
from engine.sync.store.store import EngineBooks


def reimport_contract(context: SyncContext, request: Request, attempt: int) -> Outcome:
    """Load, decide, act, verify, record."""
    sides = load_contract_sides(context, request)
    settings = context.settings()
    decision = decide_on_contract(context, request.operation, sides, settings)
    contract = sides.contract
    if not decision.allowed or contract is None:
        return refuse(context, request, decision, attempt)
    mapped = mapped_contract(context, sides, settings)
    lines, header = lines_to_write(mapped, contract), header_to_write(mapped, contract)
    gone = removable_lines(sides.case)
    origin_id = sides.key.origin_id
    if lines or gone or header is not None:
        payload = [header, lines, [line.id for line in gone]]
        intend(context, request, origin_id, f"contract {origin_id}", payload, attempt)
    if header is not None:
        context.procore.update_prime_contract(contract.project_id, contract.id, header)
    if lines:
        context.procore.sync_contract_lines(contract.project_id, contract.id, lines)
    remove_lines(context, contract, gone)
    verified = verified_contract(context, contract.project_id, contract.id, mapped)
    demand_removed(verified, gone)

    def keep(books: EngineBooks) -> None:
        books.contract_links.put(link_of(sides, verified, context.clock()))
        books.intents.confirm(origin_id)

    known = sides.case.last_synced
    if known is None or request.operation is Operation.REFRESH:
        known = held_items(contract)
    changes = item_changes(known, sides.spectrum.billing_items)
    changed_lines = len({change.record for change in changes})
    if header is not None:
        changes.insert(0, Change("header", "title", contract.title, header.title))
    changes += removals(gone)
    left = remaining_differences(sides, verified)
    messages = (
        f"Brought {changed_lines} new or changed line(s) to {verified.title!r}.",
        *([f"Removed {len(gone)} line(s) that Spectrum has no more."] if gone else []),
        *left,
    )
    result = Result.INCOMPLETE if left else Result.DONE
    outcome = ended(request, result, attempt, decision, messages, tuple(changes))
    return record(context, request, outcome, keep)
