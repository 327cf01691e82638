"""Worlds beside this one, each under a path of its own."""

from simulator.control.replies import ControlError, fields_of, ok, text, whole_number
from simulator.control.scope import Scope
from simulator.http.message import Reply, Request
from simulator.namespaces import PREFIX, NamespaceNameError, NamespaceRefusedError


def show(scope: Scope, request: Request) -> Reply:
    """The names of the worlds beside this one."""
    del request
    return ok({"namespaces": scope.simulation.namespaces.names()})


def make(scope: Scope, request: Request) -> Reply:
    """Make a world with its own state, clock, faults and journal: {"name": "run-1", "seed": 7}.

    Everything under `path` on either origin is then that world's.
    """
    fields = fields_of(request)
    name = text(fields, "name")
    if request.root:
        raise ControlError(
            f"this is a namespace itself, {request.root.removeprefix(PREFIX)}: namespaces are made"
            " by the first world, without a path before the call",
            status=409,
        )
    seed = whole_number(fields, "seed", scope.simulation.seed)
    portfolio = fields.get("portfolio")
    if portfolio is not None and not isinstance(portfolio, str):
        raise ControlError(f"portfolio must be text, not {portfolio!r}")
    try:
        made = scope.simulation.namespaces.make(name, seed, portfolio)
    except NamespaceNameError as error:
        raise ControlError(str(error)) from error
    except NamespaceRefusedError as error:
        raise ControlError(str(error), status=409) from error
    except ValueError as error:
        raise ControlError(str(error)) from error
    path = PREFIX + name
    return ok(
        {
            "name": name,
            "path": path,
            # On this origin; the other product's is under the same path on its own.
            f"{scope.site.system}_url": request.base_url + path,
            "credentials": made.credentials,
        }
    )


def remove(scope: Scope, request: Request) -> Reply:
    """Forget a world: `?name=run-1`."""
    name = request.query_value("name")
    if name is None:
        raise ControlError("name is required, as in ?name=run-1")
    try:
        scope.simulation.namespaces.remove(name)
    except NamespaceRefusedError as error:
        raise ControlError(str(error), status=404) from error
    except ValueError as error:
        raise ControlError(str(error), status=409) from error
    return show(scope, request)
