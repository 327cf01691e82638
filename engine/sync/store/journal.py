"""What the tool did, for whom, and how it ended: one entry a request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Select, insert, select

from engine.sync.store import tables

ENTRIES_MAX = 10_000
"""As many entries as one look shows."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One finished request. `outcome_json` holds the decision with every reason, the messages, and
    what was changed from what to what."""

    request_id: str
    at: datetime
    operation: str
    record: str
    login: str
    result: str
    outcome_json: str


class Journal:
    """Reads and adds entries, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entry: JournalEntry) -> None:
        self._connection.execute(
            insert(tables.journal).values(
                request_id=entry.request_id,
                at=entry.at.isoformat(),
                operation=entry.operation,
                record=entry.record,
                login=entry.login,
                result=entry.result,
                outcome_json=entry.outcome_json,
            )
        )

    def of_request(self, request_id: str) -> JournalEntry | None:
        """The entry of a request that has ended: running it again must not do it again."""
        table = tables.journal
        rows = self._entries(select(table).where(table.c.request_id == request_id))
        return rows[0] if rows else None

    def entries(self, record: str | None = None) -> Sequence[JournalEntry]:
        """The latest entries, oldest first, of one record or of all."""
        table = tables.journal
        query = select(table).order_by(table.c.id.desc()).limit(ENTRIES_MAX)
        if record is not None:
            query = query.where(table.c.record == record)
        return list(reversed(self._entries(query)))

    def _entries(self, query: Select[tuple[object, ...]]) -> list[JournalEntry]:
        return [_entry(row) for row in self._connection.execute(query).mappings()]


def _entry(row: RowMapping) -> JournalEntry:
    return JournalEntry(
        request_id=row["request_id"],
        at=datetime.fromisoformat(row["at"]),
        operation=row["operation"],
        record=row["record"],
        login=row["login"],
        result=row["result"],
        outcome_json=row["outcome_json"],
    )
