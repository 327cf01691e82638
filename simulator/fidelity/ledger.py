"""One row an operation: evidence and source from the operation itself, tests from what was recorded
while the conformance suites ran. An answer that a fault shaped is never recorded."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.http.operation import AnyOperation

RECORDED = Path(__file__).parent / "recorded_tests.json"

# system -> operation -> "answered" or "refused" -> tests
Recorded = Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """`answered_in` are the tests that were answered by the operation, `refused_in` those that it
    refused, each as `tests/procore/test_people.py::test_name`."""

    system: str
    name: str
    method: str
    path: str
    evidence: str
    source: str
    is_implemented: bool
    answered_in: tuple[str, ...]
    refused_in: tuple[str, ...]


def recorded_tests() -> Recorded:
    recorded: Recorded = json.loads(RECORDED.read_text())
    return recorded


def ledger(system: str, operations: Sequence[AnyOperation], recorded: Recorded) -> list[LedgerRow]:
    """The rows of one product, in the order of its operations."""
    return [_row(system, operation, recorded) for operation in operations]


def _row(system: str, operation: AnyOperation, recorded: Recorded) -> LedgerRow:
    tests = recorded.get(system, {}).get(operation.name, {})
    return LedgerRow(
        system=system,
        name=operation.name,
        method=operation.method,
        path=operation.path,
        evidence=operation.evidence.value,
        source=operation.source,
        is_implemented=operation.handler is not None,
        answered_in=tuple(tests.get("answered", ())),
        refused_in=tuple(tests.get("refused", ())),
    )
