"""What the engine is about to write, committed before it writes (S1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, insert, select, update

from engine.sync.store import tables


class IntentState(StrEnum):
    """Intended until the target was read back; abandoned when a newer payload takes its place, or
    when the target is gone."""

    INTENDED = "intended"
    CONFIRMED = "confirmed"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Intent:
    """One write: `business_key` names the target record, `record` the source it stands for."""

    business_key: str
    operation: str
    record: str
    payload_hash: str
    attempt: int
    state: IntentState


class Intents:
    """Reads and writes intents, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def declare(
        self,
        business_key: str,
        operation: str,
        record: str,
        payload_hash: str,
        attempt: int,
        at: datetime,
    ) -> None:
        """Declare a write; an open intent with another payload is abandoned."""
        for open_intent in self.open_for(business_key):
            if open_intent.record == record and open_intent.payload_hash == payload_hash:
                return
        self._close(business_key, IntentState.ABANDONED, [IntentState.INTENDED])
        self._connection.execute(
            insert(tables.intent).values(
                business_key=business_key,
                operation=operation,
                record=record,
                payload_hash=payload_hash,
                attempt=attempt,
                state=IntentState.INTENDED,
                at=at.isoformat(),
            )
        )

    def confirm(self, business_key: str) -> None:
        """The target was read back and holds what was intended."""
        self._close(business_key, IntentState.CONFIRMED, [IntentState.INTENDED])

    def abandon(self, business_key: str) -> None:
        """The target is gone: whatever has this key from now on is not ours."""
        self._close(
            business_key, IntentState.ABANDONED, [IntentState.INTENDED, IntentState.CONFIRMED]
        )

    def abandon_for(self, business_key: str, record: str) -> None:
        """Nothing of this source record is in the target; what others intended there stays."""
        table = tables.intent
        self._connection.execute(
            update(table)
            .where(table.c.business_key == business_key)
            .where(table.c.record == record)
            .values(state=IntentState.ABANDONED)
        )

    def open_for(self, business_key: str) -> Sequence[Intent]:
        return [i for i in self.of(business_key) if i.state is IntentState.INTENDED]

    def of(self, business_key: str) -> Sequence[Intent]:
        """Every intent for this target, oldest first."""
        return self._where(tables.intent.c.business_key == business_key)

    def of_record(self, record: str) -> Sequence[Intent]:
        """Every intent on behalf of this source record, oldest first."""
        return self._where(tables.intent.c.record == record)

    def _where(self, condition: ColumnElement[bool]) -> Sequence[Intent]:
        table = tables.intent
        rows = self._connection.execute(select(table).where(condition).order_by(table.c.id))
        return [
            Intent(
                business_key=row.business_key,
                operation=row.operation,
                record=row.record,
                payload_hash=row.payload_hash,
                attempt=row.attempt,
                state=IntentState(row.state),
            )
            for row in rows
        ]

    def _close(
        self, business_key: str, state: IntentState, from_states: Sequence[IntentState]
    ) -> None:
        table = tables.intent
        self._connection.execute(
            update(table)
            .where(table.c.business_key == business_key)
            .where(table.c.state.in_(from_states))
            .values(state=state)
        )
