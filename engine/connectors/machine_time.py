"""The machine's own time: the default where nobody passes another clock."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    return datetime.now(UTC)
