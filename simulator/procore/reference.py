"""Operations of Procore's reference that the facts know and this simulator lacks: each answers 501
under its own name instead of passing for an unknown path."""

from collections.abc import Mapping, Sequence

from simulator.procore.operations import ProcoreOperation, lacking
from simulator.procore.query import COMPANY_ID, PROJECT_ID, VIEW_V2, Parameter

_V2_PROJECT = "/rest/v2.0/companies/{company_id}/projects/{project_id}"
_CONTRACTS_V2 = f"{_V2_PROJECT}/prime_contracts"
_PROJECT = "/rest/v1.0/projects/{project_id}"


# Method and path, alone or with the query parameter by which all operations there are asked.
Place = str | tuple[str, Parameter]


def _lacking(source: str, places: Mapping[str, Place]) -> list[ProcoreOperation]:
    return [
        lacking(name, place, source)
        if isinstance(place, str)
        else lacking(name, place[0], source, place[1:])
        for name, place in places.items()
    ]


LACKING: Sequence[ProcoreOperation] = (
    *_lacking(
        "procore_api.md 7",
        {
            "list_prime_contract_attachments": (f"GET {_CONTRACTS_V2}/{{id}}/attachments", VIEW_V2),
            "request_prime_contract_pdf": (f"POST {_CONTRACTS_V2}/{{id}}/pdf", VIEW_V2),
            "show_prime_contract_pdf": (f"GET {_CONTRACTS_V2}/{{id}}/pdf", VIEW_V2),
        },
    ),
    *_lacking(
        "procore_api.md 10.1",
        {
            "sync_erp_vendors": "PATCH /rest/v1.0/erp_vendors/sync",
            "sync_erp_projects": "PATCH /rest/v1.0/erp_projects/sync",
            "sync_erp_sub_jobs": "PATCH /rest/v1.0/erp_sub_jobs/sync",
            "sync_erp_prime_contracts": "PATCH /rest/v1.0/erp_prime_contracts/sync",
            "sync_erp_purchase_order_contracts": (
                "PATCH /rest/v1.0/erp_purchase_order_contracts/sync"
            ),
            "sync_erp_work_order_contracts": "PATCH /rest/v1.0/erp_work_order_contracts/sync",
            "sync_erp_purchase_order_contract_line_items": (
                "PATCH /rest/v1.0/erp_purchase_order_contract_line_items/sync"
            ),
            "sync_erp_work_order_contract_line_items": (
                "PATCH /rest/v1.0/erp_work_order_contract_line_items/sync"
            ),
            "create_cost_code": ("POST /rest/v1.0/cost_codes", PROJECT_ID),
            "update_cost_code": ("PATCH /rest/v1.0/cost_codes/{id}", PROJECT_ID),
            "sync_erp_job_costs": "PATCH /rest/v1.0/erp_job_costs/sync",
            "list_erp_transactions": "GET /rest/v1.0/erp_transactions",
            "update_erp_transaction": "PATCH /rest/v1.0/erp_transactions/{id}",
            "sync_erp_transactions": "PATCH /rest/v1.0/erp_transactions/sync",
            "sync_standard_cost_codes": "PATCH /rest/v1.0/standard_cost_codes/sync",
            "sync_cost_code_line_item_types": "PATCH /rest/v1.0/cost_code_line_item_types/sync",
        },
    ),
    *_lacking(
        "procore_api.md 11",
        {
            "add_project_user": f"POST {_PROJECT}/users/{{id}}/actions/add",
            "remove_project_user": f"DELETE {_PROJECT}/users/{{id}}/actions/remove",
            "assign_permission_templates": f"PATCH {_PROJECT}/permission_template_assignments",
        },
    ),
    *_lacking(
        "procore_api.md 13",
        {
            "create_company_upload": "POST /rest/v1.1/companies/{company_id}/uploads",
            "create_project_upload": ("POST /rest/v1.1/projects/{project_id}/uploads", COMPANY_ID),
            "update_company_upload": "PATCH /rest/v1.1/companies/{company_id}/uploads/{uuid}",
            "update_project_upload": (
                "PATCH /rest/v1.1/projects/{project_id}/uploads/{uuid}",
                COMPANY_ID,
            ),
        },
    ),
)
