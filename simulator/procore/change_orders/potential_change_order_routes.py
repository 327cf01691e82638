"""Potential change orders: each holds the lines and markups of a change order."""

from collections.abc import Mapping

from simulator.procore.change_orders import tier_wire as wire
from simulator.procore.change_orders.fields import POTENTIAL_FIELDS
from simulator.procore.change_orders.model import ChangeOrder, Tier
from simulator.procore.change_orders.tier_routes import TierRoutes


class PotentialChangeOrderRoutes(TierRoutes):
    tier = Tier.POTENTIAL
    fields = POTENTIAL_FIELDS
    source = (
        "procore_api.md 8; added to the tier above by change_order_package_id or"
        " change_order_request_id; the hidden one of the only tier shows, too (all assumed)"
    )

    def id_of(self, record: ChangeOrder) -> int | None:
        return record.potential_id

    def json(self, record: ChangeOrder, is_listed: bool) -> Mapping[str, object]:
        if is_listed:
            return wire.listed_potential_change_order(self._stores, record)
        return wire.potential_change_order(self._stores, record)
