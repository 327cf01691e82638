"""Change order requests: the middle tier of three-tier projects (D-073)."""

from simulator.procore.change_orders import tier_wire as wire
from simulator.procore.change_orders.model import ChangeOrder
from simulator.procore.change_orders.tier_routes import TierRoutes
from simulator.procore.projects.model import Project

THREE_TIERS = 3


class ChangeOrderRequestRoutes(TierRoutes):
    name = "change_order_request"
    path = "/rest/v1.0/change_order_requests"
    source = "procore_api.md 8; one with its package from the start (assumed)"

    def id_of(self, record: ChangeOrder) -> int:
        return record.request_id

    def has_tier(self, project: Project) -> bool:
        return project.change_order_tiers == THREE_TIERS

    def json(self, record: ChangeOrder, is_listed: bool) -> dict[str, object]:
        if is_listed:
            return wire.listed_change_order_request(record)
        return wire.change_order_request(self._books, record)
