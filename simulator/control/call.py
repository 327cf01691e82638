"""One control call, declared once: HTTP, the OpenAPI document and the page know it from here."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from simulator.control.inputs import Taken, Taking, TakingNothing, from_body, from_query
from simulator.control.replies import body_of
from simulator.control.scope import Scope
from simulator.http.message import Request

Given = TypeVar("Given")
Method = Literal["GET", "POST", "DELETE"]


class Call(Protocol):
    """A call, whatever it takes and gives."""

    @property
    def name(self) -> str: ...

    @property
    def method(self) -> Method: ...

    @property
    def path(self) -> str: ...

    @property
    def takes(self) -> type[Taking]: ...

    @property
    def gives(self) -> type: ...

    @property
    def summary(self) -> str: ...

    def answer(self, scope: Scope, request: Request) -> object: ...


@dataclass(frozen=True, slots=True)
class ControlCall(Generic[Taken, Given]):
    """`takes` are the fields of a POST's body, of the query otherwise; `gives` is the answer."""

    name: str
    method: Method
    path: str
    handler: Callable[[Scope, Taken], Given]
    takes: type[Taken]
    gives: type[Given]

    @property
    def summary(self) -> str:
        """The first sentence of the handler's own words."""
        words = inspect.getdoc(self.handler) or ""
        return words.split("\n\n")[0].replace("\n", " ")

    def answer(self, scope: Scope, request: Request) -> Given:
        """What the handler makes of what was sent; ControlError for what the call does not take."""
        return self.handler(scope, self._taken(request))

    def _taken(self, request: Request) -> Taken:
        if self.method != "POST":
            return from_query(self.takes, request.query_pairs)
        from_query(TakingNothing, request.query_pairs)
        return from_body(self.takes, body_of(request))
