"""Retrieve: the sender takes a PCCO back before it is accepted (D-099, D-100)."""

from engine.operations.request import Request
from engine.sync.change_order_moves import simple_move
from engine.sync.context import SyncContext
from engine.sync.outcome import Outcome


def retrieve_change_order(context: SyncContext, request: Request, attempt: int) -> Outcome:
    return simple_move(
        context,
        request,
        attempt,
        lambda sides: (f"PCCO {sides.number} was taken back and can be changed.",),
    )
