"""Collects `.feature` files directly: one test a scenario, one a row of an outline."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from features.harness.binding import Binder
from features.harness.book import Case, FeatureFile, feature_paths, read
from features.harness.catalogue import CatalogueEntry, catalogue
from features.harness.checks import names_in_several_files, structure_problems
from features.harness.known_values import Vocabulary
from features.harness.ledger import Ledger
from features.harness.problems import Problem, render_all
from features.harness.runner import ScenarioRun
from features.harness.statements import Statements
from features.harness.steps import load

CONFTEST = "conftest.py"
Variants = Callable[[Case], Iterable[str]]
"""The other ways in which a case is run besides, by name."""


def _no_variants(case: Case) -> Iterable[str]:
    del case
    return ()


@dataclass(frozen=True, slots=True)
class HarnessOptions:
    """A book of features: where it is, the modules that define steps, its requirements, the values
    that are known beforehand, the documented statements that it is to show, and the other ways
    in which a case is run besides.
    """

    root: Path
    step_modules: tuple[str, ...]
    ledger: Ledger
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    statements: Statements = field(default_factory=Statements)
    variants: Variants = _no_variants


@dataclass(slots=True)
class Book:
    """Everything read and bound once a session."""

    settings: HarnessOptions
    binder: Binder
    definition_problems: list[Problem]
    files: dict[Path, FeatureFile | Problem] = field(default_factory=dict)

    @classmethod
    def open(cls, settings: HarnessOptions, base: Path) -> "Book":
        """Places are told relative to `base`."""
        definitions, problems = load(settings.step_modules)
        return cls(settings, Binder(definitions, base), problems)

    def file(self, path: Path) -> FeatureFile | Problem:
        if path not in self.files:
            self.files[path] = read(path)
        return self.files[path]

    def file_problems(self, path: Path) -> list[Problem]:
        """Everything wrong with this file alone."""
        file = self.file(path)
        if isinstance(file, Problem):
            return [file]
        return [
            *structure_problems(file),
            *self.binder.problems(file),
            *self.settings.ledger.problems(file),
            *self._value_problems(file),
        ]

    def _value_problems(self, file: FeatureFile) -> Iterator[Problem]:
        for case in file.cases:
            bound = self.binder.bind_known(case)
            yield from self.settings.vocabulary.problems(file.path, case, bound)

    def readable_files(self) -> list[FeatureFile]:
        """Every feature file of the book that is Gherkin."""
        return [
            file
            for path in feature_paths(self.settings.root)
            if isinstance(file := self.file(path), FeatureFile)
        ]

    def catalogue(self, base: Path) -> list[CatalogueEntry]:
        """Every sentence that scenarios can say."""
        return catalogue(self.binder, self.readable_files(), self.settings.vocabulary, base)

    def book_problems(self) -> list[Problem]:
        """What only the whole book shows: unused definitions, rules without a scenario."""
        readable = self.readable_files()
        return [
            *self.definition_problems,
            *names_in_several_files(readable),
            *self.binder.unused(readable),
            *self.settings.ledger.unproved(readable),
            *self.settings.ledger.needless_excuses(readable, self.settings.root / CONFTEST),
        ]


class FeatureCollector(pytest.File):
    """One feature file; refuses as a whole when anything in it is wrong."""

    book: Book

    def collect(self) -> Iterator[pytest.Item]:
        problems = self.book.file_problems(self.path)
        file = self.book.file(self.path)
        if problems or isinstance(file, Problem):
            raise self.CollectError(render_all(problems, self.config.rootpath))
        for case in file.cases:
            yield ScenarioItem.of(self, file, case, self.book)
            for variant in self.book.settings.variants(case):
                yield ScenarioItem.of(self, file, case.varied(variant), self.book)


class WholeBook(pytest.File):
    """Stands for the book in a full run: collected with the folder, runs nothing of its own."""

    book: Book

    def collect(self) -> Iterator[pytest.Item]:
        problems = self.book.book_problems()
        if problems:
            raise self.CollectError(render_all(problems, self.config.rootpath))
        return iter(())


class ScenarioItem(pytest.Function):
    """One scenario as a pytest test, named by feature path and scenario.

    A Function, so that fixtures work as everywhere; what it calls is the run of its scenario.
    """

    run: ScenarioRun

    @classmethod
    def of(
        cls, parent: FeatureCollector, file: FeatureFile, case: Case, book: Book
    ) -> "ScenarioItem":
        run = ScenarioRun(
            case=case,
            feature=file.feature,
            steps=book.binder.bind(case),
            path=file.path,
            base=parent.config.rootpath,
            results=[],
        )
        return cls._of_run(parent, run)

    def again(self) -> "ScenarioItem":
        """The same scenario, to be run from the start."""
        return self._of_run(self.parent, replace(self.run, results=[], seconds=0.0))

    @classmethod
    def _of_run(cls, parent: object, run: ScenarioRun) -> "ScenarioItem":
        item = cls.from_parent(parent, name=run.case.name, callobj=_call(run))
        item.run = run
        item.extra_keyword_matches.update(run.case.tags)
        return item

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.run.case.line - 1, f"{self.path.stem}: {self.name}"

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str:
        """Steps and reasons, no stack trace: what went wrong is in the steps' own words."""
        del style
        if self.run.results:
            return str(excinfo.value)
        return f"{type(excinfo.value).__name__} before the first step: {excinfo.value}"


def _call(run: ScenarioRun) -> Callable[[pytest.FixtureRequest], None]:
    def scenario(request: pytest.FixtureRequest) -> None:
        run.run(request)

    return scenario
