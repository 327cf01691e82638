"""What a feature file must keep to before any of its scenarios may run."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pytest_bdd.parser import ScenarioTemplate

from features.harness.book import FeatureFile, placeholders_of
from features.harness.problems import Problem

ORDER = ("given", "when", "then")
MAX_STEPS = 25
FORBIDDEN_IN_NAMES = ("[", "]", "::")


def structure_problems(file: FeatureFile) -> Iterator[Problem]:
    """Names, order, outlines: everything that needs no step definition."""
    if not file.scenario_lines:
        yield Problem(file.path, file.feature.line_number, "the feature has no scenario")
    yield from _twice_in_file(file)
    for text, line in file.stray_texts:
        yield Problem(
            file.path,
            line,
            f"{text.splitlines()[0]!r} stands before the first step and would not be run; "
            "is its keyword misspelt? Write explanations as comments",
        )
    for template in file.templates:
        yield from _name(file, template)
        yield from _order(file, template)
        yield from _outline(file, template)


def names_in_several_files(files: Iterable[FeatureFile]) -> Iterator[Problem]:
    """One scenario name is one scenario in the whole book, so that people can point at it."""
    places: dict[str, list[tuple[FeatureFile, int]]] = defaultdict(list)
    for file in files:
        for name, line in dict(reversed(file.scenario_lines)).items():
            places[name].append((file, line))
    for name, found in places.items():
        (first, first_line), *others = found
        for file, line in others:
            yield Problem(
                file.path,
                line,
                f"another file has a scenario named {name!r}",
                (f"first at {first.path.name}:{first_line}",),
            )


def _twice_in_file(file: FeatureFile) -> Iterator[Problem]:
    first_lines: dict[str, int] = {}
    for name, line in file.scenario_lines:
        first = first_lines.setdefault(name, line)
        if first != line:
            yield Problem(
                file.path,
                line,
                f"two scenarios are named {name!r}",
                (f"first at {file.path.name}:{first}",),
            )


def _name(file: FeatureFile, template: ScenarioTemplate) -> Iterator[Problem]:
    if not template.name.strip():
        yield Problem(file.path, template.line_number, "the scenario has no name")
    for mark in FORBIDDEN_IN_NAMES:
        if mark in template.name:
            yield Problem(
                file.path,
                template.line_number,
                f"{mark!r} in the name {template.name!r} would break its test's name; reword it",
            )


def _order(file: FeatureFile, template: ScenarioTemplate) -> Iterator[Problem]:
    reached = "given"
    for step in template.steps:
        if ORDER.index(step.type) < ORDER.index(reached):
            yield Problem(
                file.path,
                step.line_number,
                f"{step.type.capitalize()} after {reached.capitalize()}: "
                "a scenario goes Given, When, Then, each once",
                (f"in {template.name!r}, line {template.line_number}",),
            )
            return
        reached = step.type
    kinds = {step.type for step in template.steps}
    for kind, lack in (("when", "nobody acts"), ("then", "nothing is checked")):
        if kind not in kinds:
            yield Problem(
                file.path,
                template.line_number,
                f"{template.name!r} has no {kind.capitalize()}: {lack}",
            )
    if len(template.steps) > MAX_STEPS:
        yield Problem(
            file.path,
            template.line_number,
            f"{template.name!r} has {len(template.steps)} steps, background included; "
            f"at most {MAX_STEPS}: use a table or split it",
        )


def _outline(file: FeatureFile, template: ScenarioTemplate) -> Iterator[Problem]:
    used = placeholders_of(template)
    columns: set[str] = set()
    firsts: dict[str, int] = {}
    for examples in template.examples:
        line = examples.line_number or template.line_number
        columns.update(examples.example_params)
        for column in examples.example_params:
            if column not in used:
                yield Problem(
                    file.path, line, f"no step of {template.name!r} uses the column <{column}>"
                )
        if not examples.examples:
            yield Problem(file.path, line, f"the examples of {template.name!r} have no row")
        for row in examples.examples:
            firsts[row[0]] = firsts.get(row[0], 0) + 1
    for value, count in firsts.items():
        if count > 1:
            yield Problem(
                file.path,
                template.line_number,
                f"{count} rows of {template.name!r} begin with {value!r}; the first column names "
                "the row, so it must differ",
            )
    if template.keyword.strip() == "Scenario Outline" and not template.examples:
        yield Problem(
            file.path, template.line_number, f"the outline {template.name!r} has no examples"
        )
    for name in sorted(used - columns):
        yield Problem(
            file.path,
            template.line_number,
            f"a step of {template.name!r} uses <{name}>, which is no column of its examples",
        )
