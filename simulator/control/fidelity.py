"""The fidelity ledger: operations and columns with their evidence. Generated, never written."""

from simulator.control.replies import ok
from simulator.control.scope import Scope
from simulator.http.message import Reply, Request


def show(scope: Scope, request: Request) -> Reply:
    """Every operation of the product, the ones that answer 501 marked as such, and its tables."""
    del request
    return ok(
        {
            "system": scope.site.system,
            "operations": [
                {
                    "name": operation.name,
                    "method": operation.method,
                    "path": operation.path,
                    "evidence": operation.evidence.value,
                    "source": operation.source,
                    "is_implemented": operation.handler is not None,
                }
                for operation in scope.site.router.operations
            ],
            "tables": list(scope.site.tables()),
        }
    )
