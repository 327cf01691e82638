"""Short ways to write down an operation with its evidence."""

from simulator.http.operation import Evidence, Handler, Narrowing, Operation
from simulator.procore.responses import spoken


def published(
    name: str, route: str, handler: Handler, source: str, listing: Narrowing | None = None
) -> Operation:
    """In Procore's reference; `route` is method and path, `GET /rest/v1.0/me`, and `listing` what
    a paged list is narrowed by."""
    return _operation(name, route, handler, Evidence.PUBLISHED, source, listing)


def observed(
    name: str, route: str, handler: Handler, source: str, listing: Narrowing | None = None
) -> Operation:
    """Seen in the code of clients that call it."""
    return _operation(name, route, handler, Evidence.OBSERVED, source, listing)


def inferred(
    name: str, route: str, handler: Handler, source: str, listing: Narrowing | None = None
) -> Operation:
    """Derived from what is published."""
    return _operation(name, route, handler, Evidence.INFERRED, source, listing)


def assumed(
    name: str, route: str, handler: Handler, source: str, listing: Narrowing | None = None
) -> Operation:
    """Our own reading, for want of a source."""
    return _operation(name, route, handler, Evidence.ASSUMED, source, listing)


def lacking(name: str, route: str, source: str) -> Operation:
    """An operation of the real product that answers 501 here."""
    method, path = route.split(" ")
    return Operation(name, method, path, None, Evidence.PUBLISHED, source)


def _operation(
    name: str,
    route: str,
    handler: Handler,
    evidence: Evidence,
    source: str,
    listing: Narrowing | None,
) -> Operation:
    method, path = route.split(" ")
    return Operation(name, method, path, spoken(handler), evidence, source, listing)
