"""Moving a PCCO from state to state, as the rulebook's lifecycle allows."""

from collections.abc import Callable
from dataclasses import replace

from engine.operations.request import Request
from engine.sync.change_order_sides import ChangeOrderSides, load_change_order_sides
from engine.sync.context import SyncContext
from engine.sync.deciding import decide_on_change_order, transition_for
from engine.sync.outcome import Change, Outcome, Result
from engine.sync.recording import record, refuse
from engine.sync.store.change_order_states import ChangeOrderState
from engine.sync.store.store import EngineBooks


def moved(
    context: SyncContext, request: Request, sides: ChangeOrderSides, to_state: str
) -> ChangeOrderState:
    """The PCCO's kept state after a move by this request."""
    before = sides.kept
    return ChangeOrderState(
        change_order_id=sides.order.id,
        project_id=sides.project.id,
        number=sides.number,
        state=to_state,
        login=request.login,
        at=context.clock(),
        comment=request.choices.comment,
        transaction_date=before.transaction_date if before else None,
        sent_hash=before.sent_hash if before else None,
    )


def simple_move(
    context: SyncContext,
    request: Request,
    attempt: int,
    message: Callable[[ChangeOrderSides], tuple[str, ...]],
    change: Callable[[ChangeOrderSides, ChangeOrderState], ChangeOrderState] | None = None,
) -> Outcome:
    """Load, decide, record: for the moves that change nothing outside the tool."""
    sides = load_change_order_sides(context, request)
    transition = transition_for(context.rulebook.lifecycles["pcco"], request.operation)
    decision = decide_on_change_order(context, request.operation, sides)
    if not decision.allowed:
        return refuse(context, request, decision, attempt)
    state = moved(context, request, sides, transition.to_state)
    state = replace(state, transaction_date=None)
    if change is not None:
        state = change(sides, state)

    def keep(books: EngineBooks) -> None:
        books.change_orders.put(state)

    outcome = Outcome(
        request.operation,
        str(request.record),
        Result.DONE,
        decision,
        message(sides),
        (state_change(request, sides, transition.to_state),),
        attempt,
    )
    return record(context, request, outcome, keep)


def state_change(request: Request, sides: ChangeOrderSides, to_state: str) -> Change:
    return Change(str(request.record), "state", sides.erp_status, to_state)
