"""A data table of a step, as people wrote it."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


class TableError(AssertionError):
    """A table that does not have the columns its step needs; names what it has."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text, the first one the heading unless the table is read as `pairs`."""

    cells: tuple[tuple[str, ...], ...]

    @property
    def heading(self) -> tuple[str, ...]:
        return self.cells[0]

    def rows(self, needs: Sequence[str], may: Sequence[str] = ()) -> list[dict[str, str]]:
        """One dictionary a row; columns of `may` that the table lacks read as empty."""
        missing = [name for name in needs if name not in self.heading]
        unknown = [name for name in self.heading if name not in (*needs, *may)]
        if missing or unknown:
            raise TableError(
                f"this step's table has the columns {', '.join(needs)}"
                + (f" and may have {', '.join(may)}" if may else "")
                + (f"; missing: {', '.join(missing)}" if missing else "")
                + (f"; unknown: {', '.join(unknown)}" if unknown else "")
                + _nearest(unknown, (*needs, *may))
            )
        empty = dict.fromkeys(may, "")
        return [empty | dict(zip(self.heading, row, strict=True)) for row in self.cells[1:]]

    def pairs(self, may: Sequence[str]) -> dict[str, str]:
        """A table of two columns, name and value; TableError for a name outside `may`."""
        if len(self.heading) != 2:
            raise TableError(
                f"this step's table has two columns, name and value; got {len(self.heading)}"
            )
        unknown = [name for name, _ in self.cells if name not in may]
        if unknown:
            raise TableError(
                f"unknown: {', '.join(unknown)}; this step knows {', '.join(may)}"
                + _nearest(unknown, may)
            )
        return {name: value for name, value in self.cells}  # noqa: C416  # two columns, checked

    def column(self) -> list[str]:
        """A table of one column without heading: its values."""
        if len(self.heading) != 1:
            raise TableError(f"this step's table has one column; got {len(self.heading)}")
        return [row[0] for row in self.cells]

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self.cells)


def _nearest(unknown: Sequence[str], known: Sequence[str]) -> str:
    near = [near for name in unknown for near in difflib.get_close_matches(name, known, n=1)]
    return f"; nearest: {', '.join(near)}" if near else ""
