"""Values that are known before anything runs: a misspelt one is refused where it is written."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from features.harness.binding import BoundStep
from features.harness.book import Case
from features.harness.problems import Problem
from features.harness.steps import StepDefinition
from features.harness.table import Table, TableError

LISTED_MAX = 12


@dataclass(frozen=True, slots=True)
class KnownValues:
    """What a value may be: one of `listed`, or text that fits `pattern`.

    `added_by` is the wording of a step that makes another value known to its own scenario.
    """

    what: str
    listed: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    added_by: str = ""

    @property
    def in_words(self) -> str:
        if not self.listed:
            return self.what
        more = f" and {len(self.listed) - LISTED_MAX} more" if len(self.listed) > LISTED_MAX else ""
        named = (
            f"{self.what}: {', '.join(one or '(empty)' for one in self.listed[:LISTED_MAX])}{more}"
        )
        return f"{named}, or who a step '{self.added_by}' names" if self.added_by else named

    def allows(self, value: str, also: Sequence[str]) -> bool:
        if self.pattern is not None and self.pattern.fullmatch(value):
            return True
        return value in self.listed or value in also

    def candidates(self, value: str, also: Sequence[str]) -> Iterator[str]:
        """The nearest values, then what is allowed."""
        near = difflib.get_close_matches(value, (*self.listed, *also), n=3, cutoff=0.5)
        if near:
            yield f"nearest: {', '.join(near)}"
        yield f"allowed: {self.in_words}" + (f"; here also {', '.join(also)}" if also else "")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Known values by the name of a placeholder, and by the name of a table's column."""

    placeholders: Mapping[str, KnownValues] = field(default_factory=dict)
    columns: Mapping[str, KnownValues] = field(default_factory=dict)

    def of_cell(self, definition: StepDefinition, column: str) -> KnownValues | None:
        """A step's own `cells` say it before the column's name does."""
        own = definition.cells.get(column)
        return self.placeholders[own] if own else self.columns.get(column)

    def problems(self, path: Path, case: Case, steps: Sequence[BoundStep]) -> Iterator[Problem]:
        """Every value of these steps that is not known, and every table with other columns."""
        also = {
            name: [str(s.values[name]) for s in steps if s.definition.pattern == known.added_by]
            for name, known in self.placeholders.items()
        }
        for bound in steps:
            where = f"in {case.name!r}: {bound.step.name}"
            for name, value in bound.values.items():
                known = self.placeholders.get(name)
                if known and not known.allows(str(value), also[name]):
                    message = f"{value!r} is not {known.what}"
                    lines = known.candidates(str(value), also[name])
                    yield Problem(path, bound.step.line_number, message, (where, *lines))
            yield from self._table_problems(path, bound, where)

    def _table_problems(self, path: Path, bound: BoundStep, where: str) -> Iterator[Problem]:
        shape, table = bound.definition.table_shape, bound.step.datatable
        if shape is None or table is None:
            return
        cells = tuple(tuple(str(cell) for cell in row) for row in table.raw())
        try:
            shape.check(Table(cells))
        except TableError as problem:
            yield Problem(path, table.location.line, str(problem), (where,))
            return
        for number, column, value in shape.named_cells(cells):
            known = self.of_cell(bound.definition, column)
            if known and not known.allows(value, ()):
                named = f"{column}: " if column else ""
                yield Problem(
                    path,
                    table.rows[number].location.line,
                    f"{named}{value!r} is not {known.what}",
                    (where, *known.candidates(value, ())),
                )
