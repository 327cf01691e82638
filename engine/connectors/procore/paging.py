"""Whole lists, page by page. A list that changes while it is read is not taken for the truth."""

from collections.abc import Mapping

import httpx

from engine.connectors.json_values import Json
from engine.connectors.procore.fields import Fields
from engine.connectors.procore.session import SYSTEM, ProcoreSession
from engine.ports.outcomes import Unavailable, Unreadable

PER_PAGE = 100  # v2's maximum, accepted everywhere in v1 (procore_api.md 3)


def read_list(
    session: ProcoreSession,
    operation: str,
    path: str,
    query: Mapping[str, str] | None = None,
    *,
    name: str,
    in_data: bool = False,
) -> list[Fields]:
    """Every record of a list, by the pages that Link and Total announce.

    `name` is what one record is called in errors; `in_data` is v2's envelope. The addresses in
    Link are not followed: they may leave out parameters, and name any host.
    """
    found: list[Fields] = []
    seen_ids: set[int] = set()
    announced: int | None = None
    for page in range(1, session.limits.max_pages + 1):
        asked = {**(query or {}), "page": str(page), "per_page": str(PER_PAGE)}
        content, headers = session.read(operation, path, asked)
        total = _total(operation, headers)
        if page > 1 and total != announced:
            raise _changed(operation, f"Total went from {announced} to {total}")
        announced = total
        records = _records(operation, content, name, in_data)
        for record in records:
            if record.id() in seen_ids:
                raise _changed(operation, f"{name} {record.id()} came twice")
            seen_ids.add(record.id())
        found += records
        is_more_due = total is not None and records and len(found) < total
        if not _has_next(headers) and not is_more_due:
            if total is not None and len(found) != total:
                raise _changed(operation, f"{len(found)} of {total} records came")
            return found
    raise Unreadable(SYSTEM, operation, f"the list has more than {session.limits.max_pages} pages")


def _records(operation: str, content: Json, name: str, in_data: bool) -> list[Fields]:
    rows = Fields.of(operation, "answer", content).values.get("data") if in_data else content
    if not isinstance(rows, list):
        raise Unreadable(SYSTEM, operation, f"a list of {name} records was expected")
    records = []
    for position, row in enumerate(rows):
        record = Fields.of(operation, f"{name} at position {position}", row)
        records.append(record.named(f"{name} {record.id()}"))
    return records


def _has_next(headers: httpx.Headers) -> bool:
    return any(
        'rel="next"' in link or "rel=next" in link for link in headers.get("Link", "").split(",")
    )


def _total(operation: str, headers: httpx.Headers) -> int | None:
    text = headers.get("Total")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise Unreadable(SYSTEM, operation, f"the header Total is {text[:40]!r}, not a count")
    return int(text)


def _changed(operation: str, how: str) -> Unavailable:
    return Unavailable(SYSTEM, operation, f"the list changed while it was read: {how}; read again")
