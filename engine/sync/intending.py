"""What is done before anything is written outside: the lease is held, the intent is committed."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from engine.operations.request import Request
from engine.sync.context import SyncContext
from engine.sync.store.leases import LEASE_SECONDS

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Payload: TypeAlias = "DataclassInstance | Sequence[Payload] | str | int | Decimal | date | None"
"""What is written, as values: records, and lists of them."""


def intend(
    context: SyncContext,
    request: Request,
    business_key: str,
    record: str,
    payload: Payload,
    attempt: int,
    superseded: Sequence[str] = (),
) -> None:
    """Commit what is about to be written, before anything is sent (S1); LeaseHeld when another
    run has taken over. `superseded` are the keys of earlier writes of which nothing is left."""
    now = context.clock()
    with context.store.transaction() as books:
        books.leases.take(request.record.writer_key, request.request_id, now)
        for earlier_key in superseded:
            books.intents.abandon_for(earlier_key, record)
        books.intents.declare(
            business_key, request.operation, record, payload_hash(payload), attempt, now
        )


def hold_lease(context: SyncContext, request: Request, held_since: datetime) -> datetime:
    """Renew the lease when half of it is over; gives since when it is held now."""
    now = context.clock()
    if (now - held_since).total_seconds() < LEASE_SECONDS / 2:
        return held_since
    with context.store.transaction() as books:
        books.leases.take(request.record.writer_key, request.request_id, now)
    return now


def payload_hash(payload: Payload) -> str:
    """A short name for a payload: SHA-256 of its canonical JSON, records, amounts and dates
    included."""
    return hashlib.sha256(msgspec.json.encode(payload, order="deterministic")).hexdigest()
