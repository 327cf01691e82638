"""Making the requests that an integrator is to carry out, each told of by webhook (D-326)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.procore.books import Books
from simulator.procore.erp.model import ErpRequest, RequestDetail

if TYPE_CHECKING:
    from simulator.procore.erp import shapes


class Asking:
    def __init__(self, books: Books) -> None:
        self._books = books

    def with_detail(
        self,
        request_name: str,
        item_type: str,
        item_id: int | None,
        project_id: int | None,
        data: "Callable[[int], shapes.RequestData]",
    ) -> RequestDetail:
        """A request whose detail the integrator closes; `data` is given the detail's id."""
        request_id, detail_id = self._books.new_id("erp_request"), self._books.new_id("erp_detail")
        now = self._books.now()
        detail = RequestDetail(detail_id, request_id, item_type, item_id, now, now)
        self._books.erp.details[detail_id] = detail
        self._tell(request_id, request_name, project_id, data(detail_id))
        return detail

    def without_detail(
        self, request_name: str, project_id: int, data: "shapes.RequestData"
    ) -> ErpRequest:
        """A request that needs no closing."""
        return self._tell(self._books.new_id("erp_request"), request_name, project_id, data)

    def _tell(
        self,
        request_id: int,
        request_name: str,
        project_id: int | None,
        data: "shapes.RequestData",
    ) -> ErpRequest:
        request = ErpRequest(request_id, request_name, data, self._books.now())
        self._books.erp.requests[request_id] = request
        self._books.announce("ERP Requests", "create", request_id, project_id)
        return request
