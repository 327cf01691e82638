"""Unlink: a PCCO whose change request was deleted in Spectrum is freed in Procore (D-129)."""

from dataclasses import replace

from engine.operations.request import Request
from engine.ports.procore import ExternalLink
from engine.records.change_order import ChangeOrder
from engine.sync.change_orders.moves import moved, state_change
from engine.sync.change_orders.sides import (
    decide_on_change_order,
    load_change_order_sides,
    transition_of,
)
from engine.sync.change_orders.writing import write_links
from engine.sync.context import SyncContext
from engine.sync.outcome import Outcome, Result, ended
from engine.sync.recording import record, refuse
from engine.sync.store.store import EngineBooks


def unlink_change_order(context: SyncContext, request: Request, attempt: int) -> Outcome:
    """Load, decide, act, verify, record."""
    sides = load_change_order_sides(context, request)
    decision = decide_on_change_order(context, request.operation, sides)
    if not decision.allowed:
        return refuse(context, request, decision, attempt)
    write_links(context, no_links(sides.order))
    to_state = transition_of(context, request.operation, sides).to_state
    state = replace(moved(context, request, sides, to_state), sent_hash=None, transaction_date=None)

    def keep(books: EngineBooks) -> None:
        books.change_orders.put(state)
        if sides.key is not None:
            books.intents.abandon(sides.key.change_request_origin_id(sides.change_request_number))

    message = f"Unlinked PCCO {sides.number} from Spectrum."
    changes = (state_change(request, sides, to_state),)
    outcome = ended(request, Result.DONE, attempt, decision, (message,), changes)
    return record(context, request, outcome, keep)


def no_links(order: ChangeOrder) -> list[ExternalLink]:
    """What frees the PCCO and its items; the header last, so that a cut leaves it locked."""
    return [
        *(ExternalLink("line_item", line.id, None) for line in order.lines),
        *(ExternalLink("markup", markup.id, None) for markup in order.markups),
        ExternalLink("change_order", order.package_id, None),
    ]
