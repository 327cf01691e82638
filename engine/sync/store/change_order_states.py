"""Where each PCCO stands in the ERP Integrations tool."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select

from engine.sync.store import tables

SYNCED = "synced"
"""The state of what Spectrum holds, read back and equal."""


@dataclass(frozen=True, slots=True)
class ChangeOrderState:
    """The state a PCCO was last moved to, by whom and when.

    `state` is a word of the rulebook's PCCO lifecycle. `sent_hash` is the hash of what was sent for
    acceptance, `errors` the texts of the Errors column of Failed to Export (D-125).
    """

    change_order_id: int
    project_id: int
    number: str
    state: str
    login: str
    at: datetime
    comment: str | None = None
    transaction_date: date | None = None
    sent_hash: str | None = None
    errors: tuple[str, ...] = ()


class ChangeOrderStates:
    """Reads and writes PCCO states, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Sequence[ChangeOrderState]:
        """Every PCCO that was ever sent, by project and id."""
        table = tables.change_order_state
        rows = self._connection.execute(
            select(table).order_by(table.c.project_id, table.c.change_order_id)
        ).mappings()
        return [_state_of(row) for row in rows]

    def get(self, change_order_id: int) -> ChangeOrderState | None:
        table = tables.change_order_state
        row = (
            self._connection.execute(
                select(table).where(table.c.change_order_id == change_order_id)
            )
            .mappings()
            .one_or_none()
        )
        return None if row is None else _state_of(row)

    def accepted_and_unfinished(self, project_id: int) -> Sequence[ChangeOrderState]:
        """The project's PCCOs that were accepted and are not synced: cut off, or failed."""
        table = tables.change_order_state
        rows = self._connection.execute(
            select(table)
            .where(table.c.project_id == project_id)
            .where(table.c.transaction_date.is_not(None))
            .where(table.c.state != SYNCED)
        ).mappings()
        return [_state_of(row) for row in rows]

    def put(self, state: ChangeOrderState) -> None:
        table = tables.change_order_state
        self._connection.execute(
            delete(table).where(table.c.change_order_id == state.change_order_id)
        )
        self._connection.execute(
            insert(table).values(
                change_order_id=state.change_order_id,
                project_id=state.project_id,
                number=state.number,
                state=state.state,
                login=state.login,
                at=state.at.isoformat(),
                comment=state.comment,
                transaction_date=(
                    state.transaction_date.isoformat() if state.transaction_date else None
                ),
                sent_hash=state.sent_hash,
                errors_json=json.dumps(state.errors),
            )
        )


def _state_of(row: RowMapping) -> ChangeOrderState:
    transaction_date = row["transaction_date"]
    return ChangeOrderState(
        change_order_id=row["change_order_id"],
        project_id=row["project_id"],
        number=row["number"],
        state=row["state"],
        login=row["login"],
        at=datetime.fromisoformat(row["at"]),
        comment=row["comment"],
        transaction_date=date.fromisoformat(transaction_date) if transaction_date else None,
        sent_hash=row["sent_hash"],
        errors=tuple(json.loads(row["errors_json"])),
    )
