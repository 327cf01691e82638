"""One world for both products: the same time, the same seed, the same journal."""

import pickle
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from simulator.world.clock import Clock
from simulator.world.faults import Fault, FaultKind, FaultPlan
from simulator.world.identifiers import Identifiers
from simulator.world.journal import Journal

DEFAULT_START = datetime(2020, 4, 9, 12, 0, tzinfo=UTC)  # the feature's release day (D-007)


@dataclass(frozen=True, slots=True)
class StatePart:
    """How one part of the world hands out its state and takes it back; state must pickle."""

    save: Callable[[], object]
    load: Callable[[object], None]


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
        self._parts: dict[str, StatePart] = {}
        self._stale: bytes | None = None
        self.is_in_the_past = False  # while a stale read is answered
        self.keep(
            "ids",
            StatePart(self.ids.state, lambda state: self.ids.restore(state)),  # type: ignore[arg-type]  # what save gave
        )

    def keep(self, name: str, part: StatePart) -> None:
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

    def snapshot(self) -> bytes:
        """The state of every kept part; the clock, the faults and the journal are not in it."""
        state = {name: part.save() for name, part in self._parts.items()}
        return pickle.dumps(state, protocol=pickle.HIGHEST_PROTOCOL)

    def restore(self, snapshot: bytes) -> None:
        """Put every kept part back; only ever given what `snapshot` made in this process."""
        for name, state in pickle.loads(snapshot).items():
            self._parts[name].load(state)
