"""The explicit step registry: what `@given`, `@when` and `@then` record.

A decorator notes kind, wording, function and place in its own module and does nothing else, so two
functions of the same name both stay known. `load` gathers the notes of the step modules.
"""

import importlib
import inspect
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from features.harness.expressions import ExpressionError, Parser, parser_for, placeholders
from features.harness.problems import Problem
from features.harness.table_shape import TableShape, shape_of

Kind = Literal["given", "when", "then"]
StepFunction = Callable[..., object]
F = TypeVar("F", bound=StepFunction)

NOTES = "__step_notes__"
TABLE = "table"
DOC_STRING = "text"


@dataclass(frozen=True, slots=True)
class Note:
    """What a decorator saw."""

    kind: Kind
    pattern: str
    function: StepFunction
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StepDefinition:
    """One usable definition. `fixtures` are the parameters that pytest fixtures fill.

    `cells` names the known values of a table's cells by column; the empty name is that of a table
    of one column.
    """

    kind: Kind
    pattern: str
    function: StepFunction
    path: Path
    line: int
    parser: Parser
    takes_table: bool
    takes_text: bool
    fixtures: tuple[str, ...]
    table_shape: TableShape | None
    cells: Mapping[str, str]

    @property
    def sentence(self) -> str:
        return f"{self.kind.capitalize()} {self.pattern}"


def given(pattern: str, cells: Mapping[str, str] | None = None) -> Callable[[F], F]:
    """Puts the world into a state."""
    return _noting("given", pattern, cells)


def when(pattern: str, cells: Mapping[str, str] | None = None) -> Callable[[F], F]:
    """Lets a person, or time, act."""
    return _noting("when", pattern, cells)


def then(pattern: str, cells: Mapping[str, str] | None = None) -> Callable[[F], F]:
    """Compares something read over the wire; fails by AssertionError."""
    return _noting("then", pattern, cells)


def _noting(kind: Kind, pattern: str, cells: Mapping[str, str] | None) -> Callable[[F], F]:
    caller = sys._getframe(2)
    notes = caller.f_globals.setdefault(NOTES, [])
    line = caller.f_lineno

    def note(function: F) -> F:
        notes.append(Note(kind, pattern, function, line, cells or {}))
        return function

    return note


def load(module_names: Iterable[str]) -> tuple[list[StepDefinition], list[Problem]]:
    """Import the step modules and check every definition; problems name file and line."""
    definitions: list[StepDefinition] = []
    problems: list[Problem] = []
    for name in module_names:
        module = importlib.import_module(name)
        path = Path(inspect.getfile(module))
        notes: list[Note] = vars(module).get(NOTES, [])
        for note in notes:
            try:
                definitions.append(_definition(note, path))
            except ExpressionError as problem:
                problems.append(Problem(path, note.line, f"{_shown(note)}: {problem}"))
    problems.extend(_twins(definitions))
    return definitions, problems


def _definition(note: Note, path: Path) -> StepDefinition:
    parameters = list(inspect.signature(note.function).parameters)
    wanted = placeholders(note.pattern)
    missing = [name for name in wanted if name not in parameters]
    if missing:
        raise ExpressionError(
            f"{note.function.__name__}() has no parameter for {', '.join(missing)}"
        )
    reserved = [name for name in wanted if name in (TABLE, DOC_STRING)]
    if reserved:
        raise ExpressionError(f"{reserved[0]!r} is reserved; give the placeholder another name")
    return StepDefinition(
        kind=note.kind,
        pattern=note.pattern,
        function=note.function,
        path=path,
        line=note.line,
        parser=parser_for(note.pattern),
        takes_table=TABLE in parameters,
        takes_text=DOC_STRING in parameters,
        fixtures=tuple(
            name for name in parameters if name not in wanted and name not in (TABLE, DOC_STRING)
        ),
        table_shape=shape_of(note.function) if TABLE in parameters else None,
        cells=note.cells,
    )


def _twins(definitions: list[StepDefinition]) -> list[Problem]:
    first: dict[tuple[str, str], StepDefinition] = {}
    problems = []
    for definition in definitions:
        other = first.setdefault((definition.kind, definition.pattern), definition)
        if other is not definition:
            problems.append(
                Problem(
                    definition.path,
                    definition.line,
                    f"{definition.sentence!r} is defined twice",
                    (f"first at {other.path.name}:{other.line}",),
                )
            )
    return problems


def _shown(note: Note) -> str:
    return f"{note.kind.capitalize()} {note.pattern!r}"
