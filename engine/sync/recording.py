"""The last step of every request: its journal entry, together with what it changed."""

from collections.abc import Callable

from engine.executors.verdict import Decision
from engine.operations.request import Request
from engine.sync.context import SyncContext
from engine.sync.outcome import Outcome, Result, ended
from engine.sync.outcome_json import outcome_to_json
from engine.sync.store.journal import JournalEntry
from engine.sync.store.store import EngineBooks


def record(
    context: SyncContext,
    request: Request,
    outcome: Outcome,
    keep: Callable[[EngineBooks], None] | None = None,
) -> Outcome:
    """Keep the outcome and what `keep` writes in one transaction, and give the leases back."""
    with context.store.transaction() as books:
        if keep is not None:
            keep(books)
        if outcome.result is not Result.PARKED:
            # Once something is done to a record, nothing parked before it holds any more.
            operation = None if outcome.is_done else request.operation
            books.parked.remove(request.record.key, operation)
        books.leases.give_back(request.request_id)
        books.journal.add(
            JournalEntry(
                request_id=request.request_id,
                at=context.clock(),
                operation=request.operation,
                record=str(request.record),
                login=request.login,
                result=outcome.result,
                outcome_json=outcome_to_json(outcome),
            )
        )
    return outcome


def refuse(context: SyncContext, request: Request, decision: Decision, attempt: int) -> Outcome:
    """A rule said no: nothing was sent, and every reason is kept (S4)."""
    return record(context, request, ended(request, Result.REFUSED, attempt, decision))
