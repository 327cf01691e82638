"""One writer per business key: a lease with an owner and an end."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from engine.sync.store import tables

LEASE_SECONDS = 60.0
"""Longer than any single call may take, short enough to wait for after a crash."""

LOST_RACE_SECONDS = 1.0
"""When to look again after another owner was faster."""


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
        lease = {"owner": owner, "expires_at_s": now_s + LEASE_SECONDS}
        # One statement decides, so that of many at once only one finds the lease free.
        is_free = or_(table.c.owner == owner, table.c.expires_at_s <= now_s)
        renewed = self._connection.execute(
            update(table).where(table.c.business_key == business_key, is_free).values(lease)
        )
        if renewed.rowcount == 1:
            return
        expires_at_s = self._connection.execute(
            select(table.c.expires_at_s).where(table.c.business_key == business_key)
        ).scalar_one_or_none()
        if expires_at_s is not None:
            raise LeaseHeld(business_key, expires_at_s - now_s)
        try:
            self._connection.execute(insert(table).values(business_key=business_key, **lease))
        except IntegrityError as error:  # a row that is not there can't be locked
            raise LeaseHeld(business_key, LOST_RACE_SECONDS) from error

    def give_back(self, owner: str) -> None:
        """Give back every lease this owner holds."""
        self._connection.execute(delete(tables.lease).where(tables.lease.c.owner == owner))
