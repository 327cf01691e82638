"""The fidelity ledger: operations and columns with their evidence. Generated, never written."""

import msgspec

from simulator.control.inputs import TakingNothing
from simulator.control.scope import Scope
from simulator.http.operation import Evidence
from simulator.http.site import SqlTable


class LedgerOperation(msgspec.Struct, frozen=True):
    """`is_implemented`: it does not answer 501."""

    name: str
    method: str
    path: str
    evidence: Evidence
    source: str
    is_implemented: bool


class Ledger(msgspec.Struct, frozen=True):
    system: str
    operations: list[LedgerOperation]
    tables: list[SqlTable]


def show(scope: Scope, asked: TakingNothing) -> Ledger:
    """Every operation of the product, the ones that answer 501 marked as such, and its tables."""
    del asked
    return Ledger(
        system=scope.site.system,
        operations=[
            LedgerOperation(
                name=operation.name,
                method=operation.method,
                path=operation.path,
                evidence=operation.evidence,
                source=operation.source,
                is_implemented=operation.handler is not None,
            )
            for operation in scope.site.router.operations
        ],
        tables=list(scope.site.tables()),
    )
