"""Accept and export: the approver lets a PCCO go to Spectrum (D-105 to D-111), and what was
accepted and failed on its way is tried again (D-125, D-126)."""

from dataclasses import replace
from datetime import date

from engine.executors.verdict import Decision
from engine.operations.declarations import OPERATIONS
from engine.operations.request import Request
from engine.ports.outcomes import Refused
from engine.sync.change_orders.moves import moved, state_change
from engine.sync.change_orders.sides import (
    ChangeOrderSides,
    decide_on_change_order,
    lifecycle_of,
    load_change_order_sides,
    transition_of,
)
from engine.sync.change_orders.writing import wanted_links, write_change_request, write_links
from engine.sync.context import SyncContext
from engine.sync.outcome import Change, ExportFailed, Outcome, Result, ended
from engine.sync.recording import record, refuse
from engine.sync.store.store import EngineBooks


def accept_change_order(context: SyncContext, request: Request, attempt: int) -> Outcome:
    """Load, decide, act, verify, record; a refusal of either side ends in Failed to Export with
    its texts."""
    sides = load_change_order_sides(context, request)
    transaction_date = transaction_date_of(request, sides)
    decision = decide_on_change_order(context, request.operation, sides, transaction_date)
    if not decision.allowed:
        return refuse(context, request, decision, attempt)
    _keep_acceptance(context, request, sides, transaction_date)
    try:
        changes = _write_and_verify(context, request, sides, attempt)
    except (ExportFailed, Refused) as failure:
        return _failed(context, request, sides, decision, failure, attempt)
    to_state = transition_of(context, request.operation, sides).to_state
    state = replace(
        moved(context, request, sides, to_state),
        transaction_date=transaction_date,
        sent_hash=sides.content_hash,
    )

    def keep(books: EngineBooks) -> None:
        books.change_orders.put(state)
        if sides.key is not None:
            books.intents.confirm(sides.key.change_request_origin_id(sides.change_request_number))

    message = f"Exported PCCO {sides.number} as change request {sides.change_request_number}."
    changes = (*changes, state_change(request, sides, to_state))
    outcome = ended(request, Result.DONE, attempt, decision, (message,), changes)
    return record(context, request, outcome, keep)


def transaction_date_of(request: Request, sides: ChangeOrderSides) -> date | None:
    """The date given now; trying again falls back on the one that was accepted."""
    given = request.choices.transaction_date
    if given is None and OPERATIONS[request.operation].falls_back_on_the_accepted_date:
        return sides.kept.transaction_date if sides.kept else None
    return given


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
) -> tuple[Change, ...]:
    expected = sides.plan.expected
    if expected is None or sides.key is None:
        raise ExportFailed(sides.plan.problems)
    write_change_request(context, request, sides, sides.key, expected, attempt)
    write_links(context, wanted_links(sides, sides.key, expected))
    name = f"change request {sides.change_request_number}"
    wanted = expected.change_request
    return (
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
    )


def _failed(
    context: SyncContext,
    request: Request,
    sides: ChangeOrderSides,
    decision: Decision,
    failure: ExportFailed | Refused,
    attempt: int,
) -> Outcome:
    texts = failure.texts if isinstance(failure, ExportFailed) else (failure.detail,)
    to_state = lifecycle_of(context).transition("fail", sides.erp_status).to_state

    def keep(books: EngineBooks) -> None:
        kept = books.change_orders.get(sides.order.id)
        state = replace(kept or moved(context, request, sides, to_state), state=to_state)
        books.change_orders.put(replace(state, errors=texts))

    changes = (state_change(request, sides, to_state),)
    outcome = ended(request, Result.FAILED, attempt, decision, texts, changes)
    return record(context, request, outcome, keep)
