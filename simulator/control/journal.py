"""The journal of both products, searched."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from simulator.control.inputs import MAX_SHOWN, Moment, QueryNumber, Taking, TakingNothing
from simulator.control.replies import ControlError
from simulator.control.scope import Scope
from simulator.world.faults import FaultKind
from simulator.world.journal import Entry, Search

MAX_LIMIT = 10_000


class SearchJournal(Taking, frozen=True):
    """What could never match is refused: a typo must not pass for an empty journal."""

    system: Literal["procore", "spectrum"] | None = None
    operation: str | None = None
    touched: (
        Annotated[
            str,
            Meta(pattern=":", extra={"must": "names a kind and an id, as prime_contract:4001"}),
        ]
        | None
    ) = None
    status: QueryNumber | None = None
    is_refusal: bool | None = None
    is_near_miss: bool | None = None
    fault: FaultKind | None = None
    since: QueryNumber | None = None
    until: QueryNumber | None = None
    from_time: Moment | None = None
    to_time: Moment | None = None
    limit: Annotated[int, Meta(ge=1, le=MAX_LIMIT)] = 1_000


class JournalEntry(msgspec.Struct, frozen=True):
    """One exchange. `refusal`, `fault` and `near_miss` are null where there was none."""

    number: int
    at: Moment
    system: str
    operation: str
    method: str
    path: str
    query: str
    status: int
    request_body: str
    reply_body: str
    refusal: str | None
    fault: str | None
    near_miss: str | None
    touched: list[str]


class FoundEntries(msgspec.Struct, frozen=True):
    """`next_number` is the one that the next exchange will get."""

    next_number: int
    entries: list[JournalEntry]


class ClearedJournal(msgspec.Struct, frozen=True):
    next_number: int


def search(scope: Scope, asked: SearchJournal) -> FoundEntries:
    """The newest matching exchanges, oldest first; filters are query parameters."""
    journal = scope.simulation.world.journal
    found = journal.search(
        Search(
            system=asked.system,
            operation=asked.operation,
            touched=asked.touched,
            status=asked.status,
            is_refusal=asked.is_refusal,
            is_near_miss=asked.is_near_miss,
            fault=asked.fault,
            since=asked.since,
            until=asked.until,
            from_time=_moment("from_time", asked.from_time),
            to_time=_moment("to_time", asked.to_time),
        ),
        asked.limit,
    )
    return FoundEntries(journal.next_number, [_shown(entry) for entry in found])


def clear(scope: Scope, asked: TakingNothing) -> ClearedJournal:
    """Forget every exchange; numbers begin at 1 again."""
    del asked
    scope.simulation.world.journal.clear()
    return ClearedJournal(scope.simulation.world.journal.next_number)


def _shown(entry: Entry) -> JournalEntry:
    return JournalEntry(
        number=entry.number,
        at=entry.at.isoformat(),
        system=entry.system,
        operation=entry.operation,
        method=entry.method,
        path=entry.path,
        query=entry.query,
        status=entry.status,
        request_body=entry.request_body.decode("utf-8", "replace"),
        reply_body=entry.reply_body.decode("utf-8", "replace"),
        refusal=entry.refusal,
        fault=entry.fault,
        near_miss=entry.near_miss,
        touched=list(entry.touched),
    )


def _moment(name: str, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        example = "2020-04-09T12:00:00Z"
        raise ControlError(
            f"{name} must be a moment in ISO 8601, as {example}, not {value[:MAX_SHOWN]!r}"
        ) from None
    if moment.tzinfo is None:
        raise ControlError(f"{name} {value!r} has no time zone; write it with Z or an offset")
    return moment
