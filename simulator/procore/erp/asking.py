"""Making the requests that an integrator is to carry out, each told of by webhook (D-326)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.procore.erp.model import ErpRequest, RequestDetail
from simulator.procore.stores import ProcoreStores

if TYPE_CHECKING:
    from simulator.procore.erp import shapes


class Asking:
    """Asks for the user `actor_id`, whom the webhooks name."""

    def __init__(self, stores: ProcoreStores, actor_id: int) -> None:
        self._stores = stores
        self._actor_id = actor_id

    def with_detail(
        self,
        request_name: str,
        item_type: str,
        item_id: int | None,
        project_id: int | None,
        data: "Callable[[int], shapes.RequestData]",
    ) -> RequestDetail:
        """A request whose detail the integrator closes; `data` is given the detail's id."""
        request_id, detail_id = (
            self._stores.new_id("erp_request"),
            self._stores.new_id("erp_detail"),
        )
        now = self._stores.now()
        detail = RequestDetail(detail_id, request_id, item_type, item_id, now, now)
        self._stores.erp.details[detail_id] = detail
        self._tell(request_id, request_name, project_id, data(detail_id))
        return detail

    def without_detail(
        self, request_name: str, project_id: int, data: "shapes.RequestData"
    ) -> ErpRequest:
        """A request that needs no closing."""
        return self._tell(self._stores.new_id("erp_request"), request_name, project_id, data)

    def _tell(
        self,
        request_id: int,
        request_name: str,
        project_id: int | None,
        data: "shapes.RequestData",
    ) -> ErpRequest:
        request = ErpRequest(request_id, request_name, data, self._stores.now())
        self._stores.erp.requests[request_id] = request
        self._stores.announce(self._actor_id, "ERP Requests", "create", request_id, project_id)
        return request
