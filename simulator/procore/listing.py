"""Lists: filters, sorting and paging, as documented for v1 and v2 (procore_api.md 3)."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlencode

from simulator.http.message import Request
from simulator.procore.payload import instant_or_nothing, is_written_id
from simulator.procore.responses import Refusal

Row = TypeVar("Row")
Getter = Callable[[Row], object]
Headers = tuple[tuple[str, str], ...]

_FILTER_NAME = re.compile(r"filters?\[(\w+)\](\[\])?")
_RANGE = "..."
# Filters that a list understands by itself; a value here is never compared with a column.
_INCLUDE_DELETED = "include_deleted"


class Narrowing(Protocol):
    """How a list can be filtered, sorted and paged."""

    @property
    def filters(self) -> Collection[str]:
        """The names of its filters."""

    @property
    def sorts(self) -> Collection[str]:
        """What it can be sorted by."""

    @property
    def default_per_page(self) -> int:
        """How many rows a page has unless asked."""

    @property
    def max_per_page(self) -> int:
        """How many rows a page has at most."""

    @property
    def is_paged(self) -> bool:
        """Whether it has pages in the reference; else everything comes at once."""


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """What one list offers: the columns to filter and to sort by, and its page sizes.

    Page sizes of v1 vary by endpoint and are not published for ours: 100 and 2,000 are assumed,
    the latter from the recommended most. An unknown filter or sort is passed over (assumed).
    """

    filters: Mapping[str, Getter[Row]] = field(default_factory=dict)
    sorts: Mapping[str, Getter[Row]] = field(default_factory=dict)
    default_per_page: int = 100
    max_per_page: int = 2_000
    is_paged: bool = True

    def page(self, rows: Sequence[Row], request: Request) -> tuple[Sequence[Row], Headers]:
        """The asked page of the rows that pass every filter, and the paging headers."""
        if "filter" in request.query:
            rows = self._filtered(rows, request)
        if "sort=" in request.query:
            rows = self._sorted(rows, request)
        per_page = min(_positive(request, "per_page", self.default_per_page), self.max_per_page)
        number = _positive(request, "page", 1)
        first = (number - 1) * per_page
        headers = _headers(request, number, per_page, len(rows))
        return rows[first : first + per_page], headers

    def _filtered(self, rows: Sequence[Row], request: Request) -> Sequence[Row]:
        for name, wanted in _filters(request).items():
            getter = self.filters.get(name)
            if getter is not None and name != _INCLUDE_DELETED:
                passes = _test(name, wanted)
                rows = [row for row in rows if passes(getter(row))]
        return rows

    def _sorted(self, rows: Sequence[Row], request: Request) -> Sequence[Row]:
        keys = (request.query_value("sort") or "").split(",")
        for key in reversed(keys[:10]):
            getter = self.sorts.get(key.lstrip("-"))
            if getter is not None:
                rows = sorted(rows, key=_comparable(getter), reverse=key.startswith("-"))
        return rows


def filter_values(request: Request, name: str) -> list[str]:
    """What a list is to be filtered by, where it understands the filter by itself: once, in an
    array or after commas."""
    written = _filters(request).get(name, []) if "filter" in request.query else []
    return [one for value in written for one in value.strip("[]").split(",") if one]


def _comparable(getter: Getter[Row]) -> Callable[[Row], tuple[bool, str]]:
    """Nothing sorts last, numbers by size, everything else by its text."""

    def key(row: Row) -> tuple[bool, str]:
        value = getter(row)
        if isinstance(value, int):
            return False, f"{value:020d}"
        return value is None, "" if value is None else str(value)

    return key


def _filters(request: Request) -> dict[str, list[str]]:
    wanted: dict[str, list[str]] = {}
    for key, value in request.query_pairs:
        match = _FILTER_NAME.fullmatch(key)
        if match is not None:
            wanted.setdefault(match[1], []).append(value)
    return wanted


def _test(name: str, wanted: Sequence[str]) -> Callable[[object], bool]:
    if len(wanted) == 1 and _RANGE in wanted[0]:
        return _range_test(name, wanted[0])
    unquoted = [value.strip('"') for value in wanted]
    texts = {text for value in unquoted for text in (value, *value.strip("[]").split(","))}

    def passes(value: object) -> bool:
        if isinstance(value, bool):
            return ("true" if value else "false") in texts
        if isinstance(value, datetime):
            return f"{value:%Y-%m-%dT%H:%M:%SZ}" in texts or f"{value:%Y-%m-%d}" in texts
        return value is not None and str(value) in texts

    return passes


def _range_test(name: str, written: str) -> Callable[[object], bool]:
    """A...B, inclusive, with or without quotes: dates, moments or ids."""
    low_text, _, high_text = written.strip('"').partition(_RANGE)
    if is_written_id(low_text) and is_written_id(high_text):
        low_id, high_id = int(low_text), int(high_text)
        return lambda value: isinstance(value, int) and low_id <= value <= high_id
    low, high = instant_or_nothing(low_text), instant_or_nothing(high_text)
    if low is None or high is None:
        raise Refusal(400, f"filters[{name}] is not a range: {written[:100]}")
    if len(high_text) <= len("2020-04-09"):
        high = high.replace(hour=23, minute=59, second=59, microsecond=999_999)

    def passes(value: object) -> bool:
        if isinstance(value, datetime):
            return low <= value <= high
        return isinstance(value, date) and low.date() <= value <= high.date()

    return passes


def _positive(request: Request, name: str, default: int) -> int:
    """A whole number from 1; anything else is taken as the default (assumed)."""
    if name not in request.query:
        return default
    written = request.query_value(name) or ""
    if not (written.isascii() and written.isdigit() and len(written) <= 9):
        return default
    return int(written) or default


def _headers(request: Request, number: int, per_page: int, total: int) -> Headers:
    """Total, Per-Page and Link. The original parameters stay in the links, for a real client
    follows `next` as it stands (procore_api.md 3)."""
    last = max(1, -(-total // per_page))
    links: list[str] = []
    if last > 1:
        pages = [("first", 1, number > 1), ("prev", number - 1, number > 1)]
        pages += [("last", last, number < last), ("next", number + 1, number < last)]
        links = [_link(request, page, rel, per_page) for rel, page, is_shown in pages if is_shown]
    headers: Headers = (("Total", str(total)), ("Per-Page", str(per_page)))
    return (*headers, ("Link", ", ".join(links))) if links else headers


def _link(request: Request, page: int, rel: str, per_page: int) -> str:
    kept = [(key, value) for key, value in request.query_pairs if key not in ("page", "per_page")]
    query = urlencode([*kept, ("page", str(page)), ("per_page", str(per_page))])
    return f'<{request.base_url}{request.path}?{query}>; rel="{rel}"'
