"""The names of the demo company: Faker's, recorded for the seed that everybody starts with."""

import subprocess
import sys
from collections import Counter

import pytest

from simulator.portfolio import builder
from simulator.portfolio.names import FakerNames, Names, RecordedNames, names_for
from simulator.simulation import DEFAULT_SEED, Simulation

PLAY_WHOLE_DEMO = f"""
import sys
from simulator.simulation import Simulation
simulation = Simulation({DEFAULT_SEED}, portfolio="demo")
while simulation.portfolio.played_count < len(simulation.portfolio.chapters):
    simulation.portfolio.play_next()
simulation.close()
print("faker" in sys.modules)
"""


def test_the_whole_demo_company_is_named_from_the_record() -> None:
    played = subprocess.run(
        [sys.executable, "-c", PLAY_WHOLE_DEMO], capture_output=True, text=True, check=True
    )
    assert played.stdout == "False\n", (
        "names ran out: run python -m simulator.portfolio.record_names"
    )


def test_the_record_has_no_more_than_the_demo_company_draws(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: Counter[str] = Counter()

    class Counting:
        def __init__(self, names: Names) -> None:
            self._names = names

        def draw(self, kind: str) -> str:
            drawn[kind] += 1
            return self._names.draw(kind)

    recorded = names_for(DEFAULT_SEED)
    assert isinstance(recorded, RecordedNames)
    monkeypatch.setattr(builder, "names_for", lambda seed: Counting(recorded))
    simulation = Simulation(DEFAULT_SEED, portfolio="demo")
    assert simulation.portfolio is not None
    while simulation.portfolio.played_count < len(simulation.portfolio.chapters):
        simulation.portfolio.play_next()
    simulation.close()
    assert recorded.left() == dict.fromkeys(drawn, 0)


def test_another_seed_has_names_of_its_own_the_same_every_time() -> None:
    first, second = names_for(7), names_for(7)
    assert isinstance(first, FakerNames)
    drawn = [first.draw("company") for _ in range(5)]
    assert drawn == [second.draw("company") for _ in range(5)]
    assert drawn != [names_for(8).draw("company") for _ in range(5)]


def test_names_that_run_out_come_from_faker() -> None:
    names = RecordedNames(7, {"company": ["Walton LLC"]})
    assert names.draw("company") == "Walton LLC"
    assert names.draw("company") == FakerNames(7).draw("company")
    assert names.draw("bs") != ""
