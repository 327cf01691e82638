"""The product's own OpenAPI document, beside the control plane's."""

from simulator.control.replies import ControlError, ok
from simulator.control.scope import Scope
from simulator.http.message import Reply, Request


def show(scope: Scope, request: Request) -> Reply:
    """What the product on this origin offers, as an OpenAPI document; 404 when it has none."""
    del request
    document = scope.site.document()
    if document is None:
        raise ControlError(f"{scope.site.system} has no OpenAPI document", status=404)
    return ok(document)
