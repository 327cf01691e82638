"""Which definition runs which step: exactly one, decided before anything runs."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pytest_bdd.parser import Step

from features.harness.book import Case, FeatureFile
from features.harness.problems import Problem, shown
from features.harness.steps import Kind, StepDefinition

MAX_NEAREST = 3
LEAST_LIKENESS = 0.5


@dataclass(frozen=True, slots=True)
class BoundStep:
    """A step with the definition that runs it and the values from its wording."""

    step: Step
    definition: StepDefinition
    values: dict[str, object]


class Binder:
    """Binds steps to definitions and remembers which definitions were used."""

    def __init__(self, definitions: Sequence[StepDefinition], base: Path) -> None:
        """Places are told relative to `base`."""
        self._base = base
        self.definitions = tuple(definitions)
        self._matches: dict[tuple[str, str], tuple[StepDefinition, ...]] = {}
        self._used: set[tuple[Kind, str]] = set()

    def bind(self, case: Case) -> list[BoundStep]:
        """The steps of a case with their definitions; only for cases without `problems`."""
        bound = []
        for step in case.scenario.steps:
            (definition,) = self._matching(step.type, step.name)
            bound.append(BoundStep(step, definition, definition.parser.parse_arguments(step.name)))
        return bound

    def bind_known(self, case: Case) -> list[BoundStep]:
        """The steps of a case that have one definition; the others are `problems`."""
        return [
            BoundStep(step, found[0], found[0].parser.parse_arguments(step.name))
            for step in case.scenario.steps
            if len(found := self._matching(step.type, step.name)) == 1
        ]

    def problems(self, file: FeatureFile) -> list[Problem]:
        """Every step of the file that no definition, or more than one, matches."""
        found: list[Problem] = []
        for case in file.cases:
            for step in case.scenario.steps:
                problem = self._problem(file, step)
                if problem is not None:
                    found.append(problem)
        return found

    def unused(self, files: Iterable[FeatureFile]) -> list[Problem]:
        """Every definition that no step of these files matches."""
        for file in files:
            for case in file.cases:
                for step in case.scenario.steps:
                    self._matching(step.type, step.name)
        return [
            Problem(
                definition.path,
                definition.line,
                f"no scenario uses {definition.sentence!r}; remove the definition or use it",
            )
            for definition in self.definitions
            if (definition.kind, definition.pattern) not in self._used
        ]

    def _matching(self, kind: str, text: str) -> tuple[StepDefinition, ...]:
        known = self._matches.get((kind, text))
        if known is None:
            known = tuple(
                definition
                for definition in self.definitions
                if definition.kind == kind and definition.parser.is_matching(text)
            )
            self._matches[kind, text] = known
            self._used.update((definition.kind, definition.pattern) for definition in known)
        return known

    def _problem(self, file: FeatureFile, step: Step) -> Problem | None:
        matching = self._matching(step.type, step.name)
        sentence = f"{step.type.capitalize()} {step.name}"
        if not matching:
            return Problem(
                file.path, step.line_number, f"undefined step {sentence!r}", self._near(step)
            )
        if len(matching) > 1:
            return Problem(
                file.path,
                step.line_number,
                f"{len(matching)} definitions match {sentence!r}",
                tuple(self._candidate(definition) for definition in matching),
            )
        (definition,) = matching
        for has, takes, what in (
            (step.datatable is not None, definition.takes_table, "table"),
            (step.docstring is not None, definition.takes_text, "doc string"),
        ):
            if has != takes:
                return Problem(
                    file.path,
                    step.line_number,
                    f"{sentence!r} {'has a' if has else 'needs a'} {what}, "
                    f"its definition takes {'one' if takes else 'none'}",
                    (self._candidate(definition),),
                )
        return None

    def _near(self, step: Step) -> tuple[str, ...]:
        others = [
            f"{self._candidate(definition)} (but the step is a {step.type.capitalize()})"
            for definition in self.definitions
            if definition.kind != step.type and definition.parser.is_matching(step.name)
        ]
        by_pattern = {
            definition.pattern: definition
            for definition in self.definitions
            if definition.kind == step.type
        }
        near = difflib.get_close_matches(
            step.name, by_pattern, n=MAX_NEAREST, cutoff=LEAST_LIKENESS
        )
        found = [*others, *(f"nearest: {self._candidate(by_pattern[pattern])}" for pattern in near)]
        return tuple(found) or ("nothing is near; write a definition in features/steps",)

    def _candidate(self, definition: StepDefinition) -> str:
        location = shown(definition.path, self._base)
        return f"{definition.sentence}  ({location}:{definition.line})"
