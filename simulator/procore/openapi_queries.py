"""Which query parameters each operation takes, for the OpenAPI document."""

from collections.abc import Mapping

from simulator.http.operation import AnyOperation, Narrowing
from simulator.procore.external_data.model import ITEM_TYPES
from simulator.procore.financial_markups.model import MarkupHolder
from simulator.procore.oauth.routes import ASKED

Schema = Mapping[str, object]
Parameters = Mapping[str, Schema]

_ID: Schema = {"type": "integer", "minimum": 0}
_TEXT: Schema = {"type": "string"}
_COMPANY: Parameters = {"company_id": _ID}
_PROJECT: Parameters = {"project_id": _ID}
_EITHER: Parameters = {**_COMPANY, **_PROJECT}
_HOLDER: Parameters = {
    **_PROJECT,
    "holder_type": {"type": "string", "enum": [*MarkupHolder]},
    "holder_id": _ID,
    "view": {"type": "string", "enum": ["with_erp_data"]},
}
_EXTENDED: Parameters = {"view": {"type": "string", "enum": ["extended"]}}
_DELETED: Parameters = {"filters[include_deleted]": {"type": "string", "enum": ["with", "only"]}}
_VIEW_V2: Parameters = {"view": {"type": "string", "enum": ["default", "extended"]}}

# By the beginning of the path, the longest first: whose records are meant, and how shown.
_BY_PLACE: Mapping[str, Parameters] = {
    "/rest/v1.0/me": _EITHER,
    "/rest/v1.0/settings/permissions": _EITHER,
    "/rest/v1.0/webhooks/hooks": _EITHER,
    "/rest/v1.0/projects/{project_id}": {},
    "/rest/v1.0/projects": _COMPANY,
    "/rest/v1.1/projects": _COMPANY,
    "/rest/v1.0/line_item_types": _COMPANY,
    "/rest/v1.0/change_order/statuses": _COMPANY,
    "/rest/v1.0/change_order_change_reasons": _COMPANY,
    "/rest/v1.0/cost_codes": _PROJECT,
    "/rest/v1.0/prime_contract": _PROJECT,
    "/rest/v1.0/change_order_packages": _PROJECT,
    "/rest/v1.0/change_order_requests": _PROJECT,
    "/rest/v1.0/potential_change_orders": _PROJECT,
    "/rest/v1.0/financials/markups": _HOLDER,
    "/rest/v2.0/companies/{company_id}/projects/{project_id}/prime_contracts": _VIEW_V2,
    "/rest/v2.0/companies/{company_id}/projects/{project_id}/prime_change_orders": _VIEW_V2,
}
# What single operations know besides.
QUERIES: Mapping[str, Parameters] = {
    "authorize": dict.fromkeys(ASKED, _TEXT),
    "list_company_users": {"filters[search]": _TEXT},
    "list_project_users": {"filters[search]": _TEXT},
    "list_projects": {
        "filters[by_status]": {"type": "string", "enum": ["All", "Active", "Inactive"]},
        "serializer_view": {"type": "string", "enum": ["compact"]},
    },
    "list_projects_v1_1": {
        "view": {"type": "string", "enum": ["ids", "compact", "normal", "extended"]}
    },
    "list_wbs_codes": {"query": _TEXT},
    "list_external_data": {
        "item_type": {"type": "string", "enum": sorted(ITEM_TYPES)},
        "item_id": _ID,
    },
    "list_change_order_packages": {"contract_id": _ID, **_DELETED},
    "list_change_order_requests": _DELETED,
    "list_potential_change_orders": _DELETED,
    "list_prime_change_order_batches": _DELETED,
    "list_prime_change_orders": {**_EXTENDED, **_DELETED},
    "create_prime_change_order": _EXTENDED,
    "show_prime_change_order": _EXTENDED,
    "update_prime_change_order": _EXTENDED,
    "list_webhook_hooks": {"namespace": _TEXT},
    "list_webhook_deliveries": {"page_start": _ID, "page_size": {"type": "integer", "minimum": 1}},
    "list_company_webhook_hooks_v2": {"namespace": _TEXT},
    "list_project_webhook_hooks_v2": {"namespace": _TEXT},
}


# Lists that have filters and sorts, but come at once.
UNPAGED = frozenset({"list_prime_change_orders"})


def is_paged(operation: AnyOperation) -> bool:
    return operation.listing is not None and operation.name not in UNPAGED


def query_parameters(operation: AnyOperation) -> list[dict[str, object]]:
    """Every one optional here: a write may carry its ids in the body, and a read that lacks one is
    refused with its name."""
    schemas = {
        **_of_place(operation.path),
        **QUERIES.get(operation.name, {}),
        **(_paging(operation.listing) if operation.listing and is_paged(operation) else {}),
        **(_narrowing(operation.listing) if operation.listing else {}),
    }
    return [
        {"name": name, "in": "query", "required": False, "schema": schema}
        for name, schema in schemas.items()
    ]


def _of_place(path: str) -> Parameters:
    places = sorted(_BY_PLACE, key=len, reverse=True)
    return next((_BY_PLACE[place] for place in places if path.startswith(place)), {})


def _paging(listing: Narrowing) -> Parameters:
    page_size = {"type": "integer", "minimum": 1, "maximum": listing.max_per_page}
    return {
        "page": {"type": "integer", "minimum": 1, "default": 1},
        "per_page": {**page_size, "default": listing.default_per_page},
    }


def _narrowing(listing: Narrowing) -> Parameters:
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
