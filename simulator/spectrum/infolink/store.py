"""The SQLite file that Info-Link's readers open: emptied first, written one transaction a call.

Write-ahead logging lets another process read at any time; nothing is synchronised to disk, because
the file is a projection that can always be built again.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from simulator.spectrum.infolink.tables import CONTRACT_TOTALS_SQL, TABLES, Table

Value = str | int | float | None
Row = Sequence[Value]


class InfoLinkStore:
    """Writes rows. `url` is the SQLAlchemy URL for readers; it opens the file read-only.

    While `is_paused`, writes are dropped: readers go on seeing what they saw.
    """

    def __init__(self, path: Path, company_code: str) -> None:
        self._path = path.absolute()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(
            self._path, isolation_level=None, check_same_thread=False
        )
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = OFF")
        self.is_paused = False
        self._upserts = {table.name: _upsert(table) for table in TABLES}
        self._create(company_code)

    @property
    def url(self) -> str:
        return f"sqlite:///file:{self._path}?mode=ro&uri=true"

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside becomes visible at once, or not at all."""
        if self.is_paused:
            yield
            return
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def put(self, table: Table, row: Row) -> None:
        """Insert the row or write it over the one with the same key."""
        if not self.is_paused:
            self._connection.execute(self._upserts[table.name], row)

    def delete(self, table: Table, key: Row) -> None:
        """Delete every row whose leading key columns are `key`."""
        if self.is_paused:
            return
        where = " AND ".join(f"{column.name} = ?" for column in table.columns[: len(key)])
        self._connection.execute(f"DELETE FROM {table.name} WHERE {where}", key)

    def empty(self) -> None:
        """Delete every row of every table."""
        if self.is_paused:
            return
        for table in TABLES:
            self._connection.execute(f"DELETE FROM {table.name}")

    def close(self) -> None:
        self._connection.close()

    def _create(self, company_code: str) -> None:
        quoted = company_code.replace("'", "''")
        with self.transaction():
            self._drop_everything()
            for table in TABLES:
                columns = ", ".join(f"{column.name} {column.sql_type}" for column in table.columns)
                key = ", ".join(column.name for column in table.columns[: table.key_length])
                self._connection.execute(
                    f"CREATE TABLE {table.name} ({columns}, PRIMARY KEY ({key})) WITHOUT ROWID"
                )
                self._connection.execute(
                    f"CREATE VIEW {table.single_company_view} AS "
                    f"SELECT * FROM {table.name} WHERE TRIM(Company_Code) = '{quoted}'"
                )
            self._connection.execute(CONTRACT_TOTALS_SQL)

    def _drop_everything(self) -> None:
        """What an earlier run left. The file itself stays, so that open readers follow."""
        found = self._connection.execute(
            "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')"
        ).fetchall()
        for kind, name in sorted(found, reverse=True):
            self._connection.execute(f'DROP {kind} "{name}"')


def _upsert(table: Table) -> str:
    names = [column.name for column in table.columns]
    key, rest = names[: table.key_length], names[table.key_length :]
    settings = ", ".join(f"{name} = excluded.{name}" for name in rest)
    return (
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' for _ in names)}) "
        f"ON CONFLICT ({', '.join(key)}) DO {f'UPDATE SET {settings}' if settings else 'NOTHING'}"
    )
