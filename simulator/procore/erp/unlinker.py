"""Taking the ERP's ids off what was synced: unlinked or reset (D-031, D-129 to D-136)."""

from simulator.procore import origins
from simulator.procore.change_orders.lines.pricing import lines_of
from simulator.procore.change_orders.record.model import ChangeOrder
from simulator.procore.erp import errors
from simulator.procore.erp.asking import Asking
from simulator.procore.erp.model import ErpRequest, RequestDetail
from simulator.procore.erp.unlink_data import reset_tree, unlink_tree
from simulator.procore.erp.vocabulary import (
    CHANGE_ORDER,
    PRIME_CONTRACT,
    RESET_PCCO,
    UNLINK_PCCO,
    DetailStatus,
)
from simulator.procore.financial_markups.model import MarkupHolder
from simulator.procore.schedule_of_values.model import Holder
from simulator.procore.stores import ProcoreStores


class Unlinker:
    def __init__(self, stores: ProcoreStores, actor_id: int) -> None:
        self._stores = stores
        self._asking = Asking(stores, actor_id)

    def unlink(self, item_type: str, item_id: int) -> None:
        """Un-sync a contract or a change order package with all it holds; Refusal 404 for an
        unknown one, 422 for one that is not synced. Afterwards it can be edited, deleted, and
        imported or sent again (D-031, D-120)."""
        if item_type == CHANGE_ORDER:
            change_order = self._stores.change_orders.package(item_id)
            if change_order is None:
                raise errors.no_such_entity(item_type, item_id)
            self._check_synced(change_order)
            self.unsync_change_order(change_order)
            return
        if item_id not in self._stores.prime_contracts.contracts:
            raise errors.no_such_entity(item_type, item_id)
        if self._stores.external_data.origin_id(PRIME_CONTRACT, item_id) is None:
            raise errors.not_synced(item_type, item_id)
        for line in self._stores.schedule.of(Holder.PRIME_CONTRACT, item_id):
            origins.take_away(self._stores, "line_item", line.id)
        origins.take_away(self._stores, PRIME_CONTRACT, item_id)

    def ask_to_unlink(self, change_order: ChangeOrder) -> RequestDetail:
        """A user's wish: the integrator sees whether the ERP's record is gone (D-133), and the
        change order stays synced until it says so."""
        self._check_synced(change_order)
        for detail in self._stores.erp.open_details_of(change_order.id):
            if detail.status is DetailStatus.IN_PROGRESS:
                raise errors.already_asked(change_order, detail)
            detail.status = DetailStatus.STALE
        return self._asking.with_detail(
            UNLINK_PCCO,
            CHANGE_ORDER,
            change_order.id,
            change_order.project_id,
            lambda detail_id: unlink_tree(self._stores, change_order, detail_id),
        )

    def reset(
        self, change_order: ChangeOrder, *, are_estimates_reset: bool, are_revenues_reset: bool
    ) -> ErpRequest:
        """What support does: un-synced at once, and the integrator is told (D-133, D-136)."""
        self._check_synced(change_order)
        tree = reset_tree(self._stores, change_order, are_estimates_reset, are_revenues_reset)
        self.unsync_change_order(change_order)
        return self._asking.without_detail(RESET_PCCO, change_order.project_id, tree)

    def unsync_change_order(self, change_order: ChangeOrder) -> None:
        """Package, lines and markups lose their ids; those that have none already are fine."""
        for holder in self._stores.change_orders.line_holders(change_order):
            for line in lines_of(self._stores, holder):
                origins.take_away(self._stores, "line_item", line.id)
            assert holder.potential_id is not None
            kind = MarkupHolder.POTENTIAL_CHANGE_ORDER
            for markup in self._stores.markups.of(kind, holder.potential_id):
                origins.take_away(self._stores, "markup", markup.id)
        origins.take_away(self._stores, CHANGE_ORDER, change_order.id)

    def _check_synced(self, change_order: ChangeOrder) -> None:
        if self._stores.external_data.origin_id(CHANGE_ORDER, change_order.id) is None:
            raise errors.not_synced(CHANGE_ORDER, change_order.id)
        if change_order.id in self._stores.erp.sent_package_ids:
            raise errors.still_exporting(change_order)
