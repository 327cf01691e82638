"""One attempt at one request: how each way of not ending well is dealt with."""

import msgspec
from msgspec.structs import replace

from engine.executors.durable import DurableRulesError
from engine.executors.fact_check import FactsError
from engine.executors.two_opinions import ExecutorsDisagree
from engine.mapping.refusal import MappingRefused
from engine.operations.request import Request
from engine.ports.outcomes import Refused, Unavailable, UncertainOutcome, Unreadable
from engine.sync.context import SyncContext
from engine.sync.outcome import (
    NotYetVerified,
    Outcome,
    Result,
    TryLater,
    UnknownRecordError,
    ended,
)
from engine.sync.outcome_json import outcome_from_json
from engine.sync.project_names import with_project_found
from engine.sync.reconciling import RECONCILES
from engine.sync.recording import record
from engine.sync.store.leases import LeaseHeld
from engine.sync.store.parked_requests import ParkedRequest
from engine.sync.store.store import EngineBooks


def attempt(context: SyncContext, request: Request, number: int) -> Outcome | TryLater:
    """Run the operation once. After an uncertain outcome the next attempt reads everything anew
    before it sends, so nothing is sent twice (S1)."""
    earlier = _outcome_before(context, request)
    if earlier is not None:
        return earlier
    try:
        request = with_project_found(context, request)
        with context.store.transaction() as books:
            books.leases.take(request.record.writer_key, request.request_id, context.clock())
        return RECONCILES[request.operation](context, request, number)
    except LeaseHeld as held:
        return TryLater(request, str(held), held.expires_in_seconds, is_written_by_another=True)
    except Unavailable as unavailable:
        return TryLater(request, str(unavailable), unavailable.retry_after_seconds)
    except (UncertainOutcome, Unreadable, NotYetVerified) as unsure:
        return TryLater(request, str(unsure))
    except UnknownRecordError as unknown:
        return _end(context, request, Result.REFUSED, str(unknown), number)
    except (Refused, MappingRefused) as refused:
        return _end(context, request, Result.FAILED, str(refused), number)
    except (ExecutorsDisagree, FactsError, DurableRulesError) as undecided:
        message = f"No decision could be taken, so nothing was written: {undecided}"
        return _end(context, request, Result.FAILED, message, number)


def give_up(context: SyncContext, request: Request, reason: str, attempts: int) -> Outcome:
    """Park the request with its reason (L2); it can be taken up again later."""
    message = f"Given up for now after {attempts} attempt(s): {reason}"
    outcome = ended(request, Result.PARKED, attempts, messages=(message,))

    def keep(books: EngineBooks) -> None:
        books.parked.put(
            ParkedRequest(
                record_key=request.record.key,
                operation=request.operation,
                request_json=msgspec.json.encode(request).decode(),
                reason=reason,
                at=context.clock(),
            )
        )

    return record(context, request, outcome, keep)


def unparked(parked: ParkedRequest, request_id: str) -> Request:
    """The parked request, to be run again as a new one."""
    request = msgspec.json.decode(parked.request_json, type=Request)
    return replace(request, request_id=request_id)


def _outcome_before(context: SyncContext, request: Request) -> Outcome | None:
    with context.store.reading() as books:
        entry = books.journal.of_request(request.request_id)
    return None if entry is None else outcome_from_json(entry.outcome_json, context.rulebook)


def _end(
    context: SyncContext, request: Request, result: Result, message: str, number: int
) -> Outcome:
    return record(context, request, ended(request, result, number, messages=(message,)))
