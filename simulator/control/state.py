"""Reset, snapshot and restore of both products."""

import msgspec
from msgspec import UNSET, UnsetType

from simulator.control.inputs import Taking, TakingNothing, WholeNumber
from simulator.control.replies import ControlError
from simulator.control.scope import Scope


class SimulationState(msgspec.Struct, frozen=True):
    """`records` are counts by product and kind; `portfolio` is null when none is in play."""

    seed: int
    portfolio: str | None
    credentials: dict[str, str]
    journal_entries: int
    snapshots: list[int]
    records: dict[str, dict[str, int]]


class ResetState(Taking, frozen=True):
    """The seed stays as it is unless another is named."""

    seed: WholeNumber | UnsetType = UNSET
    portfolio: str | None = None


class RestoreState(Taking, frozen=True):
    snapshot: WholeNumber


class Snapshot(msgspec.Struct, frozen=True):
    snapshot: int


def show(scope: Scope, asked: TakingNothing) -> SimulationState:
    """Seed, portfolio, credentials, snapshots, and how much journal and books hold."""
    del asked
    return _state(scope)


def reset(scope: Scope, asked: ResetState) -> SimulationState:
    """Begin anew with a seed and, when named, a portfolio: {"seed": 2020, "portfolio": "demo"}."""
    seed = scope.simulation.seed if asked.seed is UNSET else asked.seed
    try:
        scope.simulation.reset(seed, asked.portfolio)
    except ValueError as error:
        raise ControlError(str(error)) from error
    return _state(scope)


def take_snapshot(scope: Scope, asked: TakingNothing) -> Snapshot:
    """Keep the state of both products under a number; the newest hundred are kept."""
    del asked
    return Snapshot(scope.simulation.take_snapshot())


def restore(scope: Scope, asked: RestoreState) -> Snapshot:
    """Put both products back: {"snapshot": 1}."""
    try:
        scope.simulation.restore_snapshot(asked.snapshot)
    except ValueError as error:
        raise ControlError(str(error), status=404) from error
    return Snapshot(asked.snapshot)


def _state(scope: Scope) -> SimulationState:
    simulation = scope.simulation
    return SimulationState(
        seed=simulation.seed,
        portfolio=simulation.portfolio.name if simulation.portfolio else None,
        credentials=dict(simulation.credentials),
        journal_entries=len(simulation.world.journal),
        snapshots=simulation.snapshots,
        records={name: dict(site.record_counts()) for name, site in simulation.sites.items()},
    )
