"""One writer per business key: a lease with an owner and an end."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from engine.sync.store import tables

LEASE_SECONDS = 60.0
"""Longer than any single call may take, short enough to wait for after a crash."""


class LeaseHeld(Exception):
    """Somebody else is writing this record, until `expires_in_seconds` from now."""

    def __init__(self, business_key: str, expires_in_seconds: float) -> None:
        super().__init__(f"{business_key} is being written by another run")
        self.business_key = business_key
        self.expires_in_seconds = expires_in_seconds


class Leases:
    """Takes and gives back leases, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, business_key: str, owner: str, now: datetime) -> None:
        """Take or renew the lease; LeaseHeld when another owner's has not ended."""
        table = tables.lease
        now_s = now.timestamp()
        row = self._connection.execute(
            select(table).where(table.c.business_key == business_key).with_for_update()
        ).one_or_none()
        if row is not None and row.owner != owner and row.expires_at_s > now_s:
            raise LeaseHeld(business_key, row.expires_at_s - now_s)
        self._connection.execute(delete(table).where(table.c.business_key == business_key))
        self._connection.execute(
            insert(table).values(
                business_key=business_key, owner=owner, expires_at_s=now_s + LEASE_SECONDS
            )
        )

    def give_back(self, owner: str) -> None:
        """Give back every lease this owner holds."""
        self._connection.execute(delete(tables.lease).where(tables.lease.c.owner == owner))
