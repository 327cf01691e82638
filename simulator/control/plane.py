"""Which control call does what. The same plane answers on both products' origins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.control import clock, faults, fidelity, journal, portfolio, records, state
from simulator.control.replies import ControlError, refused
from simulator.http.message import Reply, Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.http.site import Site
    from simulator.simulation import Simulation

PREFIX = "/_simulator/v1/"


class Place(NamedTuple):
    """What a control call works on: the whole simulation and the product it was sent to."""

    simulation: Simulation
    site: Site


CALLS: dict[tuple[str, str], Callable[[Place, Request], Reply]] = {
    ("GET", "state"): state.show,
    ("POST", "state/reset"): state.reset,
    ("POST", "state/snapshot"): state.take_snapshot,
    ("POST", "state/restore"): state.restore,
    ("GET", "clock"): clock.show,
    ("POST", "clock/freeze"): clock.freeze,
    ("POST", "clock/run"): clock.run,
    ("POST", "clock/advance"): clock.advance,
    ("POST", "clock/set"): clock.set_moment,
    ("GET", "faults"): faults.show,
    ("POST", "faults"): faults.plan,
    ("DELETE", "faults"): faults.clear,
    ("GET", "journal"): journal.search,
    ("DELETE", "journal"): journal.clear,
    ("GET", "records"): records.kinds,
    ("POST", "records"): records.make,
    ("GET", "portfolio"): portfolio.show,
    ("POST", "portfolio/next"): portfolio.play_next,
    ("GET", "fidelity"): fidelity.show,
}


class ControlPlane:
    """Answers control calls; wrong ones get one clear sentence and change nothing."""

    def __init__(self, simulation: Simulation, site: Site) -> None:
        self._place = Place(simulation, site)

    def handle(self, request: Request) -> Reply:
        name = request.path.removeprefix(PREFIX).strip("/")
        call = CALLS.get((request.method, name))
        try:
            if call is None:
                raise ControlError(
                    f"no control call is {request.method} {request.path}; there are: "
                    + ", ".join(f"{method} {PREFIX}{path}" for method, path in CALLS),
                    status=404,
                )
            return call(self._place, request)
        except ControlError as error:
            return refused(error)
