"""How an operation is declared: its evidence, and for the OpenAPI document all that it takes and
answers."""

from dataclasses import dataclass, field
from functools import wraps
from typing import Required, TypedDict, Unpack

from simulator.http.message import Reply
from simulator.http.operation import Evidence, Handler, Operation, PathParameters
from simulator.procore.call import Call
from simulator.procore.declarations import NOTHING, Answer, Body
from simulator.procore.listing import Narrowing
from simulator.procore.query import Parameter
from simulator.procore.responses import Refusal, refused

Statuses = tuple[int, ...]

_SUCCESS_BY_METHOD = {"POST": (201,), "DELETE": (204,)}


class UndeclaredAnswerError(ValueError):
    """An operation that does not say what it answers."""

    def __init__(self, operation_name: str) -> None:
        super().__init__(
            f"operation {operation_name} declares no answer: give `answers` where its route is"
            " declared, NOTHING for no body"
        )


@dataclass(frozen=True, slots=True)
class ProcoreOperation(Operation[Call]):
    """An operation with what its route declares of it. `query` are its parameters besides those of
    `listing`, by which a list is narrowed and paged; `refusals` are the statuses it declares for
    what goes wrong, None for the usual ones."""

    answers: Answer = field(compare=False)
    statuses: Statuses = field(compare=False)
    body: Body | None = field(default=None, compare=False)
    query: tuple[Parameter, ...] = field(default=(), compare=False)
    listing: Narrowing | None = field(default=None, compare=False)
    refusals: Statuses | None = field(default=None, compare=False)


class Declared(TypedDict, total=False):
    """What a route declares of its operation; without `statuses` a success is 200, 201 for making
    and 204 for deleting."""

    answers: Required[Answer]
    statuses: Statuses
    body: Body | None
    query: tuple[Parameter, ...]
    listing: Narrowing | None
    refusals: Statuses


def published(
    name: str, route: str, handler: Handler[Call], source: str, **declared: Unpack[Declared]
) -> ProcoreOperation:
    """In Procore's reference; `route` is method and path, `GET /rest/v1.0/me`."""
    return _operation(name, route, handler, Evidence.PUBLISHED, source, declared)


def observed(
    name: str, route: str, handler: Handler[Call], source: str, **declared: Unpack[Declared]
) -> ProcoreOperation:
    """Seen in the code of clients that call it."""
    return _operation(name, route, handler, Evidence.OBSERVED, source, declared)


def inferred(
    name: str, route: str, handler: Handler[Call], source: str, **declared: Unpack[Declared]
) -> ProcoreOperation:
    """Derived from what is published."""
    return _operation(name, route, handler, Evidence.INFERRED, source, declared)


def assumed(
    name: str, route: str, handler: Handler[Call], source: str, **declared: Unpack[Declared]
) -> ProcoreOperation:
    """Our own reading, for want of a source."""
    return _operation(name, route, handler, Evidence.ASSUMED, source, declared)


def lacking(
    name: str, route: str, source: str, query: tuple[Parameter, ...] = ()
) -> ProcoreOperation:
    """An operation of the real product that answers 501 here."""
    method, path = route.split(" ")
    return ProcoreOperation(
        name, method, path, None, Evidence.PUBLISHED, source, NOTHING, (), query=query
    )


def _operation(
    name: str,
    route: str,
    handler: Handler[Call],
    evidence: Evidence,
    source: str,
    declared: Declared,
) -> ProcoreOperation:
    if "answers" not in declared:
        raise UndeclaredAnswerError(name)
    method, path = route.split(" ")
    return ProcoreOperation(
        name,
        method,
        path,
        spoken(handler),
        evidence,
        source,
        answers=declared["answers"],
        statuses=declared.get("statuses", _SUCCESS_BY_METHOD.get(method, (200,))),
        body=declared.get("body"),
        query=declared.get("query", ()),
        listing=declared.get("listing"),
        refusals=declared.get("refusals"),
    )


def spoken(handler: Handler[Call]) -> Handler[Call]:
    """The handler with its refusals put into the dialect of the request's version."""

    @wraps(handler)
    def answer(call: Call, parameters: PathParameters) -> Reply:
        try:
            return handler(call, parameters)
        except Refusal as refusal:
            return refused(call.request, refusal)

    return answer
