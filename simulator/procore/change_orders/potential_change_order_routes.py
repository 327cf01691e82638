"""Potential change orders: each holds the lines and markups of a change order."""

from simulator.procore.change_orders import tier_wire as wire
from simulator.procore.change_orders.model import ChangeOrder
from simulator.procore.change_orders.tier_routes import TierRoutes
from simulator.procore.projects.model import Project


class PotentialChangeOrderRoutes(TierRoutes):
    name = "potential_change_order"
    path = "/rest/v1.0/potential_change_orders"
    source = (
        "procore_api.md 8; one with its package from the start, whatever the tiers, shown in"
        " one-tier projects too, and linked by change_order_package_id (all assumed)"
    )

    def id_of(self, record: ChangeOrder) -> int:
        return record.potential_id

    def has_tier(self, project: Project) -> bool:
        return True

    def json(self, record: ChangeOrder, is_listed: bool) -> dict[str, object]:
        if is_listed:
            return wire.listed_potential_change_order(self._books, record)
        return wire.potential_change_order(self._books, record)
