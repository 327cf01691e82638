"""Every kind of record that can be made without a public operation, by name."""

from collections.abc import Callable, Mapping
from functools import partial

from simulator.spectrum.screens import (
    change_orders,
    change_requests,
    contracts,
    installation,
    jobs,
)
from simulator.spectrum.stores import SpectrumStores

Maker = Callable[[Mapping[str, object]], dict[str, object]]

MAKERS: dict[str, Callable[[SpectrumStores, Mapping[str, object]], dict[str, object]]] = {
    "customer": contracts.make_customer,
    "job": jobs.make_job,
    "close_job": jobs.close_job,
    "cost_type": jobs.make_cost_type,
    "phase": jobs.make_phase,
    "contract": contracts.make_contract,
    "update_contract": contracts.update_contract,
    "pricing_defaults": contracts.set_pricing_defaults,
    "billing_item": contracts.make_billing_item,
    "update_billing_item": contracts.update_billing_item,
    "delete_billing_item": contracts.delete_billing_item,
    "change_request_status": change_requests.make_status,
    "change_order_status": change_orders.make_change_order_status,
    "change_request": change_requests.make_change_request,
    "update_change_request": change_requests.update_change_request,
    "delete_change_request": change_requests.delete_change_request,
    "phase_format": installation.set_phase_format,
    "change_order": change_orders.make_change_order,
    "delete_change_order": change_orders.delete_change_order,
    "subcontract": installation.make_subcontract,
    "processing_period": installation.set_processing_period,
    "authorization": installation.set_authorization,
    "access_client": installation.make_access_client,
    "switches": installation.set_switches,
}


def makers(stores: SpectrumStores) -> dict[str, Maker]:
    """The makers over these stores; each raises ValueError for what it can't make, and why."""
    return {kind: partial(maker, stores) for kind, maker in MAKERS.items()}
