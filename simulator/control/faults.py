"""Faults on demand."""

from typing import Annotated

import msgspec
from msgspec import Meta

from simulator.control.inputs import Count, Taking, TakingNothing, Text
from simulator.control.replies import ControlError
from simulator.control.scope import Scope
from simulator.world.faults import (
    ERROR_STATUSES,
    MAX_LATENCY_MS,
    Fault,
    FaultKind,
    FaultRefusedError,
)


class PlanFault(Taking, frozen=True):
    """Strikes the `first`-th to (`first` + `times` - 1)-th call that is still to come."""

    operation: Text
    kind: FaultKind
    first: Count = 1
    times: Count = 1
    status: Annotated[
        int,
        Meta(ge=ERROR_STATUSES.start, le=ERROR_STATUSES.stop - 1, description="Of an error"),
    ] = 500
    latency_ms: Annotated[int, Meta(ge=0, le=MAX_LATENCY_MS, description="Of a slow answer")] = 0


class PlannedFault(msgspec.Struct, frozen=True):
    system: str
    operation: str
    kind: FaultKind
    first: int
    times: int
    status: int
    latency_ms: int
    calls_seen: int


class PlannedFaults(msgspec.Struct, frozen=True):
    faults: list[PlannedFault]


def show(scope: Scope, asked: TakingNothing) -> PlannedFaults:
    """Every planned fault with the calls that it has seen."""
    del asked
    return _planned(scope)


def plan(scope: Scope, asked: PlanFault) -> PlannedFaults:
    """Plan one: {"operation", "kind", "first": 1, "times": 1, "status": 500, "latency_ms": 0}.

    It strikes the product whose origin the call is sent to.
    """
    fault = Fault(
        system=scope.site.system,
        operation=asked.operation,
        kind=asked.kind,
        first=asked.first,
        times=asked.times,
        status=asked.status,
        latency_ms=asked.latency_ms,
    )
    try:
        scope.simulation.world.plan(fault)
    except FaultRefusedError as error:
        raise ControlError(str(error)) from error
    return _planned(scope)


def clear(scope: Scope, asked: TakingNothing) -> PlannedFaults:
    """Forget every planned fault, on both products."""
    del asked
    scope.simulation.world.faults.clear()
    return _planned(scope)


def _planned(scope: Scope) -> PlannedFaults:
    return PlannedFaults(
        [
            PlannedFault(
                system=fault.system,
                operation=fault.operation,
                kind=fault.kind,
                first=fault.first,
                times=fault.times,
                status=fault.status,
                latency_ms=fault.latency_ms,
                calls_seen=calls_seen,
            )
            for fault, calls_seen in scope.simulation.world.faults.planned()
        ]
    )
