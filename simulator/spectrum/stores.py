"""Spectrum's stores: everything the companies hold, and Info-Link's projection of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from simulator.spectrum.authorization.access_tokens import AccessTokens
from simulator.spectrum.authorization.model import Authorization, Sessions
from simulator.spectrum.change_orders.model import ChangeOrderStatus
from simulator.spectrum.change_requests.model import Status
from simulator.spectrum.contracts.model import Contract
from simulator.spectrum.customers.model import Customer
from simulator.spectrum.infolink.projection import Projection
from simulator.spectrum.infolink.store import InfoLinkStore
from simulator.spectrum.jobs.model import Job
from simulator.spectrum.phases.mask import PhaseFormat
from simulator.spectrum.phases.model import CostType
from simulator.spectrum.switches import Switches
from simulator.world.world import World


@dataclass(frozen=True, slots=True)
class ProcessingPeriod:
    """The days that dates of change requests and orders may fall on, both included."""

    first: date
    last: date

    def includes(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(slots=True)
class State:
    """What a snapshot holds. Keys start with the company code."""

    processing_period: ProcessingPeriod
    phase_format: PhaseFormat = field(default_factory=PhaseFormat)
    customers: dict[tuple[str, str], Customer] = field(default_factory=dict)
    jobs: dict[tuple[str, str], Job] = field(default_factory=dict)
    cost_types: dict[tuple[str, str], CostType] = field(default_factory=dict)
    contracts: dict[tuple[str, str, str], Contract] = field(default_factory=dict)
    statuses: dict[tuple[str, str], Status] = field(default_factory=dict)
    change_order_statuses: dict[tuple[str, str], ChangeOrderStatus] = field(default_factory=dict)
    subcontracts: set[tuple[str, str, str]] = field(default_factory=set)
    authorizations: dict[str, Authorization] = field(default_factory=dict)
    sessions: Sessions = field(default_factory=Sessions)
    access: AccessTokens = field(default_factory=AccessTokens)
    switches: Switches = field(default_factory=Switches)


@dataclass(frozen=True)
class Saved:
    """The state, and what Info-Link's tables held of it."""

    state: State
    versions: Mapping[str, int]


class SpectrumStores:
    """The state, the world it lives in, and the projection that mirrors it."""

    def __init__(self, company_code: str, state: State, world: World, store: InfoLinkStore) -> None:
        self.company_code = company_code
        self.state = state
        self.clock = world.clock
        self._world = world
        self.store = store
        self.projection = Projection(store)

    def today(self) -> date:
        """The world's day: also the A/R processing date (assumed: nothing else moves it)."""
        return self.clock.now().date()

    def save(self) -> Saved:
        return Saved(self.state, self.store.versions())

    def load(self, saved: Saved) -> None:
        """Take a state back, and write those tables of Info-Link anew that have changed since.

        A stale read's past is never shown to Info-Link, so its present needs no building either.
        """
        self.state = saved.state
        if self._world.is_in_the_past:
            self.store.is_paused = True
        elif self.store.is_paused:
            self.store.is_paused = False
        else:
            held = self.store.versions()
            unchanged = [name for name, version in saved.versions.items() if held[name] == version]
            self._project(frozenset(unchanged))
            self.store.holds(saved.versions)

    def project_all(self) -> None:
        """Write every record, in one transaction."""
        self._project(frozenset())

    def _project(self, left_out: frozenset[str]) -> None:
        """Write every record anew to all tables but those left out."""
        state, projection = self.state, self.projection
        projection.pads_codes = state.switches.pads_codes
        projection.left_out = left_out
        try:
            self._project_records(state, projection)
        finally:
            projection.left_out = frozenset()

    def _project_records(self, state: State, projection: Projection) -> None:
        with self.store.transaction():
            self.store.empty(projection.left_out)
            for customer in state.customers.values():
                projection.customer(customer)
            for status in state.statuses.values():
                projection.status(status)
            for job in state.jobs.values():
                projection.job(job)
                for phase in job.phases.values():
                    projection.phase(phase)
            for contract in state.contracts.values():
                projection.contract(contract)
                for item in contract.billing_items.values():
                    projection.billing_item(contract, item)
                for request in contract.change_requests.values():
                    projection.change_request(request)
                for order in contract.change_orders.values():
                    projection.change_order(contract, order)
