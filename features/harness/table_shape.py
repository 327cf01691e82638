"""Which table a step takes, read from the one place that says it: the step's own call.

A body that asks `table.rows(("code", "amount"))`, `table.pairs(NAMES)` or `table.column()`, itself
or through a function of its module, has said which columns there are; nobody writes them twice.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from features.harness.table import Table

READERS = ("rows", "pairs", "column")


@dataclass(frozen=True, slots=True)
class TableShape:
    """A way to read a table, with the columns or names it was asked for."""

    reader: str
    names: tuple[tuple[str, ...], ...]

    def check(self, table: Table) -> None:
        """TableError when the table can't be read this way."""
        read: Callable[..., object] = getattr(table, self.reader)
        read(*self.names)

    @property
    def in_words(self) -> str:
        if self.reader == "column":
            return "one column without a heading"
        if self.reader == "pairs":
            return f"two columns, name and value; names: {', '.join(self.names[0])}"
        needs, *may = self.names
        return f"columns: {', '.join(needs)}" + (f"; may have: {', '.join(may[0])}" if may else "")

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column or pair that may be there; one without a name for `column`."""
        return tuple(name for names in self.names for name in names) or ("",)

    def named_cells(self, cells: Sequence[Sequence[str]]) -> Iterator[tuple[int, str, str]]:
        """Row number from 0, name of the column or pair (empty for `column`), and value."""
        for number, row in enumerate(cells):
            if self.reader == "column":
                yield number, "", row[0]
            elif self.reader == "pairs":
                yield number, row[0], row[1]
            elif number:
                for name, value in zip(cells[0], row, strict=True):
                    yield number, name, value


def shape_of(function: Callable[..., object]) -> TableShape | None:
    """How `function` reads its parameter `table`; None when its body does not say."""
    return _shape(function, "table", follows=True)


def _shape(function: Callable[..., object], name: str, *, follows: bool) -> TableShape | None:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    known = function.__globals__
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        match call.func:
            case ast.Attribute(value=ast.Name(id=owner), attr=reader) if (
                owner == name and reader in READERS
            ):
                names = [_names(argument, known) for argument in call.args]
                is_said = not call.keywords and None not in names
                return TableShape(reader, tuple(n for n in names if n)) if is_said else None
            case ast.Name(id=helper) if follows and inspect.isfunction(known.get(helper)):
                position = _position(call, name)
                if position is not None:
                    parameter = list(inspect.signature(known[helper]).parameters)[position]
                    return _shape(known[helper], parameter, follows=False)
    return None


def _position(call: ast.Call, name: str) -> int | None:
    for position, argument in enumerate(call.args):
        if isinstance(argument, ast.Name) and argument.id == name:
            return position
    return None


def _names(argument: ast.expr, known: dict[str, object]) -> tuple[str, ...] | None:
    """The names of a literal or of a constant of the module; None when they are computed."""
    try:
        found = (
            known.get(argument.id) if isinstance(argument, ast.Name) else ast.literal_eval(argument)
        )
    except ValueError:
        return None
    return found if isinstance(found, tuple) else None
