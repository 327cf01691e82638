"""The journal of both products, searched."""

from datetime import datetime

from simulator.control.replies import ControlError, ok
from simulator.control.scope import Scope
from simulator.http.message import Reply, Request
from simulator.world.journal import Entry, Search

MAX_LIMIT = 10_000
MAX_DIGITS = 18


def search(scope: Scope, request: Request) -> Reply:
    """The newest matching exchanges, oldest first; filters are query parameters."""
    given = dict(request.query_pairs)
    limit = _number(given, "limit")
    limit = 1_000 if limit is None else limit
    if not 1 <= limit <= MAX_LIMIT:
        raise ControlError(f"limit must be 1 to {MAX_LIMIT}, not {limit}")
    _check(scope, given)
    journal = scope.simulation.world.journal
    found = journal.search(
        Search(
            system=given.get("system"),
            operation=given.get("operation"),
            touched=given.get("touched"),
            status=_number(given, "status"),
            is_refusal=_yes_or_no(given, "is_refusal"),
            is_near_miss=_yes_or_no(given, "is_near_miss"),
            fault=given.get("fault"),
            since=_number(given, "since"),
            until=_number(given, "until"),
            from_time=_moment(given, "from_time"),
            to_time=_moment(given, "to_time"),
        ),
        limit,
    )
    return ok({"next_number": journal.next_number, "entries": [_shown(entry) for entry in found]})


def _check(scope: Scope, given: dict[str, str]) -> None:
    """Refuse what could never match: a typo must not pass for an empty journal."""
    system, touched = given.get("system"), given.get("touched")
    if system is not None and system not in scope.simulation.sites:
        known = ", ".join(scope.simulation.sites)
        raise ControlError(f"system must be one of {known}, not {system[:100]!r}")
    if touched is not None and ":" not in touched:
        raise ControlError(
            f"touched names a kind and an id, as prime_contract:4001, not {touched[:100]!r}"
        )


def clear(scope: Scope, request: Request) -> Reply:
    """Forget every exchange; numbers begin at 1 again."""
    del request
    scope.simulation.world.journal.clear()
    return ok({"next_number": scope.simulation.world.journal.next_number})


def _shown(entry: Entry) -> dict[str, object]:
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "system": entry.system,
        "operation": entry.operation,
        "method": entry.method,
        "path": entry.path,
        "query": entry.query,
        "status": entry.status,
        "request_body": entry.request_body.decode("utf-8", "replace"),
        "reply_body": entry.reply_body.decode("utf-8", "replace"),
        "refusal": entry.refusal,
        "fault": entry.fault,
        "near_miss": entry.near_miss,
        "touched": list(entry.touched),
    }


def _number(given: dict[str, str], name: str) -> int | None:
    value = given.get(name)
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= MAX_DIGITS):
        raise ControlError(f"{name} must be a whole number, not {value[:100]!r}")
    return int(value)


def _yes_or_no(given: dict[str, str], name: str) -> bool | None:
    value = given.get(name)
    if value is None:
        return None
    if value not in ("true", "false"):
        raise ControlError(f"{name} must be true or false, not {value!r}")
    return value == "true"


def _moment(given: dict[str, str], name: str) -> datetime | None:
    value = given.get(name)
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        example = "2020-04-09T12:00:00Z"
        raise ControlError(
            f"{name} must be a moment in ISO 8601, as {example}, not {value[:100]!r}"
        ) from None
    if moment.tzinfo is None:
        raise ControlError(f"{name} {value!r} has no time zone; write it with Z or an offset")
    return moment
