"""Moving a change order through the ERP loop."""

from simulator.procore.change_orders.lines.pricing import lines_of
from simulator.procore.change_orders.record.model import ChangeOrder
from simulator.procore.erp import errors
from simulator.procore.erp.asking import Asking
from simulator.procore.erp.model import MAX_MESSAGES, RequestDetail
from simulator.procore.erp.request_data import change_order_tree
from simulator.procore.erp.unlinker import Unlinker
from simulator.procore.erp.vocabulary import (
    CHANGE_ORDER,
    CREATE_PCCO,
    PRIME_CONTRACT,
    REFRESH_PRIME_CONTRACTS,
    UNLINK_PCCO,
    DetailStatus,
)
from simulator.procore.stores import ProcoreStores


class ErpWriter:
    def __init__(self, stores: ProcoreStores, actor_id: int) -> None:
        self._stores = stores
        self._asking = Asking(stores, actor_id)
        self._unlinker = Unlinker(stores, actor_id)

    def send(self, change_order: ChangeOrder) -> None:
        """Put a change order into the ERP Integrations tool and lock it; Refusal 422 unless its
        contract is synced and it is Approved (procore_api.md 10.6)."""
        origins = self._stores.external_data
        if not change_order.is_package:
            raise errors.cannot_be_sent(change_order, "only a package is known to the ERP")
        if not change_order.is_approved:
            raise errors.cannot_be_sent(change_order, f"it is {change_order.status}, not approved")
        if origins.origin_id("prime_contract", change_order.contract_id) is None:
            raise errors.cannot_be_sent(change_order, "its prime contract is not synced")
        if origins.origin_id(CHANGE_ORDER, change_order.id) is not None:
            raise errors.cannot_be_sent(change_order, "it is synced already")
        if change_order.id in self._stores.erp.sent_package_ids:
            raise errors.cannot_be_sent(change_order, "it was sent already")
        self._make_stale(change_order)
        self._stores.erp.sent_package_ids.add(change_order.id)

    def take_back(self, change_order: ChangeOrder) -> None:
        """Retrieved by its sender or rejected by the approver: unlocked (D-100, D-113)."""
        if change_order.id not in self._stores.erp.sent_package_ids:
            raise errors.not_sent(change_order)
        self._stores.erp.sent_package_ids.discard(change_order.id)
        self._make_stale(change_order)

    def accept(self, change_order: ChangeOrder, transaction_date: str | None) -> RequestDetail:
        """Make the request and its detail, and tell the integrator by webhook (D-326)."""
        if change_order.id not in self._stores.erp.sent_package_ids:
            raise errors.not_sent(change_order)
        return self._asking.with_detail(
            CREATE_PCCO,
            CHANGE_ORDER,
            change_order.id,
            change_order.project_id,
            lambda detail_id: change_order_tree(
                self._stores, change_order, transaction_date, detail_id
            ),
        )

    def refresh_prime_contracts(self) -> RequestDetail:
        """Ask the integrator to stage new contracts and lines (D-033)."""
        return self._asking.with_detail(
            REFRESH_PRIME_CONTRACTS,
            PRIME_CONTRACT,
            None,
            None,
            lambda detail_id: {"request_detail_id": detail_id},
        )

    def end(self, detail: RequestDetail, status: DetailStatus, messages: list[str]) -> None:
        """Note how a request ended. An export's success needs the ids written back first (D-128);
        success and rejection take the change order out of the tool, a failure keeps it there
        (D-125). The success of an unlink un-syncs it, a failure leaves it synced (D-132)."""
        if detail.has_ended:
            raise errors.already_ended(detail)
        request_name = self._stores.erp.requests[detail.request_id].request_name
        package = self._stores.change_orders.package(detail.item_id or 0)
        if package is not None and request_name == CREATE_PCCO:
            if status is DetailStatus.SUCCESS:
                self._check_origin_ids(detail, package)
            if status is not DetailStatus.FAILED:
                self._stores.erp.sent_package_ids.discard(package.id)
        if package is not None and request_name == UNLINK_PCCO and status is DetailStatus.SUCCESS:
            self._unlinker.unsync_change_order(package)
        detail.status = status
        detail.messages = messages[:MAX_MESSAGES]
        detail.updated_at = self._stores.now()

    def _make_stale(self, change_order: ChangeOrder) -> None:
        """What is still open about a change order no longer counts."""
        for detail in self._stores.erp.open_details_of(change_order.id):
            detail.status = DetailStatus.STALE

    def _check_origin_ids(self, detail: RequestDetail, package: ChangeOrder) -> None:
        origins = self._stores.external_data
        if origins.origin_id(CHANGE_ORDER, package.id) is None:
            raise errors.lacks_origin_ids(detail, f"change order package {package.id}")
        for holder in self._stores.change_orders.line_holders(package):
            for line in lines_of(self._stores, holder):
                if origins.origin_id("line_item", line.id) is None:
                    raise errors.lacks_origin_ids(detail, f"line item {line.id}")
