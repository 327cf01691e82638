"""What a control call works on."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from simulator.http.site import AnySite
from simulator.portfolio.build import Portfolio
from simulator.world.world import World


class WithCredentials(Protocol):
    """A world as a stranger sees it."""

    @property
    def credentials(self) -> Mapping[str, str]: ...


class Neighbours(Protocol):
    """The worlds beside this one."""

    def make(self, name: str, seed: int, portfolio: str | None) -> WithCredentials: ...

    def remove(self, name: str) -> None: ...

    def names(self) -> list[str]: ...


class Controlled(WithCredentials, Protocol):
    """What a simulation lets the control plane see and do."""

    seed: int
    world: World
    portfolio: Portfolio | None
    sites: dict[str, AnySite]

    @property
    def namespaces(self) -> Neighbours: ...

    def reset(self, seed: int, portfolio: str | None = None) -> None: ...

    @property
    def snapshots(self) -> list[int]: ...

    def take_snapshot(self) -> int: ...

    def restore_snapshot(self, number: int) -> None: ...


class Scope(NamedTuple):
    """The whole simulation, the product that the call was sent to, and where that is.

    `root` is empty, or the path of the namespace that was asked; `base_url` leads back here.
    """

    simulation: Controlled
    site: AnySite
    root: str
    base_url: str
