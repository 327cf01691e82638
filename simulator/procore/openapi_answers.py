"""What each operation answers when it goes well, for the OpenAPI document: the types that the
wire files are held to by the type checker, by the operation's name."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from simulator.procore.change_orders.record import shapes as change_orders
from simulator.procore.cost_codes import shapes as cost_codes
from simulator.procore.erp import shapes as erp
from simulator.procore.external_data import shapes as external_data
from simulator.procore.financial_markups import shapes as markups
from simulator.procore.oauth import shapes as oauth
from simulator.procore.people import shapes as people
from simulator.procore.prime_contracts import shapes as contracts
from simulator.procore.projects import shapes as projects
from simulator.procore.schedule_of_values import shapes as lines
from simulator.procore.staged_records import shapes as staged_records
from simulator.procore.webhooks import shapes as webhooks

Schema = Mapping[str, object]
# One type, or several of which an answer is one: views.
Shape = object

PREFIX = "#/components/schemas/"

_CONTRACT_V2 = (contracts.PrimeContractV2, contracts.ExtendedPrimeContractV2)
_CHANGE_ORDER = (change_orders.PrimeChangeOrder, change_orders.ExtendedPrimeChangeOrder)
_CHANGE_ORDER_LINE = (lines.ChangeOrderLineV2, lines.ExtendedChangeOrderLineV2)

# In v2 what lies under `data`, of a sync one of its entities.
ANSWERS: Mapping[str, Shape] = {
    "request_token": oauth.AccessToken,
    "show_token_info": oauth.TokenInfo,
    "revoke_token": oauth.Revoked,
    "show_me": people.Me,
    "show_company_me": people.CompanyUser,
    "list_company_users": list[people.CompanyUser],
    "show_company_user": people.CompanyUser,
    "list_project_users": list[people.ProjectUser],
    "list_company_permission_templates": list[people.ListedPermissionTemplate],
    "show_company_permission_template": people.PermissionTemplate,
    "list_project_permission_templates": list[people.ListedPermissionTemplate],
    "show_permissions": people.PermissionManifest,
    "list_companies": list[projects.Company],
    "show_company_base_url": projects.CompanyBaseUrl,
    "list_projects": (list[projects.ListedProject], list[projects.CompactProject]),
    "list_projects_v1_1": (
        list[projects.ListedProject],
        list[projects.Project],
        list[projects.CompactProject],
        list[int],
    ),
    "list_company_projects": list[projects.ShortProject],
    "show_project": projects.Project,
    "create_project": projects.Project,
    "update_project": projects.Project,
    "sync_projects": projects.Project,
    "list_cost_codes": list[cost_codes.CostCode],
    "show_cost_code": cost_codes.CostCode,
    "sync_cost_codes": cost_codes.CostCode,
    "list_line_item_types": list[cost_codes.LineItemType],
    "sync_line_item_types": cost_codes.LineItemType,
    "list_wbs_segments": list[cost_codes.Segment],
    "list_wbs_segment_items": list[cost_codes.SegmentItem],
    "list_wbs_codes": list[cost_codes.BudgetCode],
    "create_wbs_code": cost_codes.BudgetCode,
    "list_prime_contracts": list[contracts.ListedPrimeContract],
    "show_first_prime_contract": contracts.PrimeContract,
    "create_prime_contract": contracts.PrimeContract,
    "show_prime_contract": contracts.PrimeContract,
    "update_prime_contract": contracts.PrimeContract,
    "list_prime_contracts_v2": (
        list[contracts.PrimeContractV2],
        list[contracts.ExtendedPrimeContractV2],
    ),
    "create_prime_contract_v2": _CONTRACT_V2,
    "show_prime_contract_v2": _CONTRACT_V2,
    "update_prime_contract_v2": _CONTRACT_V2,
    "show_prime_contract_summary": contracts.PrimeContractSummary,
    "list_prime_contract_line_items": list[lines.ScheduleLine],
    "create_prime_contract_line_item": lines.ScheduleLine,
    "sync_prime_contract_line_items": lines.ScheduleLine,
    "show_prime_contract_line_item": lines.ScheduleLine,
    "update_prime_contract_line_item": lines.ScheduleLine,
    "list_prime_contract_line_items_v2": list[lines.ScheduleLineV2],
    "create_prime_contract_line_item_v2": lines.ScheduleLineV2,
    "show_prime_contract_line_item_v2": lines.ScheduleLineV2,
    "update_prime_contract_line_item_v2": lines.ScheduleLineV2,
    "list_prime_change_order_line_items": (
        list[lines.ChangeOrderLineV2],
        list[lines.ExtendedChangeOrderLineV2],
    ),
    "create_prime_change_order_line_item": _CHANGE_ORDER_LINE,
    "show_prime_change_order_line_item": _CHANGE_ORDER_LINE,
    "update_prime_change_order_line_item": _CHANGE_ORDER_LINE,
    "list_potential_change_order_line_items": list[lines.ScheduleLine],
    "create_potential_change_order_line_item": lines.ScheduleLine,
    "sync_potential_change_order_line_items": lines.ScheduleLine,
    "show_potential_change_order_line_item": lines.ScheduleLine,
    "update_potential_change_order_line_item": lines.ScheduleLine,
    "list_prime_change_orders": (
        list[change_orders.PrimeChangeOrder],
        list[change_orders.ExtendedPrimeChangeOrder],
    ),
    "create_prime_change_order": _CHANGE_ORDER,
    "show_prime_change_order": _CHANGE_ORDER,
    "update_prime_change_order": _CHANGE_ORDER,
    "list_change_order_packages": list[change_orders.ListedPackage],
    "create_change_order_package": change_orders.ChangeOrderPackage,
    "show_change_order_package": change_orders.ChangeOrderPackage,
    "update_change_order_package": change_orders.ChangeOrderPackage,
    "list_change_order_requests": list[change_orders.ListedChangeOrderRequest],
    "create_change_order_request": change_orders.ChangeOrderRequest,
    "show_change_order_request": change_orders.ChangeOrderRequest,
    "update_change_order_request": change_orders.ChangeOrderRequest,
    "sync_change_order_requests": change_orders.ChangeOrderRequest,
    "list_potential_change_orders": list[change_orders.ListedPotentialChangeOrder],
    "create_potential_change_order": change_orders.PotentialChangeOrder,
    "show_potential_change_order": change_orders.PotentialChangeOrder,
    "update_potential_change_order": change_orders.PotentialChangeOrder,
    "sync_potential_change_orders": change_orders.PotentialChangeOrder,
    "list_prime_change_order_batches": list[change_orders.PrimeChangeOrderBatch],
    "create_prime_change_order_batch": change_orders.PrimeChangeOrderBatch,
    "show_prime_change_order_batch": change_orders.PrimeChangeOrderBatch,
    "update_prime_change_order_batch": change_orders.PrimeChangeOrderBatch,
    "list_change_order_statuses": list[change_orders.ChangeOrderStatus],
    "list_change_order_change_reasons": list[change_orders.ChangeReason],
    "list_markups": list[markups.Markup],
    "create_markup": markups.Markup,
    "show_markup": markups.Markup,
    "update_markup": markups.Markup,
    "list_external_data": list[external_data.ExternalDatum],
    "sync_external_data": external_data.ExternalDatum,
    "create_erp_connection": erp.ErpConnection,
    "show_erp_request": (
        erp.CreateRequest,
        erp.UnlinkRequest,
        erp.ResetRequest,
        erp.RefreshRequest,
    ),
    "unlink_erp_entity": erp.UnlinkedEntity,
    "list_erp_request_details": list[erp.ErpRequestDetail],
    "sync_erp_request_details": erp.ErpRequestDetail,
    "update_erp_request_detail": erp.ErpRequestDetail,
    "replace_erp_request_detail": erp.ErpRequestDetail,
    "create_staged_record": staged_records.StagedRecord,
    "update_staged_record": staged_records.StagedRecord,
    "sync_staged_records": staged_records.StagedRecord,
    "list_webhook_hooks": list[webhooks.Hook],
    "create_webhook_hook": webhooks.Hook,
    "update_webhook_hook": webhooks.Hook,
    "list_webhook_triggers": list[webhooks.Trigger],
    "create_webhook_trigger": webhooks.Trigger,
    "create_webhook_triggers_in_bulk": webhooks.MadeTriggers,
    "delete_webhook_triggers_in_bulk": webhooks.DeletedTriggers,
    "list_webhook_deliveries": list[webhooks.Delivery],
    "list_webhook_resources": list[webhooks.WebhookResource],
    "list_webhook_api_versions": list[webhooks.ShortVersion],
    **{
        f"{verb}_{owner}_webhook_{thing}_v2": shape
        for owner in ("company", "project")
        for verb, thing, shape in (
            ("list", "hooks", list[webhooks.HookV2]),
            ("create", "hook", webhooks.HookV2),
            ("show", "hook", webhooks.HookV2),
            ("update", "hook", webhooks.HookV2),
            ("list", "triggers", list[webhooks.TriggerV2]),
            ("create", "trigger", webhooks.TriggerV2),
            ("list", "deliveries", list[webhooks.DeliveryV2]),
            ("create", "triggers_in_bulk", webhooks.MadeTriggersV2),
            ("delete", "triggers_in_bulk", webhooks.DeletedTriggersV2),
            ("list", "resources", list[webhooks.WebhookResource]),
            ("list", "api_versions", list[webhooks.Version]),
        )
    },
}


class DescribedAnswers(NamedTuple):
    """The schema of each operation's answer, and the named ones that they refer to."""

    by_operation: Mapping[str, Schema]
    components: Mapping[str, Schema]


@cache
def described_answers() -> DescribedAnswers:
    """Worked out when first asked for, never while serving."""
    shapes = {
        name: shape if isinstance(shape, tuple) else (shape,) for name, shape in ANSWERS.items()
    }
    schemas, components = msgspec.json.schema_components(
        [shape for several in shapes.values() for shape in several],
        ref_template=PREFIX + "{name}",
    )
    following = iter(schemas)
    by_operation: dict[str, Schema] = {}
    for name, several in shapes.items():
        found = [next(following) for _ in several]
        by_operation[name] = found[0] if len(found) == 1 else {"anyOf": found}
    return DescribedAnswers(by_operation, {name: _closed(one) for name, one in components.items()})


def _closed(component: Schema) -> Schema:
    """Nothing is answered beside the named fields."""
    return {**component, "additionalProperties": False}
