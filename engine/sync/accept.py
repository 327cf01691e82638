"""Accept: the approver lets a PCCO go to Spectrum (D-105 to D-111)."""

from engine.sync.change_order_moves import decide_move
from engine.sync.change_order_sides import load_change_order_sides, transition_of
from engine.sync.context import SyncContext
from engine.sync.exporting import export_change_order
from engine.sync.outcome import Outcome
from engine.sync.recording import refuse
from engine.sync.request import Request


def accept_change_order(context: SyncContext, request: Request, attempt: int) -> Outcome:
    """Load, decide, then export."""
    sides = load_change_order_sides(context, request)
    transition = transition_of(context.rulebook.lifecycles["pcco"], "accept")
    decision = decide_move(context, sides, transition, request.transaction_date)
    if not decision.allowed:
        return refuse(context, request, decision, attempt)
    return export_change_order(
        context, request, sides, transition, decision, request.transaction_date, attempt
    )
