"""Reading Info-Link: one consistent look at the tables a call, and what can go wrong with it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, ProgrammingError, SQLAlchemyError

from engine.connectors.connection import Connection, ConnectionFileError
from engine.connectors.spectrum.infolink.cells import SYSTEM, Cells
from engine.connectors.transmission import without_secrets
from engine.ports.outcomes import Unavailable, Unreadable

MAX_ROWS = 1_000_000
MAX_SHOWN_CHARACTERS = 1_000


def open_infolink(connection: Connection) -> sqlalchemy.Engine:
    """An engine for the connection file's `infolink_url`; nothing is opened yet.

    ConnectionFileError when this machine lacks the driver that the URL asks for.
    """
    try:
        return sqlalchemy.create_engine(connection.infolink_url, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError) as error:
        scheme = connection.infolink_url.partition("://")[0]
        raise ConnectionFileError(
            f"infolink_url: no driver for {scheme} is installed here: {error}"
        ) from error


@dataclass(frozen=True, slots=True)
class InfoLink:
    """The tables of one Spectrum installation, read-only. May be used by several threads."""

    engine: sqlalchemy.Engine
    company_code: str
    secrets: tuple[str, ...] = ()

    @contextmanager
    def read_transaction(self, operation: str) -> Iterator["ReadTransaction"]:
        """One read transaction. Unavailable when the database does not answer, Unreadable when a
        documented table or column is not there or not granted."""
        try:
            with self.engine.connect() as connection:
                if connection.dialect.name == "sqlite":
                    # Its driver begins no transaction for reads: two of them could see two states.
                    connection.exec_driver_sql("BEGIN")
                yield ReadTransaction(connection, operation)
        except ProgrammingError as error:
            raise Unreadable(SYSTEM, operation, self._not_granted(error)) from error
        except DBAPIError as error:
            if "no such" in str(error.orig):  # SQLite has no other sign for a missing table
                raise Unreadable(SYSTEM, operation, self._not_granted(error)) from error
            raise Unavailable(SYSTEM, operation, f"Info-Link: {self._said(error.orig)}") from error
        except SQLAlchemyError as error:
            raise Unavailable(SYSTEM, operation, f"Info-Link: {self._said(error)}") from error

    def _not_granted(self, error: DBAPIError) -> str:
        return (
            f"Info-Link lacks a table or column, or it is not granted: {self._said(error.orig)}; "
            "docs/infolink.md lists what is needed"
        )

    def _said(self, error: BaseException | None) -> str:
        return without_secrets(str(error), self.secrets)[:MAX_SHOWN_CHARACTERS]


@dataclass(frozen=True, slots=True)
class ReadTransaction:
    """An open read transaction."""

    connection: sqlalchemy.Connection
    operation: str

    def rows(self, table: str, query: sqlalchemy.Select[tuple[object, ...]]) -> Sequence[Cells]:
        """The rows of a query; `table` names them in error texts."""
        found = self.connection.execute(query.limit(MAX_ROWS + 1)).all()
        if len(found) > MAX_ROWS:
            raise Unreadable(SYSTEM, self.operation, f"{table} has more than {MAX_ROWS} rows")
        return [Cells(self.operation, table, dict(row._mapping)) for row in found]
