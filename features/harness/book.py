"""The feature files as data: scenarios, outline rows, tags; read by pytest-bdd's own parser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.gherkin_parser import get_gherkin_document
from pytest_bdd.parser import Feature, FeatureParser, Scenario, ScenarioTemplate

from features.harness.problems import Problem
from features.harness.unreadable import unreadable

SUFFIX = ".feature"
PLACEHOLDER = re.compile(r"<([^<>]+)>")


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to run: a scenario, or one row of an outline.

    `name` ends with the row's first column in brackets for outlines; `line` is the scenario's, or
    the row's table's. `variant` names another way in which it is run besides, such as under another
    edition of the rules; the name ends with it.
    """

    name: str
    line: int
    template: ScenarioTemplate
    scenario: Scenario
    tags: frozenset[str]
    variant: str = ""

    def varied(self, variant: str) -> "Case":
        """The same case run in this other way."""
        return replace(self, name=f"{self.name} ({variant})", variant=variant)


@dataclass(frozen=True, slots=True)
class FeatureFile:
    """One parsed file. `scenario_lines` has every scenario name with each line it stands at.

    `stray_texts` are lines between a heading and its first step: where a step with a misspelt
    keyword ends up.
    """

    path: Path
    feature: Feature
    scenario_lines: tuple[tuple[str, int], ...]
    stray_texts: tuple[tuple[str, int], ...]
    cases: tuple[Case, ...]

    @property
    def templates(self) -> tuple[ScenarioTemplate, ...]:
        return tuple(self.feature.scenarios.values())


def feature_paths(root: Path) -> list[Path]:
    """Every feature file below `root`, by path."""
    return sorted(root.rglob(f"*{SUFFIX}"))


def read(path: Path) -> FeatureFile | Problem:
    """Parse one file; a Problem when it is not Gherkin."""
    try:
        document = get_gherkin_document(str(path))
        feature = FeatureParser(str(path.parent), path.name).parse()
    except GherkinParseError as problem:
        return unreadable(path, problem)
    except KeyError:  # what the parser raises when there is no feature at all
        return Problem(path, 1, "the file holds no feature; begin with a line 'Feature: ...'")
    children = [
        inner
        for child in document.feature.children
        for inner in (child.rule.children if child.rule else [child])
    ]
    lines = tuple(
        (child.scenario.name, child.scenario.location.line) for child in children if child.scenario
    )
    stray_texts = tuple(
        (block.description.strip(), block.location.line)
        for child in children
        if (block := child.scenario or child.background) and block.description.strip()
    )
    cases = tuple(case for template in feature.scenarios.values() for case in _cases(template))
    return FeatureFile(path, feature, lines, stray_texts, cases)


def tags_of(template: ScenarioTemplate) -> frozenset[str]:
    """The scenario's own tags and those of its feature and rule block."""
    block_tags = template.rule.tags if template.rule else set()
    return frozenset(template.tags | template.feature.tags | block_tags)


def placeholders_of(template: ScenarioTemplate) -> set[str]:
    """Every `<name>` that the scenario's steps, tables and doc strings use."""
    texts: list[str] = []
    for step in template.steps:
        texts.append(step.name)
        texts.append(step.docstring or "")
        if step.datatable is not None:
            texts.extend(cell.value for row in step.datatable.rows for cell in row.cells)
    return {name for text in texts for name in PLACEHOLDER.findall(text)}


def _cases(template: ScenarioTemplate) -> Iterator[Case]:
    tags = tags_of(template)
    if not template.templated:
        yield Case(template.name, template.line_number, template, template.render({}), tags)
        return
    for examples in template.examples:
        for values in examples.as_contexts():
            first = next(iter(values.values()))
            yield Case(
                f"{template.name} [{first}]",
                examples.line_number or template.line_number,
                template,
                template.render(values),
                tags | frozenset(examples.tags),
            )
