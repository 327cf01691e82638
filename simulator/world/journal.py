"""Everything that happened, in order, across both products."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import msgspec

MAX_ENTRIES = 100_000
MAX_BODY_BYTES = 65_536
MAX_KEPT_BYTES = 128 * 1024 * 1024
ENTRY_BYTES = 512
"""What an entry takes beside its bodies, roughly: its numbers, names and paths."""


# Not for the garbage collector, which would look at all of them again and again: an entry holds
# texts, numbers and bytes only, so it can never be part of a cycle.
class Entry(msgspec.Struct, frozen=True, gc=False):
    """One exchange. Bodies are kept whole up to MAX_BODY_BYTES.

    `refusal` says which state made the product refuse, in plain words; `fault` names the planned
    fault that shaped the answer; `near_miss` names the operation that nearly matched.
    """

    number: int
    at: datetime
    system: str
    operation: str
    method: str
    path: str
    query: str
    status: int
    request_body: bytes
    reply_body: bytes
    refusal: str | None = None
    fault: str | None = None
    near_miss: str | None = None
    touched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for; None means anything. `since` and `until` are entry numbers, inclusive."""

    system: str | None = None
    operation: str | None = None
    touched: str | None = None
    status: int | None = None
    is_refusal: bool | None = None
    fault: str | None = None
    since: int | None = None
    until: int | None = None
    is_near_miss: bool | None = None
    from_time: datetime | None = None
    to_time: datetime | None = None

    def finds(self, entry: Entry) -> bool:
        return (
            (self.system is None or entry.system == self.system)
            and (self.operation is None or entry.operation == self.operation)
            and (self.touched is None or self.touched in entry.touched)
            and (self.status is None or entry.status == self.status)
            and (self.is_refusal is None or (entry.refusal is not None) == self.is_refusal)
            and (self.fault is None or entry.fault == self.fault)
            and (self.since is None or entry.number >= self.since)
            and (self.until is None or entry.number <= self.until)
            and (self.is_near_miss is None or (entry.near_miss is not None) == self.is_near_miss)
            and (self.from_time is None or entry.at >= self.from_time)
            and (self.to_time is None or entry.at <= self.to_time)
        )


class Journal:
    """Keeps the newest entries, numbered from 1 without gaps: at most MAX_ENTRIES, and no more
    than MAX_KEPT_BYTES of them."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque()
        self._kept_bytes = 0
        self._next_number = 1

    @property
    def next_number(self) -> int:
        return self._next_number

    def record(
        self,
        *,
        at: datetime,
        system: str,
        operation: str,
        method: str,
        path: str,
        query: str,
        status: int,
        request_body: bytes,
        reply_body: bytes,
        refusal: str | None = None,
        fault: str | None = None,
        near_miss: str | None = None,
        touched: tuple[str, ...] = (),
    ) -> Entry:
        entry = Entry(
            self._next_number,
            at,
            system,
            operation,
            method,
            path,
            query,
            status,
            request_body[:MAX_BODY_BYTES],
            reply_body[:MAX_BODY_BYTES],
            refusal,
            fault,
            near_miss,
            touched,
        )
        self._next_number += 1
        self._entries.append(entry)
        self._kept_bytes += _bytes_of(entry)
        while self._kept_bytes > MAX_KEPT_BYTES or len(self._entries) > MAX_ENTRIES:
            self._kept_bytes -= _bytes_of(self._entries.popleft())
        return entry

    def search(self, search: Search, limit: int = 1_000) -> list[Entry]:
        """The newest `limit` entries that match, oldest first."""
        newest_first = islice(filter(search.finds, reversed(self._entries)), limit)
        return list(newest_first)[::-1]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def clear(self) -> None:
        self._entries.clear()
        self._kept_bytes = 0
        self._next_number = 1


def _bytes_of(entry: Entry) -> int:
    return ENTRY_BYTES + len(entry.request_body) + len(entry.reply_body)
