"""What a control call works on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from simulator.http.site import Site
    from simulator.simulation import Simulation


class Place(NamedTuple):
    """The whole simulation, and the product that the call was sent to."""

    simulation: Simulation
    site: Site
