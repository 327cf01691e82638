"""The database that Info-Link's readers open: emptied first, written one transaction a call."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from simulator.spectrum.infolink.statements import (
    create_statements,
    delete_statement,
    drop_statements,
    upsert_statement,
)
from simulator.spectrum.infolink.tables import TABLES, Table

Value = str | int | float | None
Row = Sequence[Value]


class LocationRefusedError(ValueError):
    """A location that Info-Link can't be kept in; says which, why, and what to do."""


class Connection(Protocol):
    """What both drivers' connections can do; transactions are begun and ended by statement."""

    def execute(self, statement: str, parameters: Row = ..., /) -> object: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Dialect:
    """Where the two databases differ."""

    placeholder: str
    begin: str
    date_type: str
    drop_suffix: str = ""


# A transaction inside another: begun, ended, undone.
PART = ("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part")


class InfoLinkStore:
    """Writes rows. `url` is the SQLAlchemy URL for readers; it opens the database read-only.

    While `is_paused`, writes are dropped: readers go on seeing what they saw.
    """

    def __init__(
        self, connection: Connection, dialect: Dialect, url: str, company_code: str
    ) -> None:
        self._connection = connection
        self._dialect = dialect
        self.url = url
        self.is_paused = False
        self._is_within = False
        self._versions = {table.name: 0 for table in TABLES}
        self._newest_version = 0
        self._upserts = {
            table.name: upsert_statement(table, dialect.placeholder) for table in TABLES
        }
        with self.transaction():
            for statement in (
                *drop_statements(dialect.drop_suffix),
                *create_statements(company_code, dialect.date_type),
            ):
                connection.execute(statement)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside becomes visible at once, or not at all. Inside another
        transaction it is a part of that one, which can still fail by itself."""
        if self.is_paused:
            yield
            return
        begin, end, undo = PART if self._is_within else (self._dialect.begin, "COMMIT", "ROLLBACK")
        was_within, self._is_within = self._is_within, True
        self._connection.execute(begin)
        try:
            yield
        except BaseException:
            self._connection.execute(undo)
            raise
        finally:
            self._is_within = was_within
        self._connection.execute(end)

    def versions(self) -> dict[str, int]:
        """A number for what each table holds: equal numbers, equal rows."""
        return dict(self._versions)

    def holds(self, versions: Mapping[str, int]) -> None:
        """The tables have been written so that they hold what they held at these numbers."""
        self._versions.update(versions)

    def put(self, table: Table, row: Row) -> None:
        """Insert the row or write it over the one with the same key."""
        if not self.is_paused:
            self._changes(table)
            self._connection.execute(self._upserts[table.name], row)

    def delete(self, table: Table, key: Row) -> None:
        """Delete every row whose leading key columns are `key`."""
        if not self.is_paused:
            self._changes(table)
            statement = delete_statement(table, len(key), self._dialect.placeholder)
            self._connection.execute(statement, key)

    def empty(self, left_out: Collection[str] = ()) -> None:
        """Delete every row of every table but those left out."""
        for table in TABLES:
            if table.name not in left_out:
                self.delete(table, ())

    def _changes(self, table: Table) -> None:
        self._newest_version += 1
        self._versions[table.name] = self._newest_version

    def close(self) -> None:
        self._connection.close()
