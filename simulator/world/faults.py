"""Faults on demand: data that says what goes wrong, where, from which occurrence, how often.

The plan decides *when* a fault strikes. What it looks like on the wire is the product's own
business, because an error is spoken in each product's dialect.
"""

import difflib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

MAX_FAULTS = 1_000
ERROR_STATUSES = range(400, 600)
MAX_LATENCY_MS = 600_000


class FaultKind(StrEnum):
    """What goes wrong. Those marked after are injected once the work is done and committed.

    The last ones are not COMMON_KINDS: only products that declare them can show them.
    """

    ERROR = "error"
    TOO_MANY_REQUESTS = "too_many_requests"
    SLOW = "slow"
    CONNECTION_RESET = "connection_reset"
    LOST_REPLY = "lost_reply"  # after
    TRUNCATED_BODY = "truncated_body"  # after
    STALE_READ = "stale_read"
    DUPLICATE_DELIVERY = "duplicate_delivery"  # the request is carried out twice
    CUT_OFF_ENVELOPE = "cut_off_envelope"  # after; a whole reply whose XML lacks its closing tags
    EMPTY_ROW = "empty_row"  # one row without a value instead of the work


COMMON_KINDS = frozenset(FaultKind) - {FaultKind.CUT_OFF_ENVELOPE, FaultKind.EMPTY_ROW}


@dataclass(frozen=True, slots=True)
class Fault:
    """One planned fault.

    Strikes the `first`-th to (`first` + `times` - 1)-th call of `operation` on `system`, counted
    from the moment it is planned. `latency_ms` is for slow, `status` for error.
    """

    system: str
    operation: str
    kind: FaultKind
    first: int = 1
    times: int = 1
    status: int = 500
    latency_ms: int = 0


class FaultRefusedError(ValueError):
    """A fault that could never strike, refused when it is set; says what to write instead."""


class FaultPlan:
    """Holds the planned faults and counts the calls that each has seen."""

    def __init__(self) -> None:
        self._kinds_by_system: dict[str, dict[str, frozenset[FaultKind]]] = {}
        self._faults: list[Fault] = []
        self._calls_seen: list[int] = []

    def declare(
        self,
        system: str,
        operations: Collection[str],
        kinds: Collection[FaultKind] = COMMON_KINDS,
    ) -> None:
        """Tell the plan operations of a product and the kinds they can show; others are refused."""
        known = self._kinds_by_system.setdefault(system, {})
        known.update(dict.fromkeys(operations, frozenset(kinds)))

    def kinds(self, system: str, operation: str) -> list[FaultKind]:
        """The kinds that an operation can show, in the order of FaultKind."""
        shown = self._kinds_by_system[system][operation]
        return [kind for kind in FaultKind if kind in shown]

    def plan(self, fault: Fault) -> None:
        """Add a fault; FaultRefusedError when it could never strike."""
        operations = self._kinds_by_system.get(fault.system)
        if operations is None:
            known = ", ".join(sorted(self._kinds_by_system)) or "none"
            raise FaultRefusedError(f"unknown system {fault.system!r}; the systems are: {known}")
        if fault.operation not in operations:
            near = difflib.get_close_matches(fault.operation, operations, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise FaultRefusedError(f"{fault.system} has no operation {fault.operation!r}{hint}")
        if fault.kind not in operations[fault.operation]:
            shown = ", ".join(self.kinds(fault.system, fault.operation))
            raise FaultRefusedError(
                f"{fault.operation} of {fault.system} can't show {fault.kind.value!r}; "
                f"it shows: {shown}"
            )
        _check_bounds(fault)
        if len(self._faults) >= MAX_FAULTS:
            raise FaultRefusedError(f"at most {MAX_FAULTS} faults can be planned; clear some first")
        self._faults.append(fault)
        self._calls_seen.append(0)

    def strike(self, system: str, operation: str) -> Fault | None:
        """Count one call and give the fault that strikes it, the earliest planned one first."""
        if not self._faults:
            return None
        struck: Fault | None = None
        for position, fault in enumerate(self._faults):
            if fault.system != system or fault.operation != operation:
                continue
            self._calls_seen[position] += 1
            seen = self._calls_seen[position]
            if struck is None and fault.first <= seen < fault.first + fault.times:
                struck = fault
        return struck

    def planned(self) -> list[tuple[Fault, int]]:
        """Each fault with the calls it has seen."""
        return list(zip(self._faults, self._calls_seen, strict=True))

    def clear(self) -> None:
        self._faults.clear()
        self._calls_seen.clear()


def _check_bounds(fault: Fault) -> None:
    """FaultRefusedError for numbers that no wire can show or no test would wait for."""
    if fault.first < 1 or fault.times < 1:
        raise FaultRefusedError(
            f"first and times count from 1; got first={fault.first}, times={fault.times}"
        )
    if fault.status not in ERROR_STATUSES:
        raise FaultRefusedError(
            f"status must be {ERROR_STATUSES.start} to {ERROR_STATUSES.stop - 1}, "
            f"not {fault.status}"
        )
    if not 0 <= fault.latency_ms <= MAX_LATENCY_MS:
        raise FaultRefusedError(f"latency_ms must be 0 to {MAX_LATENCY_MS}, not {fault.latency_ms}")
