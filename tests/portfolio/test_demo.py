"""The demo company: every documented situation, the same for the same seed."""

import pytest

from simulator.portfolio.demo import jobs
from simulator.simulation import Simulation


def played(seed: int) -> tuple[list[list[str]], bytes]:
    simulation = Simulation(seed, portfolio="demo")
    assert simulation.portfolio is not None
    events = [list(simulation.portfolio.builder.events)]
    for _ in simulation.portfolio.chapters[1:]:
        simulation.portfolio.play_next()
        events.append(list(simulation.portfolio.builder.events))
    return events, simulation.world.snapshot()


def test_the_same_seed_makes_the_same_company() -> None:
    assert played(2020) == played(2020)


def test_another_seed_makes_another_company() -> None:
    assert played(2020)[1] != played(2021)[1]


def test_there_is_a_job_for_every_situation() -> None:
    assert len(jobs.ALL) >= 12
    assert len({job.number for job in jobs.ALL}) == len(jobs.ALL)
    assert len({job.situation for job in jobs.ALL}) == len(jobs.ALL)


def test_the_people_are_there_with_their_rights() -> None:
    simulation = Simulation(1, portfolio="demo")
    assert simulation.portfolio is not None
    people = simulation.portfolio.builder.people
    assert set(people) == {"accountant", "project_manager", "viewer"}


def test_there_is_nothing_after_the_last_chapter() -> None:
    simulation = Simulation(1, portfolio="demo")
    portfolio = simulation.portfolio
    assert portfolio is not None
    for _ in portfolio.chapters[1:]:
        portfolio.play_next()
    with pytest.raises(ValueError, match="portfolio 'demo' has 4 chapters, and all of them were"):
        portfolio.play_next()


def test_playing_leaves_no_trace_in_the_journal() -> None:
    simulation = Simulation(1, portfolio="demo")
    assert len(simulation.world.journal) == 0
