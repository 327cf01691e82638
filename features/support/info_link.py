"""Info-Link's tables as any SQL client sees them, by SQLAlchemy."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from engine.connectors.connection import Connection

Rows = list[tuple[object, ...]]


class InfoLink:
    """Reads one company's tables; `names` are those that hold every company's rows."""

    def __init__(self, connection: Connection) -> None:
        self._engine: Engine = create_engine(connection.infolink_url)
        self.names = sorted(inspect(self._engine).get_table_names())

    def close(self) -> None:
        self._engine.dispose()

    def everything(self) -> dict[str, Rows]:
        """Every row of every table, to compare before and after."""
        with self._engine.connect() as connection:
            return {
                name: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
                for name in self.names
            }

    def rows(self, table: str, columns: Sequence[str]) -> Rows:
        """These columns of every row of a table or view."""
        listed = ", ".join(f'"{column}"' for column in columns)
        with self._engine.connect() as connection:
            return [
                tuple(row) for row in connection.execute(text(f'SELECT {listed} FROM "{table}"'))
            ]

    def refusal_to_delete(self, table: str) -> str:
        """What the database says to somebody who deletes every row; blank when it does so."""
        with self._engine.connect() as connection:
            try:
                connection.execute(text(f'DELETE FROM "{table}"'))
            except DBAPIError as refusal:
                return str(refusal.orig)
            connection.commit()
        return ""


def shows(value: object, words: str) -> bool:
    """Whether a column holds what people wrote: amounts by value, dates by day, blank for none."""
    if value is None:
        return words == ""
    if isinstance(value, int | float | Decimal):
        try:
            return Decimal(words.replace(",", "")) == Decimal(str(value))
        except InvalidOperation:
            return False
    if isinstance(value, date):
        return value.isoformat()[:10] == words
    return str(value) == words or str(value).removesuffix(" 00:00:00.000000") == words


def row_shows(row: Sequence[object], words: Mapping[str, str]) -> bool:
    return all(shows(value, word) for value, word in zip(row, words.values(), strict=True))
