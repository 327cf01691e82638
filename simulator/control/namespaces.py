"""Worlds beside this one, each under a path of its own."""

from simulator.control.place import Place
from simulator.control.replies import ControlError, fields_of, ok, text, whole_number
from simulator.http.message import Reply, Request
from simulator.namespaces import PREFIX, NamespaceRefusedError


def show(place: Place, request: Request) -> Reply:
    """The names of the worlds beside this one."""
    del request
    return ok({"namespaces": place.simulation.namespaces.names()})


def make(place: Place, request: Request) -> Reply:
    """Make a world with its own state, clock, faults and journal: {"name": "run-1", "seed": 7}.

    Everything under `path` on either origin is then that world's.
    """
    fields = fields_of(request)
    name = text(fields, "name")
    seed = whole_number(fields, "seed", place.simulation.seed)
    portfolio = fields.get("portfolio")
    if portfolio is not None and not isinstance(portfolio, str):
        raise ControlError(f"portfolio must be text, not {portfolio!r}")
    try:
        made = place.simulation.namespaces.make(name, seed, portfolio)
    except NamespaceRefusedError as error:
        raise ControlError(str(error), status=409) from error
    except ValueError as error:
        raise ControlError(str(error)) from error
    return ok({"name": name, "path": PREFIX + name, "credentials": made.credentials})


def remove(place: Place, request: Request) -> Reply:
    """Forget a world: `?name=run-1`."""
    name = request.query_value("name")
    if name is None:
        raise ControlError("name is required, as in ?name=run-1")
    try:
        place.simulation.namespaces.remove(name)
    except NamespaceRefusedError as error:
        raise ControlError(str(error), status=404) from error
    except ValueError as error:
        raise ControlError(str(error), status=409) from error
    return show(place, request)
