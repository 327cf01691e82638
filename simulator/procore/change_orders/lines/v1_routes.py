"""A potential change order's lines in v1 (procore_api.md 8)."""

from functools import partial

from simulator.procore.access import Access
from simulator.procore.call import Call
from simulator.procore.change_orders.lines.writer import ChangeOrderLineWriter
from simulator.procore.change_orders.record.access import ChangeOrderAccess
from simulator.procore.change_orders.record.model import Tier
from simulator.procore.people.model import AccessLevel
from simulator.procore.query import PROJECT_ID
from simulator.procore.schedule_of_values.model import Holder
from simulator.procore.schedule_of_values.v1_line_routes import HeldSchedule, V1LineRoutes
from simulator.procore.stores import ProcoreStores

LINES = "/rest/v1.0/potential_change_orders/{holder_id}/line_items"
SOURCE = "procore_api.md 8; v1 lines have no associated contract line"


class PotentialLineRoutes(V1LineRoutes):
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        super().__init__(stores, access, LINES, "potential_change_order_line_item", SOURCE)
        self._orders = ChangeOrderAccess(stores, access)

    def held(self, call: Call, holder_id: int, level: AccessLevel) -> HeldSchedule:
        known = self._stores.change_orders.by_potential.get(holder_id)
        written = PROJECT_ID.of(call.request)
        if written is None and known is not None:
            written = str(known.project_id)
        project = self._access.project_tool(call, written, "prime_contracts", level)
        change_order = self._orders.of_tier(call, project, Tier.POTENTIAL, holder_id)
        writer = ChangeOrderLineWriter(self._stores, call.actor_id)
        return HeldSchedule(
            name=f"potential_change_order:{holder_id}",
            project_id=change_order.project_id,
            holder=Holder.POTENTIAL_CHANGE_ORDER,
            holder_id=holder_id,
            create=partial(writer.add, change_order),
            update=partial(writer.update, change_order),
            remove=partial(writer.remove, change_order),
        )
