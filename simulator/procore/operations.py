"""Short ways to write down an operation with its evidence."""

from functools import wraps

from simulator.http.message import Reply
from simulator.http.operation import Evidence, Handler, Narrowing, Operation, PathParameters
from simulator.procore.call import Call
from simulator.procore.responses import Refusal, refused


def published(
    name: str, route: str, handler: Handler[Call], source: str, listing: Narrowing | None = None
) -> Operation[Call]:
    """In Procore's reference; `route` is method and path, `GET /rest/v1.0/me`, and `listing` what
    a paged list is narrowed by."""
    return _operation(name, route, handler, Evidence.PUBLISHED, source, listing)


def observed(
    name: str, route: str, handler: Handler[Call], source: str, listing: Narrowing | None = None
) -> Operation[Call]:
    """Seen in the code of clients that call it."""
    return _operation(name, route, handler, Evidence.OBSERVED, source, listing)


def inferred(
    name: str, route: str, handler: Handler[Call], source: str, listing: Narrowing | None = None
) -> Operation[Call]:
    """Derived from what is published."""
    return _operation(name, route, handler, Evidence.INFERRED, source, listing)


def assumed(
    name: str, route: str, handler: Handler[Call], source: str, listing: Narrowing | None = None
) -> Operation[Call]:
    """Our own reading, for want of a source."""
    return _operation(name, route, handler, Evidence.ASSUMED, source, listing)


def lacking(name: str, route: str, source: str) -> Operation[Call]:
    """An operation of the real product that answers 501 here."""
    method, path = route.split(" ")
    return Operation(name, method, path, None, Evidence.PUBLISHED, source)


def _operation(
    name: str,
    route: str,
    handler: Handler[Call],
    evidence: Evidence,
    source: str,
    listing: Narrowing | None,
) -> Operation[Call]:
    method, path = route.split(" ")
    return Operation(name, method, path, spoken(handler), evidence, source, listing)


def spoken(handler: Handler[Call]) -> Handler[Call]:
    """The handler with its refusals put into the dialect of the request's version."""

    @wraps(handler)
    def answer(call: Call, parameters: PathParameters) -> Reply:
        try:
            return handler(call, parameters)
        except Refusal as refusal:
            return refused(call.request, refusal)

    return answer
