"""Change order requests: the middle tier of three-tier projects (D-073)."""

from collections.abc import Mapping

from simulator.procore.change_orders import tier_wire as wire
from simulator.procore.change_orders.fields import REQUEST_FIELDS
from simulator.procore.change_orders.model import ChangeOrder, Tier
from simulator.procore.change_orders.tier_routes import TierRoutes


class ChangeOrderRequestRoutes(TierRoutes):
    tier = Tier.REQUEST
    fields = REQUEST_FIELDS
    source = "procore_api.md 8; added to its package by change_order_package_id (assumed)"

    def id_of(self, record: ChangeOrder) -> int | None:
        return record.id if record.tier is Tier.REQUEST else None

    def json(self, record: ChangeOrder, is_listed: bool) -> Mapping[str, object]:
        if is_listed:
            return wire.listed_change_order_request(self._stores, record)
        return wire.change_order_request(self._stores, record)
