"""The designated reviewer's response to a change order (D-084 to D-087)."""

from simulator.procore.change_orders import errors
from simulator.procore.change_orders.locks import Locks
from simulator.procore.change_orders.model import IN_REVIEW_STATUSES, ChangeOrder
from simulator.procore.change_orders.status_moves import StatusMoves
from simulator.procore.stores import ProcoreStores


class Review:
    def __init__(self, stores: ProcoreStores) -> None:
        self._stores = stores
        self._locks = Locks(stores)
        self._moves = StatusMoves(stores)

    def respond(self, change_order: ChangeOrder, response: str, notes: str | None) -> None:
        """Approve or reject; Refusal 422 without a designated reviewer, or outside of In Review and
        Revised (D-086)."""
        if change_order.designated_reviewer_id is None:
            raise errors.no_reviewer(change_order)
        if change_order.status not in IN_REVIEW_STATUSES:
            raise errors.not_in_review(change_order)
        self._locks.check_editable(change_order)
        self._moves.check(change_order, response, self._stores.change_orders.above(change_order))
        self._moves.move(change_order, response)
        now = self._stores.now()
        change_order.reviewed_at = change_order.updated_at = now
        change_order.reviewed_by_id = change_order.designated_reviewer_id
        change_order.review_notes = notes
