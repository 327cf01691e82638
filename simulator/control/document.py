"""The product's own OpenAPI document, beside the control plane's."""

from simulator.control.inputs import TakingNothing
from simulator.control.replies import ControlError
from simulator.control.scope import Scope


def show(scope: Scope, asked: TakingNothing) -> dict[str, object]:
    """What the product on this origin offers, as an OpenAPI document; 404 when it has none."""
    del asked
    document = scope.site.document()
    if document is None:
        raise ControlError(f"{scope.site.system} has no OpenAPI document", status=404)
    return dict(document)
