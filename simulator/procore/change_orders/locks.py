"""What keeps a change order from being changed: its approval, and the ERP (D-091, D-098, D-120)."""

from simulator.procore.change_orders import errors
from simulator.procore.change_orders.model import ChangeOrder
from simulator.procore.stores import ProcoreStores


class Locks:
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
