"""The company's change order statuses and change reasons (procore_api.md 8)."""

from collections.abc import Sequence

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore.access import Access
from simulator.procore.call import Call
from simulator.procore.change_orders.record.model import (
    CHANGE_REASONS,
    PENDING_STATUSES,
    STATUSES,
    CustomStatus,
)
from simulator.procore.change_orders.record.wire import change_reason, status_json
from simulator.procore.declarations import several
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.query import COMPANY_ID
from simulator.procore.responses import shown
from simulator.procore.stores import ProcoreStores

SOURCE = "procore_api.md 8, D-070; ids, names and reasons of a new company are assumed"


class StatusRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._statuses = Listing[CustomStatus]()
        self._reasons = Listing[int]()

    def operations(self) -> Sequence[ProcoreOperation]:
        return (
            published(
                "list_change_order_statuses",
                "GET /rest/v1.0/change_order/statuses",
                self.list_statuses,
                SOURCE,
                listing=self._statuses,
                answers=several("change_orders.record:ChangeOrderStatus"),
                query=(COMPANY_ID,),
            ),
            published(
                "list_change_order_change_reasons",
                "GET /rest/v1.0/change_order_change_reasons",
                self.list_reasons,
                SOURCE,
                listing=self._reasons,
                answers=several("change_orders.record:ChangeReason"),
                query=(COMPANY_ID,),
            ),
        )

    def list_statuses(self, call: Call, path: PathParameters) -> Reply:
        """Every base status, then the company's own, which map to one of these."""
        self._access.company(COMPANY_ID.of(call.request))
        base = [
            CustomStatus(position, _status_name(status), status, show_in_select=True)
            for position, status in enumerate(STATUSES, start=1)
        ]
        statuses = (*base, *self._stores.change_orders.custom_statuses)
        page, headers = self._statuses.page(statuses, call.request)
        return shown([status_json(status) for status in page], headers=headers)

    def list_reasons(self, call: Call, path: PathParameters) -> Reply:
        self._access.company(COMPANY_ID.of(call.request))
        page, headers = self._reasons.page([*CHANGE_REASONS], call.request)
        return shown([change_reason(reason_id) for reason_id in page], headers=headers)


def _status_name(status: str) -> str:
    """As people see it: a pending one begins with Pending (D-070)."""
    words = "In Review" if status == "pending" else status.replace("_", " ").title()
    return f"Pending - {words}" if status in PENDING_STATUSES else words
