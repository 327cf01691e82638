"""Made-up names, by Faker: for the seed that everybody starts with from a record of what it drew.

Faker lists all its languages when it is imported, which takes a fifth of the simulators' start-up.
The record is written by `python -m simulator.portfolio.record_names`.
"""

import json
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

RECORD = Path(__file__).parent / "recorded_names.json"
LOCALE = "en_US"


class Names(Protocol):
    """Draws the next name of a kind; the kinds are Faker's: company, street_name, bs, ..."""

    def draw(self, kind: str) -> str: ...


class FakerNames:
    """Names as Faker draws them for a seed."""

    def __init__(self, seed: int) -> None:
        from faker import Faker

        self._faker = Faker(LOCALE)
        self._faker.seed_instance(seed)

    def draw(self, kind: str) -> str:
        return str(self._faker.format(kind))


class RecordedNames:
    """Names that Faker drew once, each kind in its order; from Faker again when they run out."""

    def __init__(self, seed: int, names: Mapping[str, Sequence[str]]) -> None:
        self._seed = seed
        self._left = {kind: deque(drawn) for kind, drawn in names.items()}
        self._more: FakerNames | None = None

    def left(self) -> dict[str, int]:
        """How many names of each kind are not drawn yet."""
        return {kind: len(names) for kind, names in self._left.items()}

    def draw(self, kind: str) -> str:
        if self._left.get(kind):
            return self._left[kind].popleft()
        self._more = self._more or FakerNames(self._seed)
        return self._more.draw(kind)


def names_for(seed: int) -> Names:
    """The same names for the same seed."""
    record = json.loads(RECORD.read_text())
    return RecordedNames(seed, record["names"]) if seed == record["seed"] else FakerNames(seed)
