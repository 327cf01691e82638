"""Telling hooks what has happened to a change order."""

from simulator.procore.change_orders.record.model import ChangeOrder, Tier
from simulator.procore.stores import ProcoreStores
from simulator.procore.webhooks.model import Related

_RESOURCE_NAMES = {
    Tier.PACKAGE: "Change Order Packages",
    Tier.REQUEST: "Change Order Requests",
    Tier.POTENTIAL: "Potential Change Orders",
}


def announce(
    stores: ProcoreStores, actor_id: int, event_type: str, change_order: ChangeOrder
) -> None:
    """Under the names of the legacy model; the new one has no name of its own among the
    resources (procore_api.md 12). The only tier is a potential change order as well (D-076)."""
    project_id, name = change_order.project_id, _RESOURCE_NAMES[change_order.tier]
    contract = Related(change_order.contract_id, "Prime Contracts")
    if change_order.tier is not Tier.POTENTIAL:
        stores.announce(actor_id, name, event_type, change_order.id, project_id)
    else:
        above = stores.change_orders.above(change_order)
        parts = () if above is None else (Related(above.id, _RESOURCE_NAMES[above.tier]),)
        stores.announce(actor_id, name, event_type, change_order.id, project_id, contract, *parts)
    hidden_id = change_order.potential_id
    if hidden_id is not None and hidden_id != change_order.id:
        package = Related(change_order.id, name)
        name = _RESOURCE_NAMES[Tier.POTENTIAL]
        stores.announce(actor_id, name, event_type, hidden_id, project_id, contract, package)
