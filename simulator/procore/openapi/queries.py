"""The declared query parameters as JSON Schema, and those that a list has besides."""

from collections.abc import Mapping

from simulator.procore.listing import Narrowing
from simulator.procore.operations import ProcoreOperation
from simulator.procore.query import Kind, Parameter

Schema = Mapping[str, object]

_BY_KIND: Mapping[Kind, Schema] = {
    Kind.ID: {"type": "integer", "minimum": 0},
    Kind.COUNT: {"type": "integer", "minimum": 1},
    Kind.TEXT: {"type": "string"},
}


def query_parameters(operation: ProcoreOperation) -> list[dict[str, object]]:
    """Every one optional here: a write may carry its ids in the body, and a read that lacks one is
    refused with its name."""
    listing = operation.listing
    schemas = {
        **{parameter.name: _schema(parameter) for parameter in operation.query},
        **(_paging(listing) if listing is not None and listing.is_paged else {}),
        **(_narrowing(listing) if listing is not None else {}),
    }
    return [
        {"name": name, "in": "query", "required": False, "schema": schema}
        for name, schema in schemas.items()
    ]


def _schema(parameter: Parameter) -> Schema:
    if parameter.choices:
        return {"type": "string", "enum": [*parameter.choices]}
    return _BY_KIND[parameter.kind]


def _paging(listing: Narrowing) -> dict[str, Schema]:
    page_size = {"type": "integer", "minimum": 1, "maximum": listing.max_per_page}
    return {
        "page": {"type": "integer", "minimum": 1, "default": 1},
        "per_page": {**page_size, "default": listing.default_per_page},
    }


def _narrowing(listing: Narrowing) -> dict[str, Schema]:
    """The filters and sorts that the list itself knows (procore_api.md 3)."""
    description = "One value, several after commas, or a range: A...B"
    parameters: dict[str, Schema] = {
        f"filters[{name}]": {"type": "string", "description": description}
        for name in listing.filters
    }
    if listing.sorts:
        one = f"-?({'|'.join(listing.sorts)})"
        parameters["sort"] = {"type": "string", "pattern": f"^{one}(,{one})*$"}
    return parameters
