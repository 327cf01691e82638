"""DBOS's clock on a SQLite that does not have it."""

import sqlite3
import time
from pathlib import Path

import pytest

from engine.sync.running import sqlite_time
from engine.sync.running.sqlite_time import TimeTellingConnection, connect_arguments


def test_fractions_of_seconds_are_told_as_a_default_of_a_column(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "t.sqlite", factory=TimeTellingConnection)
    connection.execute(
        "CREATE TABLE t (n INTEGER, at INTEGER NOT NULL DEFAULT (unixepoch('subsec') * 1000))"
    )
    before_ms = int(time.time() * 1000)
    connection.execute("INSERT INTO t (n) VALUES (1)")
    after_ms = time.time() * 1000
    (at_ms,) = connection.execute("SELECT at FROM t").fetchone()
    connection.close()
    assert before_ms - 1 <= at_ms <= after_ms + 1


def test_any_other_use_is_refused() -> None:
    connection = sqlite3.connect(":memory:", factory=TimeTellingConnection)
    with pytest.raises(sqlite3.OperationalError, match="user-defined function raised exception"):
        connection.execute("SELECT unixepoch('now')").fetchone()
    connection.close()


@pytest.mark.parametrize(
    ("version", "url", "is_needed"),
    [
        ((3, 40, 1), "sqlite:///a.sqlite", True),
        ((3, 42, 0), "sqlite:///a.sqlite", False),
        ((3, 40, 1), "postgresql+psycopg://localhost/a", False),
    ],
)
def test_only_an_old_sqlite_needs_it(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], url: str, is_needed: bool
) -> None:
    monkeypatch.setattr(sqlite_time.sqlite3, "sqlite_version_info", version)
    assert bool(connect_arguments(url)) is is_needed
