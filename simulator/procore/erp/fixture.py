"""What people do in the ERP Integrations tool, as fixtures: no public operation does it."""

from collections.abc import Mapping

from simulator.procore.change_orders.record.model import ChangeOrder
from simulator.procore.erp import wire
from simulator.procore.erp.unlinker import Unlinker
from simulator.procore.erp.writer import ErpWriter
from simulator.procore.fixture_fields import FixtureError, Maker, read, refusing
from simulator.procore.payload import Readers, boolean, identifier, taken, title
from simulator.procore.stores import ProcoreStores

_RESET_FLAGS = ("reset_estimate_transactions", "reset_revenue_transactions")


def erp_send_maker(stores: ProcoreStores) -> Maker:
    """{change_order_id}: Send to ERP. Locks the change order; with several tiers give the id of the
    package, or of its batch."""
    writer = ErpWriter(stores, stores.service_account_id)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        change_order = _change_order(stores, "erp_send", fields)
        writer.send(change_order)
        return {"change_order_id": change_order.prime_id, "is_sent": True}

    return refusing("erp_send", make)


def erp_take_back_maker(stores: ProcoreStores) -> Maker:
    """{change_order_id}: retrieved by the sender or rejected by the approver. Unlocks it."""
    writer = ErpWriter(stores, stores.service_account_id)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        change_order = _change_order(stores, "erp_take_back", fields)
        writer.take_back(change_order)
        return {"change_order_id": change_order.prime_id, "is_sent": False}

    return refusing("erp_take_back", make)


def erp_accept_maker(stores: ProcoreStores) -> Maker:
    """{change_order_id, transaction_date?}: makes the ERP request; gives its detail."""
    writer = ErpWriter(stores, stores.service_account_id)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        change_order = _change_order(stores, "erp_accept", fields, {"transaction_date": title})
        transaction_date = fields.get("transaction_date")
        written = None if transaction_date is None else str(transaction_date)
        return dict(wire.detail(writer.accept(change_order, written)))

    return refusing("erp_accept", make)


def erp_unlink_maker(stores: ProcoreStores) -> Maker:
    """{change_order_id}: asks the integrator to unlink a synced change order; gives the request's
    detail, whose success un-syncs it."""
    unlinker = Unlinker(stores, stores.service_account_id)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        change_order = _change_order(stores, "erp_unlink", fields)
        return dict(wire.detail(unlinker.ask_to_unlink(change_order)))

    return refusing("erp_unlink", make)


def erp_reset_maker(stores: ProcoreStores) -> Maker:
    """{change_order_id, reset_estimate_transactions?, reset_revenue_transactions?}: what support
    does. Un-syncs at once and tells the integrator."""
    unlinker = Unlinker(stores, stores.service_account_id)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        change_order = _change_order(
            stores, "erp_reset", fields, dict.fromkeys(_RESET_FLAGS, boolean)
        )
        flags = [boolean(fields.get(name) or False) for name in _RESET_FLAGS]
        request = unlinker.reset(
            change_order, are_estimates_reset=flags[0], are_revenues_reset=flags[1]
        )
        return {
            "change_order_id": change_order.prime_id,
            "request_id": request.id,
            "is_synced": False,
        }

    return refusing("erp_reset", make)


def erp_refresh_maker(stores: ProcoreStores) -> Maker:
    """{}: the refresh button of the Prime Contracts tab; gives the request's detail."""
    writer = ErpWriter(stores, stores.service_account_id)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        read("erp_refresh", fields, {})
        return dict(wire.detail(writer.refresh_prime_contracts()))

    return refusing("erp_refresh", make)


def _change_order(
    stores: ProcoreStores, kind: str, fields: Mapping[str, object], more: Readers | None = None
) -> ChangeOrder:
    readers: Readers = {"change_order_id": identifier, **(more or {})}
    values = read(kind, fields, readers, required=("change_order_id",))
    written = taken(values, "change_order_id", int)
    found = stores.change_orders.under_any_id(written)
    if found is None:
        raise FixtureError(
            kind, "change_order_id", written, "is not the id of a prime change order or package"
        )
    return found
