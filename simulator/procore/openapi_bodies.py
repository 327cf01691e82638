"""What the bodies of writes hold, from the readers that read them: for the OpenAPI document."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.procore import payload
from simulator.procore.change_orders import fields as change_order_fields
from simulator.procore.cost_codes import wire as cost_code_wire
from simulator.procore.erp import wire as erp_wire
from simulator.procore.external_data import wire as external_data_wire
from simulator.procore.financial_markups import wire as markup_wire
from simulator.procore.payload import Reader, Readers
from simulator.procore.prime_contracts import v2_wire as contract_v2_wire
from simulator.procore.prime_contracts import wire as contract_wire
from simulator.procore.projects import wire as project_wire
from simulator.procore.schedule_of_values import wire as line_wire
from simulator.procore.staged_records import wire as staged_wire
from simulator.procore.webhooks import wire as webhook_wire

Schema = Mapping[str, object]

_DECIMAL: Schema = {
    "anyOf": [{"type": "string", "pattern": r"^-?\d{1,9}\.\d{2}$"}, {"type": "number"}]
}
_ID: Schema = {
    "anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\d{1,18}$"}]
}
_SCHEMAS: Mapping[Reader, Schema] = {
    payload.text: {"type": "string"},
    payload.title: {"type": "string", "maxLength": payload.MAX_TITLE_LENGTH},
    payload.boolean: {"type": "boolean"},
    payload.number: _DECIMAL,
    payload.money: _DECIMAL,
    payload.identifier: _ID,
    payload.whole_number: {"type": "integer"},
    payload.date_or_nothing: {"type": "string", "format": "date"},
    payload.instant_or_nothing: {"type": "string", "format": "date-time"},
}
# Readers of closed lists and of nested values say in their refusals what they take.
_ANYTHING: Schema = {}


@dataclass(frozen=True, slots=True)
class Body:
    """`wrapper` is the name the fields lie under, None for a flat body; `beside` are the ids that
    stand next to it; a sync carries up to a thousand such objects in `updates`."""

    fields: Readers
    wrapper: str | None = None
    beside: tuple[str, ...] = ()
    is_sync: bool = False

    def schema(self) -> Schema:
        fields: Schema = {
            "type": "object",
            "properties": {name: _field(reader) for name, reader in self.fields.items()},
        }
        properties: dict[str, object] = dict.fromkeys(self.beside, _ID)
        if self.is_sync:
            updates: Schema = {"type": "array", "items": fields, "maxItems": 1_000}
            return _object({**properties, "updates": updates}, ["updates"])
        if self.wrapper is None:
            return fields
        return _object({**properties, self.wrapper: fields}, [self.wrapper])


def _field(reader: Reader) -> Schema:
    return {"anyOf": [_SCHEMAS[reader], {"type": "null"}]} if reader in _SCHEMAS else _ANYTHING


def _object(properties: Mapping[str, object], required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required}


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
_HOOK = Body(webhook_wire.V1_HOOK_FIELDS, "hook", ("company_id",))
_HOOK_V2 = Body(webhook_wire.V2_HOOK_FIELDS)
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
    "update_erp_request_detail": Body(erp_wire.DETAIL_FIELDS),
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
}
