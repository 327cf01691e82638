"""State that no public operation creates: what people do on screens, and what is set up once."""

import inspect
from collections.abc import Callable
from difflib import get_close_matches

from simulator.control.replies import ControlError, fields_of, ok, text
from simulator.control.scope import Scope
from simulator.http.message import Reply, Request


def kinds(scope: Scope, request: Request) -> Reply:
    """The kinds of record that this product's origin can make, and the fields that each takes."""
    del request
    fixtures = scope.site.fixtures
    return ok(
        {
            "kinds": sorted(fixtures),
            "takes": {kind: _taken(fixtures[kind]) for kind in sorted(fixtures)},
        }
    )


def _taken(maker: Callable[..., object]) -> str:
    """The maker's own words about its fields; a partial one speaks as what it was made of."""
    return inspect.getdoc(getattr(maker, "func", maker)) or ""


def make(scope: Scope, request: Request) -> Reply:
    """Make one: {"kind": "project", ...its fields}. Answers with the record as it is now."""
    fields = fields_of(request)
    kind = text(fields, "kind")
    maker = scope.site.fixtures.get(kind)
    if maker is None:
        near = get_close_matches(kind, scope.site.fixtures, n=1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        raise ControlError(
            f"{scope.site.system} makes no {kind!r}; {hint}the kinds are: "
            + ", ".join(sorted(scope.site.fixtures))
        )
    values = {name: value for name, value in fields.items() if name != "kind"}
    try:
        return ok(maker(values))
    except ValueError as error:
        raise ControlError(str(error)) from error
