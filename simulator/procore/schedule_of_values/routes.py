"""A prime contract's lines in v1 (procore_api.md 7.4)."""

from functools import partial

from simulator.http.message import Request
from simulator.procore.books import Books
from simulator.procore.entrance import Entrance
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts.access import ContractAccess
from simulator.procore.schedule_of_values.keeper import ScheduleKeeper
from simulator.procore.schedule_of_values.model import Holder
from simulator.procore.schedule_of_values.v1_line_routes import HeldSchedule, V1LineRoutes

LINES = "/rest/v1.0/prime_contracts/{holder_id}/line_items"
SOURCE = "procore_api.md 7.4"


class ContractLineRoutes(V1LineRoutes):
    def __init__(self, books: Books, entrance: Entrance) -> None:
        super().__init__(books, entrance, LINES, "prime_contract_line_item", SOURCE)
        self._access = ContractAccess(books, entrance)
        self._keeper = ScheduleKeeper(books)

    def held(self, request: Request, holder_id: int, level: AccessLevel) -> HeldSchedule:
        """The project is in the query, or is the contract's own when left out (assumed)."""
        known = self._books.prime_contracts.contracts.get(holder_id)
        written = request.query_value("project_id")
        if written is None and known is not None:
            written = str(known.project_id)
        project = self._entrance.project_tool(request, written, "prime_contracts", level)
        contract = self._access.contract(request, project, holder_id)
        return HeldSchedule(
            name=f"prime_contract:{contract.id}",
            project_id=project.id,
            holder=Holder.PRIME_CONTRACT,
            holder_id=contract.id,
            create=partial(self._keeper.create, project.id, Holder.PRIME_CONTRACT, contract.id),
            update=self._keeper.update,
            remove=self._keeper.remove,
            are_hidden=not self._access.sees_lines(request, contract),
        )
