"""Moving a PCCO from state to state, as the rulebook's lifecycle allows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from engine.operations.request import Operation, Request
from engine.records.change_order import ChangeOrder
from engine.rulebook.model import Notice
from engine.sync.change_orders.numbering import record_of
from engine.sync.change_orders.sides import (
    ChangeOrderSides,
    decide_on_change_order,
    load_change_order_sides,
    transition_of,
)
from engine.sync.context import SyncContext
from engine.sync.outcome import Change, Outcome, Result, ended
from engine.sync.recording import record, refuse
from engine.sync.store.change_order_states import ChangeOrderState
from engine.sync.store.store import EngineBooks


@dataclass(frozen=True, slots=True)
class Move:
    """A move that changes nothing outside the tool: what it says, and whether it hands the PCCO
    over as it is now, so that a later change shows (D-098), or gives its export up, so that its
    number is free again when nothing of it is in Spectrum."""

    messages: Callable[[ChangeOrderSides, Request], tuple[str, ...]]
    is_handing_over: bool = False
    is_giving_up: bool = False


def _begun_change_request(sides: ChangeOrderSides, request: Request) -> tuple[str, ...]:
    """A begun change request has to be deleted in Spectrum first."""
    del request
    if sides.change_request is None or not sides.is_change_request_own:
        return ()
    return (
        f"Spectrum already holds a part of change request {sides.change_request_number}; delete it "
        "there before a corrected PCCO is sent.",
    )


def notice(told: Notice | None, order: ChangeOrder, comment: str | None) -> tuple[str, ...]:
    """Who is told of a move, by which mail, with the comment where one was given."""
    if told is None:
        return ()
    person = TOLD[told.who](order)
    return (f"{told.subject} to {person}{f': {comment}' if comment else ''}",)


TOLD: Mapping[str, Callable[[ChangeOrder], str]] = {"creator": lambda order: order.created_by_login}
"""The login of whom a transition tells."""
MOVES: Mapping[Operation, Move] = {
    # A PCCO goes to the tool and waits for an approver (D-095 to D-098).
    Operation.SEND: Move(
        lambda sides, _: (f"PCCO {sides.number} waits for acceptance.",), is_handing_over=True
    ),
    # The sender takes it back before it is accepted (D-099, D-100).
    Operation.RETRIEVE: Move(
        lambda sides, _: (f"PCCO {sides.number} was taken back and can be changed.",)
    ),
    # The approver sends it back, with a comment when there is one (D-112 to D-115).
    Operation.REJECT: Move(_begun_change_request, is_giving_up=True),
    # Rejected or retrieved, it waits again (D-101, D-116); no mail goes out at once (D-118).
    Operation.RESEND: Move(
        lambda sides, _: (f"PCCO {sides.number} waits for acceptance again.",), is_handing_over=True
    ),
}


def move_change_order(context: SyncContext, request: Request, attempt: int) -> Outcome:
    """Load, decide, record: for the moves that change nothing outside the tool."""
    move = MOVES[request.operation]
    sides = load_change_order_sides(context, request)
    decision = decide_on_change_order(context, request.operation, sides)
    if not decision.allowed:
        return refuse(context, request, decision, attempt)
    transition = transition_of(context, request.operation, sides)
    to_state = transition.to_state
    state = replace(moved(context, request, sides, to_state), transaction_date=None)
    if move.is_handing_over:
        state = replace(state, sent_hash=sides.content_hash)

    def keep(books: EngineBooks) -> None:
        books.change_orders.put(state)
        if move.is_giving_up and sides.key is not None and not sides.may_be_begun_in_spectrum:
            key = sides.key.change_request_origin_id(sides.change_request_number)
            books.intents.abandon_for(key, record_of(sides.order.id))

    told = notice(transition.tells, sides.order, request.choices.comment)
    messages = (*told, *move.messages(sides, request))
    changes = (state_change(request, sides, to_state),)
    outcome = ended(request, Result.DONE, attempt, decision, messages, changes)
    return record(context, request, outcome, keep)


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


def state_change(request: Request, sides: ChangeOrderSides, to_state: str) -> Change:
    return Change(str(request.record), "state", sides.erp_status, to_state)
