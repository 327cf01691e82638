"""Reject: the approver sends a PCCO back, with a comment when there is one (D-112 to D-115)."""

from engine.operations.request import Request
from engine.sync.change_order_moves import simple_move
from engine.sync.change_order_sides import ChangeOrderSides
from engine.sync.context import SyncContext
from engine.sync.outcome import Outcome

NOTIFICATION = "ERP PCCO Rejection Notification"  # D-115


def reject_change_order(context: SyncContext, request: Request, attempt: int) -> Outcome:
    """The creator is told (D-114); a begun change request has to be deleted in Spectrum first."""
    return simple_move(
        context,
        request,
        attempt,
        lambda sides: _messages(sides, request),
    )


def _messages(sides: ChangeOrderSides, request: Request) -> tuple[str, ...]:
    comment = f": {request.choices.comment}" if request.choices.comment else ""
    messages = [f"{NOTIFICATION} to {sides.order.created_by_login}{comment}"]
    if sides.change_request is not None and sides.is_change_request_own:
        messages.append(
            f"Spectrum already holds a part of change request {sides.number}; delete it there "
            "before a corrected PCCO is sent."
        )
    return tuple(messages)
