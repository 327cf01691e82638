"""Change orders as their prime contract shows them (procore_api.md 7.3)."""

from typing import TYPE_CHECKING

from simulator.procore.change_orders.model import ChangeOrder, Tier
from simulator.procore.responses import v1_decimal
from simulator.procore.stores import ProcoreStores

if TYPE_CHECKING:
    from simulator.procore.change_orders import shapes


def change_orders_of(stores: ProcoreStores, contract_id: int) -> "shapes.ChangeOrdersInContract":
    """`change_order_requests` is an array of arrays: one of those in no package yet, then one a
    package that has any (how they are grouped is assumed)."""
    store = stores.change_orders
    packages = store.of_tier(contract_id, Tier.PACKAGE)
    requests = store.of_tier(contract_id, Tier.REQUEST)
    grouped = [[one for one in requests if one.above_id is None]]
    grouped += [store.below(package) for package in packages]
    return {
        "change_order_packages": [_short(one) for one in packages],
        "change_order_requests": [
            [_short(one) for one in group if one.tier is Tier.REQUEST]
            for group in grouped
            if any(one.tier is Tier.REQUEST for one in group)
        ],
        "potential_change_orders": [
            _short(one) for one in store.of_tier(contract_id, Tier.POTENTIAL)
        ],
    }


def _short(record: ChangeOrder) -> "shapes.ChangeOrderInContract":
    return {
        "id": record.id,
        "number": record.number,
        "title": record.title,
        "status": record.status,
        "grand_total": v1_decimal(record.grand_total),
    }
