"""What could not be finished within its attempts: kept with the reason, never retried for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from engine.sync.store import tables


@dataclass(frozen=True, slots=True)
class ParkedRequest:
    """A request to be taken up again, and why it was given up (L2)."""

    record_key: str
    operation: str
    request_json: str
    reason: str
    at: datetime


class ParkedRequests:
    """Reads and writes parked requests, one a record and operation, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Sequence[ParkedRequest]:
        """Every parked request, oldest first."""
        table = tables.parked_request
        rows = self._connection.execute(select(table).order_by(table.c.at, table.c.record_key))
        return [
            ParkedRequest(
                row.record_key,
                row.operation,
                row.request_json,
                row.reason,
                datetime.fromisoformat(row.at),
            )
            for row in rows
        ]

    def put(self, parked: ParkedRequest) -> None:
        self.remove(parked.record_key, parked.operation)
        self._connection.execute(
            insert(tables.parked_request).values(
                record_key=parked.record_key,
                operation=parked.operation,
                request_json=parked.request_json,
                reason=parked.reason,
                at=parked.at.isoformat(),
            )
        )

    def remove(self, record_key: str, operation: str | None = None) -> None:
        """Forget what was parked for a record, of one operation or of all."""
        table = tables.parked_request
        forget = delete(table).where(table.c.record_key == record_key)
        if operation is not None:
            forget = forget.where(table.c.operation == operation)
        self._connection.execute(forget)
