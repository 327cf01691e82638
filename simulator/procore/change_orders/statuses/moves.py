"""What a change order's status and the ERP lock, how it moves with those above and below it, and
how its designated reviewer moves it (D-078, D-079, D-084 to D-087, D-091, D-098, D-120)."""

from simulator.procore.change_orders.record import errors
from simulator.procore.change_orders.record.announcing import announce
from simulator.procore.change_orders.record.model import (
    APPROVED,
    IN_REVIEW_STATUSES,
    ChangeOrder,
    approve,
    approved_after,
    unapprove,
)
from simulator.procore.stores import ProcoreStores


class Locks:
    """What keeps a change order from being changed: its approval, and the ERP."""

    def __init__(self, stores: ProcoreStores) -> None:
        self._stores = stores

    def check_editable(self, change_order: ChangeOrder) -> None:
        """Refusal 422 while the schedule of values, the markups and the record are locked."""
        self.check_not_in_erp(change_order)
        if change_order.is_approved:
            raise errors.is_approved(change_order)

    def check_not_in_erp(self, change_order: ChangeOrder) -> None:
        """Refusal 422 while the package that it is, or is a part of, is synced or sent."""
        top = self._stores.change_orders.top(change_order)
        if self._stores.external_data.origin_id("change_order", top.id) is not None:
            raise errors.is_synced(change_order)
        if top.id in self._stores.erp.sent_package_ids:
            raise errors.is_sent(change_order)


class StatusMoves:
    """By default the lower tiers copy the status of the tier above. A project can switch that off:
    then they move by themselves until the package becomes Approved, which takes them along.
    Webhooks name the user `actor_id` for it."""

    def __init__(self, stores: ProcoreStores, actor_id: int) -> None:
        self._stores = stores
        self._actor_id = actor_id

    def check(self, change_order: ChangeOrder, status: str, above: ChangeOrder | None) -> None:
        """Refusal 422 when a change order that is (to be) a part of `above` cannot have `status`:
        it follows what is above, or a package approved later stands in the way (D-092)."""
        if above is not None:
            if self.cascade(change_order) and status != above.status:
                raise errors.follows(change_order, above)
            top = self._stores.change_orders.top(above)
            if top.is_approved and status != APPROVED:
                raise errors.part_of_approved(change_order, top)
        if change_order.is_package and change_order.is_approved and status != APPROVED:
            packages = self._stores.change_orders.of_tier(
                change_order.contract_id, change_order.tier
            )
            later = approved_after(change_order, packages)
            if later is not None:
                raise errors.approved_later(change_order, later)

    def move(self, change_order: ChangeOrder, status: str) -> None:
        """Give a change order its status, and those below theirs."""
        self._set(change_order, status)
        is_final = change_order.is_package and status == APPROVED
        if self.cascade(change_order) or is_final:
            for lower in self._stores.change_orders.with_all_below(change_order):
                if lower is not change_order and lower.status != status:
                    self._set(lower, status)
                    lower.updated_at = self._stores.now()
                    announce(self._stores, self._actor_id, "update", lower)

    def cascade(self, change_order: ChangeOrder) -> bool:
        project = self._stores.projects.projects[change_order.project_id]
        return project.change_order_statuses_cascade

    def _set(self, change_order: ChangeOrder, status: str) -> None:
        if status == change_order.status:
            return
        if status == APPROVED:
            peers = self._stores.change_orders.of_tier(change_order.contract_id, change_order.tier)
            approve(change_order, peers, self._stores.now())
        elif change_order.is_approved:
            unapprove(change_order, status)
        else:
            change_order.status = status


class Review:
    """The designated reviewer's response; webhooks name the user `actor_id` for it."""

    def __init__(self, stores: ProcoreStores, actor_id: int) -> None:
        self._stores = stores
        self._locks = Locks(stores)
        self._moves = StatusMoves(stores, actor_id)

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
