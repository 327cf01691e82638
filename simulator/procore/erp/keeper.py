"""Moving a change order through the ERP loop."""

from simulator.procore.books import Books
from simulator.procore.change_orders.model import ChangeOrder
from simulator.procore.change_orders.pricing import lines_of
from simulator.procore.erp import errors
from simulator.procore.erp.model import (
    CREATE_PCCO,
    MAX_MESSAGES,
    DetailStatus,
    ErpRequest,
    RequestDetail,
)
from simulator.procore.erp.request_data import change_order_tree

PACKAGE_TYPE = "change_order"


class ErpKeeper:
    def __init__(self, books: Books) -> None:
        self._books = books

    def send(self, change_order: ChangeOrder) -> None:
        """Put a change order into the ERP Integrations tool and lock it; Refusal 422 unless its
        contract is synced and it is Approved (procore_api.md 10.6)."""
        origins = self._books.external_data
        if not change_order.is_package:
            raise errors.cannot_be_sent(change_order, "only a package is known to the ERP")
        if not change_order.is_approved:
            raise errors.cannot_be_sent(change_order, f"it is {change_order.status}, not approved")
        if origins.origin_id("prime_contract", change_order.contract_id) is None:
            raise errors.cannot_be_sent(change_order, "its prime contract is not synced")
        if origins.origin_id(PACKAGE_TYPE, change_order.id) is not None:
            raise errors.cannot_be_sent(change_order, "it is synced already")
        if change_order.id in self._books.erp.sent_package_ids:
            raise errors.cannot_be_sent(change_order, "it was sent already")
        self._books.erp.sent_package_ids.add(change_order.id)

    def take_back(self, change_order: ChangeOrder) -> None:
        """Retrieved by its sender or rejected by the approver: unlocked (D-100, D-113)."""
        if change_order.id not in self._books.erp.sent_package_ids:
            raise errors.not_sent(change_order)
        self._books.erp.sent_package_ids.discard(change_order.id)
        for detail in self._books.erp.details.values():
            if detail.item_id == change_order.id and not _has_ended(detail):
                detail.status = DetailStatus.STALE

    def accept(self, change_order: ChangeOrder, transaction_date: str | None) -> RequestDetail:
        """Make the request and its detail, and tell the integrator by webhook (D-326)."""
        erp = self._books.erp
        if change_order.id not in erp.sent_package_ids:
            raise errors.not_sent(change_order)
        now = self._books.now()
        request_id, detail_id = self._books.new_id("erp_request"), self._books.new_id("erp_detail")
        tree = change_order_tree(self._books, change_order, transaction_date, detail_id)
        erp.requests[request_id] = ErpRequest(request_id, CREATE_PCCO, tree, now)
        detail = RequestDetail(detail_id, request_id, PACKAGE_TYPE, change_order.id, now, now)
        erp.details[detail_id] = detail
        self._books.announce("ERP Requests", "create", request_id, change_order.project_id)
        return detail

    def end(self, detail: RequestDetail, status: DetailStatus, messages: list[str]) -> None:
        """Note how the export ended. Success needs the ids written back first (D-128); success and
        rejection take the change order out of the tool, a failure keeps it there (D-125)."""
        if _has_ended(detail):
            raise errors.already_ended(detail)
        if status is DetailStatus.SUCCESS:
            self._check_origin_ids(detail)
        detail.status = status
        detail.messages = messages[:MAX_MESSAGES]
        detail.updated_at = self._books.now()
        if status is not DetailStatus.FAILED:
            self._books.erp.sent_package_ids.discard(detail.item_id)

    def _check_origin_ids(self, detail: RequestDetail) -> None:
        origins = self._books.external_data
        if origins.origin_id(PACKAGE_TYPE, detail.item_id) is None:
            raise errors.lacks_origin_ids(detail, f"change order package {detail.item_id}")
        package = self._books.change_orders.by_id[detail.item_id]
        for holder in self._books.change_orders.line_holders(package):
            for line in lines_of(self._books, holder):
                if origins.origin_id("line_item", line.id) is None:
                    raise errors.lacks_origin_ids(detail, f"line item {line.id}")


def _has_ended(detail: RequestDetail) -> bool:
    """A failed one may still be rejected or, after a retry, succeed (D-126)."""
    return detail.status not in (DetailStatus.IN_PROGRESS, DetailStatus.FAILED)
