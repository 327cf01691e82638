"""What the bodies of writes hold, from the readers that read them: for the OpenAPI document."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.procore.change_orders.record import fields as change_order_fields
from simulator.procore.cost_codes import budget_code_wire
from simulator.procore.cost_codes import wire as cost_code_wire
from simulator.procore.erp import wire as erp_wire
from simulator.procore.external_data import wire as external_data_wire
from simulator.procore.external_data.model import ITEM_TYPES as EXTERNAL_ITEM_TYPES
from simulator.procore.financial_markups import wire as markup_wire
from simulator.procore.oauth.routes import ASKED
from simulator.procore.openapi_readers import ID, fields_schema
from simulator.procore.payload import MAX_LIST_LENGTH, Readers, identifier
from simulator.procore.prime_contracts import v2_wire as contract_v2_wire
from simulator.procore.prime_contracts import wire as contract_wire
from simulator.procore.projects import wire as project_wire
from simulator.procore.schedule_of_values import wire as line_wire
from simulator.procore.staged_records import wire as staged_wire
from simulator.procore.sync import MAX_UPDATES
from simulator.procore.webhooks import wire as webhook_wire
from simulator.procore.webhooks.bulk import MAX_BULK
from simulator.procore.webhooks.v2_routes import OWNERS

Schema = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Body:
    """`wrapper` is the name the fields lie under, None for a flat body; `beside` are the ids that
    stand next to it; a sync carries up to a thousand such objects in `updates`."""

    fields: Readers
    wrapper: str | None = None
    beside: tuple[str, ...] = ()
    is_sync: bool = False

    def schema(self) -> Schema:
        properties: dict[str, object] = dict.fromkeys(self.beside, ID)
        if self.is_sync:
            updates = _items(fields_schema({"id": identifier, **self.fields}))
            return _object({**properties, "updates": updates}, ["updates"])
        fields = fields_schema(self.fields)
        if self.wrapper is None:
            return fields
        return _object({**properties, self.wrapper: fields}, [self.wrapper])


def _items(item: Schema, most: int = MAX_UPDATES) -> Schema:
    return {"type": "array", "items": item, "maxItems": most}


def _object(properties: Mapping[str, object], required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required}


def _texts(*names: str) -> dict[str, Schema]:
    return {name: {"type": "string"} for name in names}


_DETAILS = _items(fields_schema({"id": identifier, **erp_wire.DETAIL_FIELDS}))
_NEW_TRIGGERS = _items(fields_schema(webhook_wire.TRIGGER_FIELDS), MAX_BULK)
_PROJECT = Body(project_wire.WRITABLE, "project", ("company_id",))
_CONTRACT = Body(contract_wire.V1_FIELDS, "prime_contract", ("project_id",))
_CONTRACT_V2 = Body(contract_v2_wire.V2_FIELDS)
_LINE = Body(line_wire.V1_FIELDS, "line_item")
_LINE_V2 = Body(line_wire.V2_FIELDS)
_CHANGE_ORDER_LINE = Body(line_wire.V2_CHANGE_ORDER_FIELDS)
_CHANGE_ORDER = Body(change_order_fields.PRIME_CHANGE_ORDER_FIELDS, "change_order")
_BATCH = Body(change_order_fields.BATCH_FIELDS, "change_order_batch")
_PACKAGE = Body(change_order_fields.PACKAGE_FIELDS, "change_order", ("project_id", "contract_id"))
_POTENTIAL = Body(change_order_fields.POTENTIAL_FIELDS, "change_order", ("project_id",))
_POTENTIALS = Body(change_order_fields.POTENTIAL_FIELDS, is_sync=True)
_REQUEST = Body(change_order_fields.REQUEST_FIELDS, "change_order", ("project_id",))
_REQUESTS = Body(change_order_fields.REQUEST_FIELDS, is_sync=True)
_MARKUP = Body(markup_wire.FIELDS, "markup")
_REQUEST_DETAIL = Body(erp_wire.DETAIL_FIELDS, "request_detail")
_HOOK = Body(webhook_wire.V1_HOOK_FIELDS, "hook", ("company_id",))
_HOOK_V2 = Body(webhook_wire.V2_HOOK_FIELDS)
_TRIGGER_V2 = Body(webhook_wire.TRIGGER_FIELDS)
_TRIGGER = Body(webhook_wire.TRIGGER_FIELDS, "trigger", ("company_id",))

BODIES: Mapping[str, Body] = {
    "create_project": _PROJECT,
    "update_project": _PROJECT,
    "sync_projects": Body(project_wire.WRITABLE, beside=("company_id",), is_sync=True),
    "create_prime_contract": _CONTRACT,
    "update_prime_contract": _CONTRACT,
    "create_prime_contract_v2": _CONTRACT_V2,
    "update_prime_contract_v2": _CONTRACT_V2,
    "create_prime_contract_line_item": _LINE,
    "update_prime_contract_line_item": _LINE,
    "sync_prime_contract_line_items": Body(line_wire.V1_FIELDS, is_sync=True),
    "create_prime_contract_line_item_v2": _LINE_V2,
    "update_prime_contract_line_item_v2": _LINE_V2,
    "create_potential_change_order_line_item": _LINE,
    "update_potential_change_order_line_item": _LINE,
    "sync_potential_change_order_line_items": Body(line_wire.V1_FIELDS, is_sync=True),
    "create_wbs_code": Body(budget_code_wire.BUDGET_CODE_FIELDS),
    "create_prime_change_order": _CHANGE_ORDER,
    "update_prime_change_order": _CHANGE_ORDER,
    "create_prime_change_order_line_item": _CHANGE_ORDER_LINE,
    "update_prime_change_order_line_item": _CHANGE_ORDER_LINE,
    "create_prime_change_order_batch": _BATCH,
    "update_prime_change_order_batch": _BATCH,
    "create_change_order_package": _PACKAGE,
    "update_change_order_package": _PACKAGE,
    "create_potential_change_order": _POTENTIAL,
    "update_potential_change_order": _POTENTIAL,
    "create_change_order_request": _REQUEST,
    "update_change_order_request": _REQUEST,
    "sync_change_order_requests": _REQUESTS,
    "sync_potential_change_orders": _POTENTIALS,
    "create_markup": _MARKUP,
    "update_markup": _MARKUP,
    "sync_external_data": Body(external_data_wire.ITEM_FIELDS, is_sync=True),
    "sync_cost_codes": Body(cost_code_wire.COST_CODE_FIELDS, is_sync=True),
    "sync_line_item_types": Body(cost_code_wire.LINE_ITEM_TYPE_FIELDS, is_sync=True),
    "create_erp_connection": Body(erp_wire.CONNECTION_FIELDS, "connection"),
    "update_erp_request_detail": _REQUEST_DETAIL,
    "replace_erp_request_detail": _REQUEST_DETAIL,
    "unlink_erp_entity": Body(erp_wire.UNLINK_FIELDS),
    "create_staged_record": Body(staged_wire.FIELDS),
    "update_staged_record": Body(staged_wire.FIELDS),
    "sync_staged_records": Body(staged_wire.SYNC_FIELDS, is_sync=True),
    "create_webhook_hook": _HOOK,
    "update_webhook_hook": _HOOK,
    "create_webhook_trigger": _TRIGGER,
    "create_company_webhook_hook_v2": _HOOK_V2,
    "update_company_webhook_hook_v2": _HOOK_V2,
    "create_project_webhook_hook_v2": _HOOK_V2,
    "update_project_webhook_hook_v2": _HOOK_V2,
    "create_company_webhook_trigger_v2": _TRIGGER_V2,
    "create_project_webhook_trigger_v2": _TRIGGER_V2,
}
# Bodies that are no fields of one record, or a list of such.
OTHER_BODIES: Mapping[str, Schema] = {
    "request_token": _object(
        {
            "grant_type": {
                "type": "string",
                "enum": ["client_credentials", "authorization_code", "refresh_token"],
            },
            **_texts("client_id", "client_secret", "code", "redirect_uri", "refresh_token"),
        },
        ["grant_type"],
    ),
    "revoke_token": _object(_texts("token", "client_id", "client_secret"), ["token"]),
    "decide_consent": _object(
        {**_texts(*ASKED, "login"), "decision": {"type": "string", "enum": ["allow", "deny"]}},
        ["client_id", "redirect_uri", "response_type"],
    ),
    "bulk_destroy_external_data": _object(
        {
            "item_type": {"type": "string", "enum": sorted(EXTERNAL_ITEM_TYPES)},
            "item_ids": _items(ID, MAX_LIST_LENGTH),
        },
        ["item_type", "item_ids"],
    ),
    "sync_erp_request_details": {
        "anyOf": [_DETAILS, _object({"updates": _DETAILS}, ["updates"])],
    },
    "create_webhook_triggers_in_bulk": _object(
        {"company_id": ID, "project_id": ID, "triggers": _NEW_TRIGGERS}, ["triggers"]
    ),
    "delete_webhook_triggers_in_bulk": _object(
        {"company_id": ID, "project_id": ID, "triggers": _items(ID, MAX_BULK)}, ["triggers"]
    ),
    **{
        f"{verb}_{owner}_webhook_triggers_in_bulk_v2": _object({"triggers": triggers}, ["triggers"])
        for owner in OWNERS
        for verb, triggers in (("create", _NEW_TRIGGERS), ("delete", _items(ID, MAX_BULK)))
    },
}
# The token endpoints take forms, too; a page's form is all that decides on consent.
_JSON = ("application/json",)
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_MEDIA_TYPES: Mapping[str, tuple[str, ...]] = {
    "request_token": (*_JSON, *_FORMS),
    "revoke_token": (*_JSON, *_FORMS),
    "decide_consent": (*_JSON, *_FORMS),
}


def request_body(operation_name: str) -> dict[str, object] | None:
    """The body an operation takes; None when it takes none."""
    body = BODIES.get(operation_name)
    schema = body.schema() if body is not None else OTHER_BODIES.get(operation_name)
    if schema is None:
        return None
    media_types = _MEDIA_TYPES.get(operation_name, _JSON)
    content = {media_type: {"schema": schema} for media_type in media_types}
    return {"required": True, "content": content}
