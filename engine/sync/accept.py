"""Accept and export: the approver lets a PCCO go to Spectrum (D-105 to D-111), and what was
accepted and failed on its way is tried again (D-125, D-126)."""

from engine.operations.request import Request
from engine.sync.change_order_sides import load_change_order_sides
from engine.sync.context import SyncContext
from engine.sync.deciding import decide_on_change_order, transaction_date_of, transition_for
from engine.sync.exporting import export_change_order
from engine.sync.outcome import Outcome
from engine.sync.recording import refuse


def accept_change_order(context: SyncContext, request: Request, attempt: int) -> Outcome:
    """Load, decide, then export."""
    sides = load_change_order_sides(context, request)
    transaction_date = transaction_date_of(request, sides)
    decision = decide_on_change_order(context, request.operation, sides, transaction_date)
    if not decision.allowed:
        return refuse(context, request, decision, attempt)
    transition = transition_for(context.rulebook.lifecycles["pcco"], request.operation)
    return export_change_order(
        context, request, sides, transition, decision, transaction_date, attempt
    )
