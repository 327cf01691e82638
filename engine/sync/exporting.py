"""The export itself, once the rules have allowed it: shared by accepting and trying again."""

from dataclasses import replace
from datetime import date

from engine.executors.verdict import Decision
from engine.operations.request import Request
from engine.ports.outcomes import Refused
from engine.rulebook.model import Transition
from engine.sync.change_order_moves import moved, state_change
from engine.sync.change_order_sides import ChangeOrderSides
from engine.sync.change_request_writing import wanted_links, write_change_request, write_links
from engine.sync.context import SyncContext
from engine.sync.interruptions import ExportFailed
from engine.sync.lifecycle import transition_of
from engine.sync.outcome import Change, Outcome, Result
from engine.sync.recording import record
from engine.sync.store.store import EngineBooks


def export_change_order(
    context: SyncContext,
    request: Request,
    sides: ChangeOrderSides,
    transition: Transition,
    decision: Decision,
    transaction_date: date | None,
    attempt: int,
) -> Outcome:
    """Act, verify, record; a refusal of either side ends in Failed to Export with its texts."""
    _keep_acceptance(context, request, sides, transaction_date)
    try:
        changes = _write_and_verify(context, request, sides, attempt)
    except (ExportFailed, Refused) as failure:
        return _failed(context, request, sides, decision, failure, attempt)
    state = replace(
        moved(context, request, sides, transition.to_state),
        transaction_date=transaction_date,
        sent_hash=sides.content_hash,
    )

    def keep(books: EngineBooks) -> None:
        books.change_orders.put(state)
        if sides.key is not None:
            books.intents.confirm(sides.key.change_request_origin_id(sides.number))

    outcome = Outcome(
        request.operation,
        str(request.record),
        Result.DONE,
        decision,
        (f"Exported PCCO {sides.number} as change request {sides.number}.",),
        (*changes, state_change(request, sides, transition.to_state)),
        attempt,
    )
    return record(context, request, outcome, keep)


def _keep_acceptance(
    context: SyncContext, request: Request, sides: ChangeOrderSides, transaction_date: date | None
) -> None:
    """Remember the transaction date, so that an export that is cut off can be taken up again."""
    state = replace(
        moved(context, request, sides, sides.erp_status), transaction_date=transaction_date
    )
    with context.store.transaction() as books:
        books.change_orders.put(state)


def _write_and_verify(
    context: SyncContext, request: Request, sides: ChangeOrderSides, attempt: int
) -> list[Change]:
    expected = sides.plan.expected
    if expected is None or sides.key is None:
        raise ExportFailed(sides.plan.problems)
    write_change_request(context, request, sides, sides.key, expected, attempt)
    write_links(context, wanted_links(sides.order, sides.key, expected))
    name = f"change request {sides.number}"
    wanted = expected.change_request
    return [
        *(
            Change(
                name,
                f"estimate of {line.phase_code}/{line.cost_type}",
                None,
                str(line.estimate_amount),
            )
            for line in wanted.cost_lines
        ),
        *(
            Change(name, f"revenue of {line.billing_item_code}", None, str(line.revenue_amount))
            for line in wanted.billing_lines
        ),
    ]


def _failed(
    context: SyncContext,
    request: Request,
    sides: ChangeOrderSides,
    decision: Decision,
    failure: ExportFailed | Refused,
    attempt: int,
) -> Outcome:
    texts = failure.texts if isinstance(failure, ExportFailed) else (failure.detail,)
    to_state = transition_of(context.rulebook.lifecycles["pcco"], "fail").to_state

    def keep(books: EngineBooks) -> None:
        kept = books.change_orders.get(sides.order.id)
        state = replace(kept or moved(context, request, sides, to_state), state=to_state)
        books.change_orders.put(replace(state, errors=texts))

    outcome = Outcome(
        request.operation,
        str(request.record),
        Result.FAILED,
        decision,
        texts,
        (state_change(request, sides, to_state),),
        attempt,
    )
    return record(context, request, outcome, keep)
