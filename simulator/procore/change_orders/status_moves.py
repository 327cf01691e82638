"""Moving the status of a change order, and with it of those above and below (D-078, D-079)."""

from simulator.procore.change_orders import errors
from simulator.procore.change_orders.announcing import announce
from simulator.procore.change_orders.model import (
    APPROVED,
    ChangeOrder,
    approve,
    approved_after,
    unapprove,
)
from simulator.procore.stores import ProcoreStores


class StatusMoves:
    """By default the lower tiers copy the status of the tier above. A project can switch that off:
    then they move by themselves until the package becomes Approved, which takes them along."""

    def __init__(self, stores: ProcoreStores) -> None:
        self._stores = stores

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
                    announce(self._stores, "update", lower)

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
