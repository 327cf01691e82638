"""Export: try again what was accepted and failed to reach Spectrum (D-125, D-126)."""

from engine.sync.change_order_moves import decide_move
from engine.sync.change_order_sides import load_change_order_sides, transition_of
from engine.sync.context import SyncContext
from engine.sync.exporting import export_change_order
from engine.sync.outcome import Outcome
from engine.sync.recording import refuse
from engine.sync.request import Request


def retry_export(context: SyncContext, request: Request, attempt: int) -> Outcome:
    """Load, decide, then export; under the transaction date given now, or the one accepted."""
    sides = load_change_order_sides(context, request)
    transition = transition_of(context.rulebook.lifecycles["pcco"], "retry")
    accepted = sides.kept.transaction_date if sides.kept else None
    transaction_date = request.transaction_date or accepted
    decision = decide_move(context, sides, transition, transaction_date)
    if not decision.allowed:
        return refuse(context, request, decision, attempt)
    return export_change_order(
        context, request, sides, transition, decision, transaction_date, attempt
    )
