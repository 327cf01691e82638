"""One control call: where it is, what it takes, what answers it."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from simulator.control.scope import Scope
from simulator.http.message import Reply, Request

Schema = Mapping[str, object]

WHOLE_NUMBER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
TEXT: Schema = {"type": "string"}
YES_OR_NO: Schema = {"type": "string", "enum": ["true", "false"]}


@dataclass(frozen=True, slots=True)
class ControlCall:
    """`fields` are the body's, `filters` the query's, each with its JSON schema.

    `takes_any_field` is for bodies whose fields depend on another one (a record's kind).
    """

    method: str
    path: str
    answer: Callable[[Scope, Request], Reply]
    fields: Mapping[str, Schema] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    filters: Mapping[str, Schema] = field(default_factory=dict)
    takes_any_field: bool = False

    @property
    def summary(self) -> str:
        """The first sentence of the answering function's own words."""
        words = inspect.getdoc(self.answer) or ""
        return words.split("\n\n")[0].replace("\n", " ")
