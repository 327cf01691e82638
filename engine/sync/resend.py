"""Resend: a rejected or retrieved PCCO waits for an approver again (D-101, D-116)."""

from dataclasses import replace

from engine.operations.request import Request
from engine.sync.change_order_moves import simple_move
from engine.sync.context import SyncContext
from engine.sync.outcome import Outcome


def resend_change_order(context: SyncContext, request: Request, attempt: int) -> Outcome:
    """As sending; no immediate mail goes to the approver (D-118)."""
    return simple_move(
        context,
        request,
        attempt,
        lambda sides: (f"PCCO {sides.number} waits for acceptance again.",),
        lambda sides, state: replace(state, sent_hash=sides.content_hash),
    )
