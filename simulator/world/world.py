"""One world for both products: the same time, the same seed, the same journal."""

import pickle
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Generic, Protocol, TypeVar

from simulator.world.clock import Clock
from simulator.world.faults import Fault, FaultKind, FaultPlan
from simulator.world.identifiers import Identifiers
from simulator.world.journal import Journal

DEFAULT_START = datetime(2020, 4, 9, 12, 0, tzinfo=UTC)  # the feature's release day (D-007)


State = TypeVar("State")
Snapshot = Mapping[str, bytes]
"""The state of every part by its name; made and read by this process only."""


@dataclass(frozen=True, slots=True)
class StatePart(Generic[State]):
    """How one part of the world hands out its state and takes it back; state must pickle."""

    save: Callable[[], State]
    load: Callable[[State], None]

    def pickled(self) -> bytes:
        return pickle.dumps(self.save(), protocol=pickle.HIGHEST_PROTOCOL)

    def put_back(self, pickled: bytes) -> None:
        self.load(pickle.loads(pickled))


class Kept(Protocol):
    """A part, whatever its state is."""

    def pickled(self) -> bytes: ...

    def put_back(self, pickled: bytes) -> None: ...


class World:
    """Holds what the products share. Each product adds its own state as a part."""

    def __init__(self, seed: int, start: datetime | None = DEFAULT_START) -> None:
        self.seed = seed
        self.turn = threading.RLock()  # held while a request is answered
        self.clock = Clock(start)
        self.ids = Identifiers(seed)
        self.random = Random(seed)
        self.faults = FaultPlan()
        self.journal = Journal()
        self._parts: dict[str, Kept] = {}
        self._stale: Snapshot | None = None
        self.is_in_the_past = False  # while a stale read is answered
        self.keep("ids", StatePart(self.ids.state, self.ids.restore))

    def keep(self, name: str, part: Kept) -> None:
        """Add a part whose state snapshots hold."""
        if name in self._parts:
            raise ValueError(f"{name!r} is kept already")
        self._parts[name] = part

    def plan(self, fault: Fault) -> None:
        """Plan a fault; a stale read will answer from the state as it is now."""
        self.faults.plan(fault)
        if fault.kind is FaultKind.STALE_READ:
            self._stale = self.snapshot()

    @contextmanager
    def in_the_past(self) -> Iterator[None]:
        """The state as it was when the latest stale read was planned; then today's again."""
        present = self.snapshot()
        self.is_in_the_past = True
        self.restore(self._stale if self._stale is not None else present)
        try:
            yield
        finally:
            self.is_in_the_past = False
            self.restore(present)

    def snapshot(self) -> Snapshot:
        """The state of every kept part; the clock, the faults and the journal are not in it."""
        return {name: part.pickled() for name, part in self._parts.items()}

    def restore(self, snapshot: Snapshot) -> None:
        """Put every kept part back; only ever given what `snapshot` made in this process."""
        for name, pickled in snapshot.items():
            self._parts[name].put_back(pickled)
