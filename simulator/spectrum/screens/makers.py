"""Every kind of record that can be made without a public operation, by name."""

from collections.abc import Mapping

from simulator.http.site import FixtureMaker
from simulator.spectrum.screens import (
    change_orders,
    change_requests,
    contracts,
    installation,
    jobs,
)
from simulator.spectrum.screens.fields import Fields
from simulator.spectrum.screens.screen import Screen
from simulator.spectrum.stores import SpectrumStores

SCREENS = (
    contracts.make_customer,
    jobs.make_job,
    jobs.close_job,
    jobs.make_cost_type,
    jobs.make_phase,
    jobs.close_phase,
    contracts.make_contract,
    contracts.update_contract,
    contracts.set_pricing_defaults,
    contracts.make_billing_item,
    contracts.update_billing_item,
    contracts.delete_billing_item,
    change_requests.make_status,
    change_orders.make_change_order_status,
    change_requests.make_change_request,
    change_requests.update_change_request,
    change_requests.delete_change_request,
    installation.set_phase_format,
    change_orders.make_change_order,
    change_orders.delete_change_order,
    installation.make_subcontract,
    installation.set_processing_period,
    installation.set_authorization,
    installation.make_access_client,
    installation.set_switches,
)
MAKERS = {screen.kind: screen for screen in SCREENS}


def makers(stores: SpectrumStores) -> dict[str, FixtureMaker]:
    """The makers over these stores; each raises ValueError for what it can't make, and why."""
    return {screen.kind: _maker(stores, screen) for screen in SCREENS}


def _maker(stores: SpectrumStores, screen: Screen) -> FixtureMaker:
    def entered(given: Mapping[str, object]) -> dict[str, object]:
        return dict(screen.make(stores, Fields(screen.kind, given, screen.fields)))

    entered.__doc__ = screen.make.__doc__
    return entered
