"""Which change orders a caller may see: those of the contracts they may see."""

from simulator.http.message import Request
from simulator.procore.books import Books
from simulator.procore.change_orders import errors
from simulator.procore.change_orders.model import ChangeOrder
from simulator.procore.entrance import Entrance, Written, record_id
from simulator.procore.prime_contracts.access import ContractAccess
from simulator.procore.projects.model import Project


class ChangeOrderAccess:
    """Finds a change order under each of its three ids; Refusal 404 when it is not there."""

    def __init__(self, books: Books, entrance: Entrance) -> None:
        self._books = books
        self._contracts = ContractAccess(books, entrance)

    def visible(self, request: Request, project: Project) -> list[ChangeOrder]:
        contract_ids = {contract.id for contract in self._contracts.visible(request, project)}
        rows = self._books.change_orders.of_project(project.id)
        return [row for row in rows if row.contract_id in contract_ids]

    def by_id(self, request: Request, project: Project, written: Written) -> ChangeOrder:
        """Under the prime change order's id; three-tier projects have none (assumed)."""
        found = self._books.change_orders.by_id.get(record_id(written, "id"))
        if project.change_order_tiers > 2:
            raise errors.no_such_change_order(written, project.id)
        return self._seen(request, project, found, written)

    def by_package(self, request: Request, project: Project, written: Written) -> ChangeOrder:
        found = self._books.change_orders.by_package.get(record_id(written, "id"))
        return self._seen(request, project, found, written)

    def by_potential(self, request: Request, project: Project, written: Written) -> ChangeOrder:
        found = self._books.change_orders.by_potential.get(record_id(written, "id"))
        return self._seen(request, project, found, written)

    def _seen(
        self, request: Request, project: Project, found: ChangeOrder | None, written: Written
    ) -> ChangeOrder:
        if found is None or found.project_id != project.id:
            raise errors.no_such_change_order(written, project.id)
        self._contracts.contract(request, project, found.contract_id)
        return found
