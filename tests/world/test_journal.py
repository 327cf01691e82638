"""The journal keeps the newest exchanges, within bounds of number and size."""

from datetime import UTC, datetime

import pytest

from simulator.world import journal as bounds
from simulator.world.journal import Journal, Search

NOON = datetime(2020, 4, 9, 12, 0, tzinfo=UTC)


def record(journal: Journal, body: bytes = b"") -> None:
    journal.record(
        at=NOON,
        system="procore",
        operation="show_me",
        method="GET",
        path="/rest/v1.0/me",
        query="",
        status=200,
        request_body=body,
        reply_body=b"{}",
    )


def test_the_oldest_give_way_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_ENTRIES", 3)
    journal = Journal()
    for _ in range(5):
        record(journal)
    assert [entry.number for entry in journal] == [3, 4, 5]


def test_the_oldest_give_way_when_they_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    entry_bytes = bounds.ENTRY_BYTES + 1_000 + 2
    monkeypatch.setattr(bounds, "MAX_KEPT_BYTES", 3 * entry_bytes)
    journal = Journal()
    for _ in range(5):
        record(journal, b"x" * 1_000)
    assert [entry.number for entry in journal] == [3, 4, 5]
    journal.clear()
    for _ in range(3):
        record(journal, b"x" * 1_000)
    assert [entry.number for entry in journal] == [1, 2, 3]


def test_a_huge_body_is_kept_in_part() -> None:
    journal = Journal()
    record(journal, b"x" * (bounds.MAX_BODY_BYTES + 1))
    (entry,) = journal.search(Search(operation="show_me"))
    assert len(entry.request_body) == bounds.MAX_BODY_BYTES
