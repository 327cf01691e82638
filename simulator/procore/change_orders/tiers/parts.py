"""Adding a change order to one of the tier above, and taking it out again (D-073, D-080, D-093)."""

from simulator.procore.change_orders.lines.pricing import reprice
from simulator.procore.change_orders.record import errors
from simulator.procore.change_orders.record.model import ChangeOrder, Tier, tier_above
from simulator.procore.change_orders.statuses.moves import Locks, StatusMoves
from simulator.procore.stores import ProcoreStores


class Parts:
    def __init__(self, stores: ProcoreStores, actor_id: int) -> None:
        self._stores = stores
        self._locks = Locks(stores)
        self._moves = StatusMoves(stores, actor_id)

    def check(self, tier: Tier, contract_id: int, above: ChangeOrder) -> None:
        """Refusal 422 unless a change order of this tier and contract can be added to `above`."""
        project = self._stores.projects.projects[above.project_id]
        if above.contract_id != contract_id:
            raise errors.of_another_contract(above, contract_id)
        if above.tier is not tier_above(tier, project.change_order_tiers):
            raise errors.wrong_tier(tier, above)
        self._locks.check_editable(above)

    def check_can_be_added(self, change_order: ChangeOrder) -> None:
        """Refusal 422 unless it can leave where it is, if anywhere, and is not Approved at the
        moment it is added to a higher tier (D-080)."""
        self._check_can_leave(change_order)
        if change_order.is_approved:
            raise errors.approved_when_added(change_order)

    def check_move(self, change_order: ChangeOrder, above: ChangeOrder | None) -> None:
        """Refusal 422 unless the change order can become a part of `above`, or of none."""
        if self._stores.change_orders.above(change_order) is above:
            return
        if above is None:
            self._check_can_leave(change_order)
            return
        self.check_can_be_added(change_order)
        self.check(change_order.tier, change_order.contract_id, above)

    def move(self, change_order: ChangeOrder, above: ChangeOrder | None) -> None:
        """Make the change order a part of `above`, or of none. It takes the status it finds there
        when statuses cascade, and keeps its own when it leaves (assumed)."""
        held_by = self._stores.change_orders.above(change_order)
        if held_by is above:
            return
        self._stores.change_orders.attach(change_order, above)
        if held_by is not None:
            reprice(self._stores, held_by)
        if above is not None:
            if self._moves.cascade(change_order):
                self._moves.move(change_order, above.status)
            reprice(self._stores, above)

    def _check_can_leave(self, change_order: ChangeOrder) -> None:
        held_by = self._stores.change_orders.above(change_order)
        if held_by is not None:
            self._locks.check_editable(held_by)
