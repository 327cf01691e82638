"""Worlds beside each other on one server, so that test runs in parallel never meet."""

import re
from collections.abc import Callable, Mapping
from typing import Generic, Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from simulator.http.message import Reply, Request
from simulator.http.site import Answering

PREFIX = "/_namespace/"
MAX_NAMESPACES = 64
NAME = re.compile(r"[a-z0-9-]{1,40}")


class Simulated(Protocol):
    """What a namespace holds: a simulation."""

    @property
    def sites(self) -> Mapping[str, Answering]: ...


Made = TypeVar("Made", bound=Simulated)


class NamespaceRefusedError(ValueError):
    """A namespace that cannot be made or found; says which and what to do."""


class NamespaceNameError(NamespaceRefusedError):
    """A name that no namespace can have."""


class Namespaces(Generic[Made]):
    """Simulations by name. `make_simulation` takes the name, the seed and the portfolio's name or
    None; `forget_simulation` gets the name and the simulation once it is removed."""

    def __init__(
        self,
        make_simulation: Callable[[str, int, str | None], Made],
        forget_simulation: Callable[[str, Made], None],
    ) -> None:
        self._make_simulation = make_simulation
        self._forget_simulation = forget_simulation
        self._by_name: dict[str, Made] = {}

    def make(self, name: str, seed: int, portfolio: str | None) -> Made:
        if not NAME.fullmatch(name):
            raise NamespaceNameError(
                f"a namespace is named with 1 to 40 of a-z, 0-9 and dashes, not {name!r}"
            )
        if name in self._by_name:
            raise NamespaceRefusedError(f"there is a namespace {name!r} already; delete it first")
        if len(self._by_name) >= MAX_NAMESPACES:
            raise NamespaceRefusedError(
                f"there are {MAX_NAMESPACES} namespaces, the most there may be; delete one first"
            )
        self._by_name[name] = self._make_simulation(name, seed, portfolio)
        return self._by_name[name]

    def find(self, name: str) -> Made:
        if name not in self._by_name:
            known = ", ".join(self._by_name) or "none"
            raise NamespaceRefusedError(f"there is no namespace {name!r}; there are: {known}")
        return self._by_name[name]

    def remove(self, name: str) -> None:
        removed = self.find(name)
        del self._by_name[name]
        self._forget_simulation(name, removed)

    def names(self) -> list[str]:
        return list(self._by_name)


class Gate(Generic[Made]):
    """Answers for one product: of the first world, or of the namespace that the path names."""

    def __init__(self, first: Made, namespaces: Namespaces[Made], system: str) -> None:
        self._first = first
        self._namespaces = namespaces
        self._system = system

    def handle(self, request: Request) -> Reply:
        if not request.path.startswith(PREFIX):
            return self._first.sites[self._system].handle(request)
        name, _, path = request.path[len(PREFIX) :].partition("/")
        try:
            simulation = self._namespaces.find(name)
        except NamespaceRefusedError as error:
            return Reply(404, msgspec.json.encode({"error": str(error)}))
        inner = replace(request, path=f"/{path}", root=f"{request.root}{PREFIX}{name}")
        return simulation.sites[self._system].handle(inner)
