"""Writes recorded_names.json anew: every name that Faker draws for the whole demo company.

python -m simulator.portfolio.record_names, after a change of the demo company's names.
"""

import json
from unittest.mock import patch

import faker

from simulator.portfolio import builder
from simulator.portfolio.names import RECORD, FakerNames
from simulator.simulation import DEFAULT_SEED, Simulation


class _Listening(FakerNames):
    def __init__(self, seed: int, drawn: dict[str, list[str]]) -> None:
        super().__init__(seed)
        self._drawn = drawn

    def draw(self, kind: str) -> str:
        name = super().draw(kind)
        self._drawn.setdefault(kind, []).append(name)
        return name


def main() -> None:
    drawn: dict[str, list[str]] = {}
    with patch.object(builder, "names_for", lambda seed: _Listening(seed, drawn)):
        simulation = Simulation(DEFAULT_SEED, portfolio="demo")
    assert simulation.portfolio is not None
    while simulation.portfolio.played_count < len(simulation.portfolio.chapters):
        simulation.portfolio.play_next()
    simulation.close()
    record = {"seed": DEFAULT_SEED, "faker": faker.VERSION, "names": drawn}
    RECORD.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
