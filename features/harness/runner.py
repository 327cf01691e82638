"""Runs one scenario: stops at the first failing Given or When, evaluates every Then."""

import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_bdd.parser import Feature

from features.harness.binding import BoundStep
from features.harness.book import Case
from features.harness.evidence import Evidence, ScenarioResult, StepResult
from features.harness.problems import shown
from features.harness.steps import DOC_STRING, TABLE
from features.harness.table import Table

PASSED, FAILED, NOT_REACHED = "passed", "failed", "not reached"


class ScenarioFailed(AssertionError):
    """A scenario with at least one failing step; its text shows every step."""


@dataclass(slots=True)
class ScenarioRun:
    """One run of one case. `results` has a line for every step reached or not."""

    case: Case
    feature: Feature
    steps: list[BoundStep]
    path: Path
    base: Path
    results: list[StepResult]
    seconds: float = 0.0

    def run(self, request: pytest.FixtureRequest) -> None:
        """Run the steps; ScenarioFailed with every failure when something is wrong."""
        hook = request.config.hook
        scenario = self.case.scenario
        hook.pytest_bdd_before_scenario(request=request, feature=self.feature, scenario=scenario)
        started = time.perf_counter()
        try:
            self._run_steps(request)
        finally:
            self.seconds = time.perf_counter() - started
            hook.pytest_bdd_after_scenario(request=request, feature=self.feature, scenario=scenario)
        if any(result.state != PASSED for result in self.results):
            raise ScenarioFailed(self.told())

    def told(self) -> str:
        """Every step with how it went, as a person reads it in the terminal."""
        location = f"{shown(self.path, self.base)}:{self.case.line}"
        return "\n".join([f"{self.case.name}  ({location})", *self._told_steps()])

    def result(self, state: str, trouble: str, evidence: Evidence) -> ScenarioResult:
        """What the report shows of this run."""
        return ScenarioResult(
            file=shown(self.path, self.base),
            line=self.case.line,
            feature=self.feature.name,
            name=self.case.name,
            tags=sorted(self.case.tags),
            state=state,
            seconds=round(self.seconds, 4),
            steps=self.results or [_result(bound, NOT_REACHED) for bound in self.steps],
            decisions=evidence.decisions,
            calls=evidence.calls,
            calls_left_out=evidence.calls_left_out,
            trouble=trouble,
        )

    def _run_steps(self, request: pytest.FixtureRequest) -> None:
        is_stopped = False
        for bound in self.steps:
            if is_stopped:
                self.results.append(_result(bound, NOT_REACHED))
                continue
            message = self._run_step(request, bound)
            self.results.append(_result(bound, FAILED if message else PASSED, message))
            is_stopped = bool(message) and bound.definition.kind != "then"

    def _run_step(self, request: pytest.FixtureRequest, bound: BoundStep) -> str:
        hook = request.config.hook
        told = {
            "request": request,
            "feature": self.feature,
            "scenario": self.case.scenario,
            "step": bound.step,
            "step_func": bound.definition.function,
        }
        hook.pytest_bdd_before_step(**told)
        arguments: dict[str, object] = dict(bound.values)
        try:
            arguments |= {name: request.getfixturevalue(name) for name in bound.definition.fixtures}
            if bound.step.datatable is not None:
                arguments[TABLE] = Table(_cells(bound))
            if bound.step.docstring is not None:
                arguments[DOC_STRING] = bound.step.docstring
            bound.definition.function(**arguments)
        # Whatever a step raises is its failure: the other checks still have to be seen.
        except (Exception, pytest.fail.Exception, pytest.skip.Exception) as problem:  # noqa: BLE001
            hook.pytest_bdd_step_error(step_func_args=arguments, exception=problem, **told)
            return _message(problem)
        hook.pytest_bdd_after_step(step_func_args=arguments, **told)
        return ""

    def _told_steps(self) -> Iterator[str]:
        marks = {PASSED: "ok  ", FAILED: "FAIL", NOT_REACHED: "-   "}
        for result in self.results:
            yield f"  {marks[result.state]} {result.keyword} {result.name}"
            for line in result.message.splitlines():
                yield f"         {line}"


def _result(bound: BoundStep, state: str, message: str = "") -> StepResult:
    return StepResult(
        keyword=bound.step.keyword.strip(),
        name=bound.step.name,
        line=bound.step.line_number,
        state=state,
        message=message,
        table=[list(row) for row in _cells(bound)],
    )


def _cells(bound: BoundStep) -> tuple[tuple[str, ...], ...]:
    if bound.step.datatable is None:
        return ()
    return tuple(tuple(str(cell) for cell in row) for row in bound.step.datatable.raw())


def _message(problem: BaseException) -> str:
    """The failed check in its own words; for anything unexpected also where it came from."""
    if isinstance(problem, pytest.skip.Exception):
        return "a step tried to skip its scenario; scenarios are never skipped"
    if isinstance(problem, (AssertionError, pytest.fail.Exception)):
        return str(problem) or "the check failed without saying why"
    last = traceback.extract_tb(problem.__traceback__)[-1]
    return f"{type(problem).__name__}: {problem}\nat {Path(last.filename).name}:{last.lineno}"
