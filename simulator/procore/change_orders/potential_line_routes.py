"""A potential change order's lines in v1 (procore_api.md 8)."""

from functools import partial

from simulator.http.message import Request
from simulator.procore.books import Books
from simulator.procore.change_orders.access import ChangeOrderAccess
from simulator.procore.change_orders.line_keeper import ChangeOrderLineKeeper
from simulator.procore.change_orders.model import Tier
from simulator.procore.entrance import Entrance
from simulator.procore.people.model import AccessLevel
from simulator.procore.schedule_of_values.model import Holder
from simulator.procore.schedule_of_values.v1_line_routes import HeldSchedule, V1LineRoutes

LINES = "/rest/v1.0/potential_change_orders/{holder_id}/line_items"
SOURCE = "procore_api.md 8; v1 lines have no associated contract line"


class PotentialLineRoutes(V1LineRoutes):
    def __init__(self, books: Books, entrance: Entrance) -> None:
        super().__init__(books, entrance, LINES, "potential_change_order_line_item", SOURCE)
        self._orders = ChangeOrderAccess(books, entrance)
        self._keeper = ChangeOrderLineKeeper(books)

    def held(self, request: Request, holder_id: int, level: AccessLevel) -> HeldSchedule:
        known = self._books.change_orders.by_potential.get(holder_id)
        written = request.query_value("project_id")
        if written is None and known is not None:
            written = str(known.project_id)
        project = self._entrance.project_tool(request, written, "prime_contracts", level)
        change_order = self._orders.of_tier(request, project, Tier.POTENTIAL, holder_id)
        return HeldSchedule(
            name=f"potential_change_order:{holder_id}",
            project_id=change_order.project_id,
            holder=Holder.POTENTIAL_CHANGE_ORDER,
            holder_id=holder_id,
            create=partial(self._keeper.add, change_order),
            update=partial(self._keeper.update, change_order),
            remove=partial(self._keeper.remove, change_order),
        )
