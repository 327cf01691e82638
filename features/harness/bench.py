"""Scenarios run again and again in one process, over the same simulators and under other rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from features.harness.collector import ScenarioItem
from features.harness.evidence import ScenarioResult
from features.harness.plugin import FeaturesPlugin
from features.harness.runner import FAILED, NOT_REACHED

NAME = "tieout-bench"
TERMINAL = "terminalreporter"
USER = "scenario"  # the fixture of a scenario in which somebody uses the tool


class BenchRefused(Exception):
    """The work can't be done with these scenarios; the text says what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a scenario went. `is_red` when a Then failed; one that failed before is `is_broken`.
    `told` is what failed."""

    seconds: float
    is_red: bool
    is_broken: bool
    told: str


class Bench:
    """The scenarios of a session in which the tool is used, by number; `step_kind` is the kind of
    step (given, when, then) that runs now."""

    def __init__(self, session: pytest.Session, plugin: FeaturesPlugin) -> None:
        self._hook = session.config.hook
        self._plugin = plugin
        self._items = [
            item
            for item in session.items
            if isinstance(item, ScenarioItem)
            and any(USER in bound.definition.fixtures for bound in item.run.steps)
        ]
        self.step_kind = ""

    @property
    def names(self) -> Sequence[str]:
        """Feature file and scenario."""
        return [f"{item.path.name}::{item.name}" for item in self._items]

    def run(self, number: int) -> Run:
        """Run one scenario; its fixtures end with it, those of the session stay."""
        item = self._items[number].again()
        del self._plugin.results[:]
        # What follows may be in any file: all but the session's own fixtures is taken down.
        self._hook.pytest_runtest_protocol(item=item, nextitem=item.session)
        (result,) = self._plugin.results[:1]
        return _run_of(result)

    def pytest_bdd_before_step(self, step: object) -> None:
        self.step_kind = str(getattr(step, "type", ""))


class BenchPlugin:
    """Instead of the session's tests one piece of work is done on a bench of its scenarios."""

    def __init__(self, work: Callable[[Bench], None], plugin: FeaturesPlugin) -> None:
        """BenchRefused out of `work` ends the session with its words and no stack trace."""
        self._work = work
        self._plugin = plugin

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Do the work, unless a feature file is wrong: then pytest says so, as in every run."""
        if session.testsfailed:
            return None
        bench = Bench(session, self._plugin)
        session.config.pluginmanager.register(bench, NAME)
        session.config.pluginmanager.unregister(name=TERMINAL)
        try:
            self._work(bench)
        except BenchRefused as refused:
            raise pytest.UsageError(str(refused)) from None
        return True


def _run_of(result: ScenarioResult) -> Run:
    states = {step.state for step in result.steps}
    failed = FAILED in states or bool(result.trouble)
    is_broken = failed and (NOT_REACHED in states or bool(result.trouble))
    told = "; ".join([*(step.message for step in result.steps if step.message), result.trouble])
    return Run(result.seconds, failed and not is_broken, is_broken, told)
