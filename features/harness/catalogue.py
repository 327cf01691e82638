"""Every sentence the features can say: what fits in, where it is defined, and one real use."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pytest_bdd.parser import Step

from features.harness.binding import Binder, BoundStep
from features.harness.book import Case, FeatureFile
from features.harness.expressions import TYPES, placeholders
from features.harness.known_values import Vocabulary
from features.harness.problems import shown
from features.harness.steps import StepDefinition


@dataclass(frozen=True, slots=True)
class Example:
    """A step as a scenario has it; `lines` are the sentence and its table's rows."""

    location: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One sentence. `parameters` are names with what may stand there, its table's cells too."""

    sentence: str
    location: str
    parameters: tuple[tuple[str, str], ...]
    table: str
    takes_text: bool
    scenario_count: int
    example: Example | None

    @property
    def use(self) -> str:
        noun = "scenario" if self.scenario_count == 1 else "scenarios"
        return f"used by {self.scenario_count} {noun}"

    def has(self, words: Iterable[str]) -> bool:
        """Whether every word is in the sentence, its place, its parameters or its table."""
        parameters = " ".join(f"{name} {what}" for name, what in self.parameters)
        text = f"{self.sentence} {self.location} {parameters} {self.table}".casefold()
        return all(word.casefold() in text for word in words)

    def as_text(self) -> Iterator[str]:
        """Lines for a terminal."""
        yield self.sentence
        yield f"    {self.location}, {self.use}"
        for name, what in self.parameters:
            yield f"    {name}: {what}"
        if self.table:
            yield f"    table: {self.table}"
        if self.takes_text:
            yield "    a doc string follows it"
        if self.example is not None:
            yield f"    example ({self.example.location}):"
            yield from (f"        {line}" for line in self.example.lines)


def catalogue(
    binder: Binder, files: Sequence[FeatureFile], vocabulary: Vocabulary, base: Path
) -> list[CatalogueEntry]:
    """An entry a definition, by kind and sentence; places relative to `base`."""
    uses: dict[tuple[str, str], dict[tuple[Path, str], Step]] = {}
    for file in files:
        for case, bound in _steps(binder, file):
            key = (bound.definition.kind, bound.definition.pattern)
            uses.setdefault(key, {}).setdefault((file.path, case.template.name), bound.step)
    return [
        _entry(definition, uses.get((definition.kind, definition.pattern), {}), vocabulary, base)
        for kind in ("given", "when", "then")
        for definition in sorted(binder.definitions, key=lambda one: one.pattern)
        if definition.kind == kind
    ]


def _steps(binder: Binder, file: FeatureFile) -> Iterator[tuple[Case, BoundStep]]:
    for case in file.cases:
        for bound in binder.bind_known(case):
            yield case, bound


def _entry(
    definition: StepDefinition,
    uses: dict[tuple[Path, str], Step],
    vocabulary: Vocabulary,
    base: Path,
) -> CatalogueEntry:
    example = next(iter(uses.items()), None)
    return CatalogueEntry(
        sentence=definition.sentence,
        location=f"{shown(definition.path, base)}:{definition.line}",
        parameters=tuple(_parameters(definition, vocabulary)),
        table=_table(definition, example[1] if example else None),
        takes_text=definition.takes_text,
        scenario_count=len(uses),
        example=_example(example[0][0], example[1], base) if example else None,
    )


def _parameters(definition: StepDefinition, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for name, type_name in placeholders(definition.pattern).items():
        known = vocabulary.placeholders.get(name)
        yield name, known.in_words if known else TYPES[type_name].example
    if definition.table_shape is not None:
        for column in definition.table_shape.columns:
            known = vocabulary.of_cell(definition, column)
            if known is not None:
                yield column or "each row", known.in_words


def _table(definition: StepDefinition, use: Step | None) -> str:
    if definition.table_shape is not None:
        return definition.table_shape.in_words
    if use is None or use.datatable is None:
        return ""
    return "read as a whole; see the example"


def _example(path: Path, step: Step, base: Path) -> Example:
    lines = [f"{step.type.capitalize()} {step.name}"]
    if step.datatable is not None:
        rows = [[str(cell) for cell in row] for row in step.datatable.raw()]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            lines.append(f"  | {' | '.join(cells)} |")
    if step.docstring is not None:
        lines += ['  """', *(f"  {line}" for line in step.docstring.splitlines()), '  """']
    return Example(f"{shown(path, base)}:{step.line_number}", tuple(lines))
