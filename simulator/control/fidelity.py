"""The fidelity ledger: operations and columns with their evidence. Generated, never written."""

from simulator.control.place import Place
from simulator.control.replies import ok
from simulator.http.message import Reply, Request


def show(place: Place, request: Request) -> Reply:
    """Every operation of the product, the ones that answer 501 marked as such, and its tables."""
    del request
    return ok(
        {
            "system": place.site.system,
            "operations": [
                {
                    "name": operation.name,
                    "method": operation.method,
                    "path": operation.path,
                    "evidence": operation.evidence.value,
                    "source": operation.source,
                    "is_implemented": operation.handler is not None,
                }
                for operation in place.site.router.operations
            ],
            "tables": list(place.site.tables()),
        }
    )
