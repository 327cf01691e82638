"""Send: a PCCO goes to the ERP Integrations tool and waits for an approver (D-095 to D-098)."""

from dataclasses import replace

from engine.operations.request import Request
from engine.sync.change_order_moves import simple_move
from engine.sync.context import SyncContext
from engine.sync.outcome import Outcome


def send_change_order(context: SyncContext, request: Request, attempt: int) -> Outcome:
    """Keeps the hash of what was sent, so that a later change shows (D-098)."""
    return simple_move(
        context,
        request,
        attempt,
        lambda sides: (f"PCCO {sides.number} waits for acceptance.",),
        lambda sides, state: replace(state, sent_hash=sides.content_hash),
    )
