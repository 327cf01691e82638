"""Lists that can still name what was deleted: `filters[include_deleted]` (procore_api.md 3)."""

from collections.abc import Sequence
from typing import TypeVar

from simulator.http.message import Request
from simulator.procore.query import INCLUDE_DELETED

Row = TypeVar("Row")


def with_deleted(request: Request, live: Sequence[Row], deleted: Sequence[Row]) -> Sequence[Row]:
    """The rows a list shows: the live ones; with `with` the deleted ones too, with `only` these
    alone. Any other value is passed over (assumed)."""
    asked = INCLUDE_DELETED.of(request)
    if asked == "only":
        return deleted
    return [*live, *deleted] if asked == "with" else live
