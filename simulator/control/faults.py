"""Faults on demand."""

from dataclasses import asdict

from simulator.control.replies import ControlError, fields_of, ok, text, whole_number
from simulator.control.scope import Scope
from simulator.http.message import Reply, Request
from simulator.world.faults import Fault, FaultKind, FaultRefusedError


def show(scope: Scope, request: Request) -> Reply:
    """Every planned fault with the calls that it has seen."""
    del request
    planned = scope.simulation.world.faults.planned()
    return ok({"faults": [{**asdict(fault), "calls_seen": seen} for fault, seen in planned]})


def plan(scope: Scope, request: Request) -> Reply:
    """Plan one: {"operation", "kind", "first": 1, "times": 1, "status": 500, "latency_ms": 0}.

    It strikes the product whose origin the call is sent to.
    """
    fields = fields_of(request)
    kind = text(fields, "kind")
    kinds = [known.value for known in FaultKind]
    if kind not in kinds:
        raise ControlError(f"unknown kind {kind!r}; the kinds are: {', '.join(kinds)}")
    fault = Fault(
        system=scope.site.system,
        operation=text(fields, "operation"),
        kind=FaultKind(kind),
        first=whole_number(fields, "first", 1),
        times=whole_number(fields, "times", 1),
        status=whole_number(fields, "status", 500),
        latency_ms=whole_number(fields, "latency_ms", 0),
    )
    try:
        scope.simulation.world.plan(fault)
    except FaultRefusedError as error:
        raise ControlError(str(error)) from error
    return show(scope, request)


def clear(scope: Scope, request: Request) -> Reply:
    """Forget every planned fault, on both products."""
    scope.simulation.world.faults.clear()
    return show(scope, request)
