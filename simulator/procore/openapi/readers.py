"""What a reader of a field takes, as JSON Schema, for the OpenAPI document."""

from collections.abc import Mapping

from simulator.procore import payload
from simulator.procore.change_orders.record import fields as change_order_fields
from simulator.procore.change_orders.record.model import CHANGE_REASONS
from simulator.procore.cost_codes import budget_code_wire
from simulator.procore.erp import wire as erp_wire
from simulator.procore.erp.model import MAX_MESSAGES
from simulator.procore.financial_markups import wire as markup_wire
from simulator.procore.financial_markups.model import Compounding
from simulator.procore.payload import ListOf, OneOf, Reader, Readers
from simulator.procore.prime_contracts import v2_wire as contract_v2_wire
from simulator.procore.projects.time_zones import time_zone
from simulator.procore.staged_records import wire as staged_wire
from simulator.procore.webhooks import wire as webhook_wire
from simulator.procore.webhooks.model import EVENT_TYPES, PAYLOAD_VERSIONS

Schema = Mapping[str, object]

_TEXT: Schema = {"type": "string", "maxLength": payload.MAX_TEXT_LENGTH}
_OBJECT: Schema = {"type": "object"}
_DECIMAL: Schema = {
    "anyOf": [
        {"type": "string", "pattern": rf"^-?\d{{1,14}}(\.\d{{1,{payload.MAX_PLACES}}})?$"},
        {"type": "number"},
    ]
}
ID: Schema = {
    "anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": r"^[1-9]\d{0,17}$"}]
}
_MARKUP_CONDITION: Schema = {
    "type": "object",
    "properties": {
        "match_type": {"type": "string", "enum": ["includes", "excludes"]},
        "wbs_segment_id": ID,
        "markup_condition_items": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {"wbs_segment_item_id": ID},
                "required": ["wbs_segment_item_id"],
            },
        },
    },
    "required": ["match_type", "wbs_segment_id", "markup_condition_items"],
}
_SEGMENT_ITEM: Schema = {
    "type": "object",
    "properties": {"segment_id": ID, "segment_item_id": ID},
    "required": ["segment_id", "segment_item_id"],
}
_VERSIONS = (*PAYLOAD_VERSIONS, *(version.removesuffix(".0") for version in PAYLOAD_VERSIONS))

_SCHEMAS: Mapping[Reader, Schema] = {
    payload.text: _TEXT,
    payload.title: {"type": "string", "maxLength": payload.MAX_TITLE_LENGTH},
    time_zone: {"type": "string", "examples": ["America/Chicago", "Central Time (US & Canada)"]},
    payload.boolean: {"type": "boolean"},
    payload.number: _DECIMAL,
    payload.money: _DECIMAL,
    payload.identifier: ID,
    payload.whole_number: {"type": "integer"},
    payload.date_or_nothing: {"type": "string", "format": "date"},
    payload.instant_or_nothing: {"type": "string", "format": "date-time"},
    change_order_fields.change_reason_id: {"type": "integer", "enum": [*CHANGE_REASONS]},
    contract_v2_wire.ids: {"type": "array", "items": ID, "maxItems": payload.MAX_LIST_LENGTH},
    budget_code_wire.segment_items: {
        "type": "array",
        "items": _SEGMENT_ITEM,
        "maxItems": budget_code_wire.MAX_SEGMENTS,
    },
    markup_wire.percentage: {
        "anyOf": [
            {"type": "string", "pattern": rf"^\d{{1,3}}(\.\d{{1,{payload.MAX_PLACES}}})?$"},
            {"type": "number", "minimum": 0, "maximum": int(markup_wire.MAX_PERCENTAGE)},
        ]
    },
    markup_wire.position: {"type": "integer", "minimum": 1},
    markup_wire.compound: {
        "type": "object",
        "properties": {
            "type": {"enum": [None, *(k for k in Compounding if k is not Compounding.BASIC)]},
            "selections": {"type": "array", "items": ID},
        },
    },
    markup_wire.conditions: {
        "type": "array",
        "items": _MARKUP_CONDITION,
        "maxItems": markup_wire.MAX_CONDITIONS,
    },
    payload.any_object: _OBJECT,
    erp_wire.messages: {
        "anyOf": [
            _TEXT,
            {"type": "array", "items": _TEXT, "maxItems": MAX_MESSAGES},
        ]
    },
    webhook_wire.namespace: {"type": "string", "pattern": "^[a-z0-9-]{1,100}$"},
    webhook_wire.destination_url: {
        "type": "string",
        "format": "uri",
        "pattern": "^https?://",
        "maxLength": webhook_wire.MAX_URL_LENGTH,
    },
    webhook_wire.destination_headers: {
        "type": "object",
        "additionalProperties": {"type": "string"},
        "maxProperties": webhook_wire.MAX_HEADERS,
    },
    webhook_wire.payload_version: {"type": "string", "enum": [*_VERSIONS]},
    webhook_wire.event_type: {
        "type": "string",
        "enum": [*EVENT_TYPES, *(event_type.upper() for event_type in EVENT_TYPES)],
    },
}


def fields_schema(readers: Readers) -> Schema:
    """An object of these fields; each may be null, and unknown ones are passed over."""
    return {
        "type": "object",
        "properties": {name: _nullable(reader) for name, reader in readers.items()},
    }


def reader_schema(reader: Reader) -> Schema | None:
    """What the reader takes; None when nothing is known of it."""
    if isinstance(reader, OneOf):
        return {"type": "string", "enum": [*reader.allowed]}
    if isinstance(reader, ListOf):
        items = reader_schema(reader.reader) or {}
        return {"type": "array", "items": items, "maxItems": payload.MAX_LIST_LENGTH}
    if reader is staged_wire.children:
        items = fields_schema(staged_wire.FIELDS)
        return {"type": "array", "items": items, "maxItems": staged_wire.MAX_CHILDREN}
    return _SCHEMAS.get(reader)


def _nullable(reader: Reader) -> Schema:
    schema = reader_schema(reader)
    return {} if schema is None else {"anyOf": [schema, {"type": "null"}]}
