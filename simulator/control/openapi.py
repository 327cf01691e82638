"""The control plane's own OpenAPI, made from the calls themselves so that it cannot drift."""

from collections.abc import Sequence
from typing import TypedDict

import msgspec

from simulator.control.call import Call
from simulator.control.inputs import TakingAnyField, fields_of
from simulator.control.replies import Refusal

SCHEMAS = "#/components/schemas/"
REFUSED_STATUSES = ("400", "404", "409")

# A part of the document: a schema, or what holds schemas.
Schema = dict[str, object]


class StructSchema(TypedDict):
    """What msgspec makes of a struct, as far as it is looked into here."""

    properties: dict[str, Schema]
    required: list[str]


def openapi(calls: Sequence[Call], prefix: str) -> Schema:
    """An OpenAPI 3.1 document."""
    paths: dict[str, dict[str, Schema]] = {}
    for call in calls:
        paths.setdefault(prefix + call.path, {})[call.method.lower()] = _operation(call)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tieout simulators: control plane",
            "version": "1",
            "description": "State, clock, faults, journal and records of both simulated products.",
        },
        "paths": paths,
        "components": {"schemas": _components(calls)},
    }


def _components(calls: Sequence[Call]) -> dict[str, Schema]:
    """The schemas that operations refer to: bodies, answers, and what those are made of."""
    bodies = [call.takes for call in calls if call.method == "POST" and fields_of(call.takes)]
    types: list[type] = [Refusal, *bodies, *(call.gives for call in calls)]
    _, components = _described(types)
    for takes in bodies:
        if issubclass(takes, TakingAnyField):
            schema = _struct_schema(takes)
            components[takes.__name__] |= {
                "properties": {name: schema["properties"][name] for name in fields_of(takes)},
                "required": [name for name in schema["required"] if name in fields_of(takes)],
                "additionalProperties": True,
            }
    return components


def _operation(call: Call) -> Schema:
    refused = {"description": _words(Refusal), "content": _json(Refusal)}
    operation: Schema = {
        "operationId": call.name,
        "summary": call.summary,
        "responses": {
            "200": {"description": "Done", "content": _json(call.gives)},
            **dict.fromkeys(REFUSED_STATUSES, refused),
        },
    }
    fields = fields_of(call.takes)
    if fields and call.method == "POST":
        is_required = any(field.is_required for field in fields.values())
        operation["requestBody"] = {"required": is_required, "content": _json(call.takes)}
    elif fields:
        properties = _struct_schema(call.takes)["properties"]
        operation["parameters"] = [
            {
                "name": field.name,
                "in": "query",
                "required": field.is_required,
                "schema": _without_null(properties[field.name]),
            }
            for field in fields.values()
        ]
    return operation


def _struct_schema(struct: type[msgspec.Struct]) -> StructSchema:
    _, components = _described([struct])
    return msgspec.convert(components[struct.__name__], StructSchema)


def _json(content: type) -> Schema:
    (schema,), _ = _described([content])
    return {"application/json": {"schema": schema}}


def _described(types: Sequence[type]) -> tuple[tuple[Schema, ...], dict[str, Schema]]:
    """A schema for each type, and those that they refer to by name."""
    return msgspec.json.schema_components(
        types, schema_hook=_anything, ref_template=SCHEMAS + "{name}"
    )


def _anything(kind: type) -> Schema:
    """A value of a record or of the product's own document, which say themselves what it is."""
    assert kind is object, kind
    return {"description": "Anything"}


def _without_null(schema: Schema) -> Schema:
    """A parameter is left out where a field would be null."""
    kinds = schema.get("anyOf")
    if not isinstance(kinds, list):
        return schema
    (kind,) = (kind for kind in kinds if kind != {"type": "null"})
    return dict(kind)


def _words(struct: type[msgspec.Struct]) -> str:
    return (struct.__doc__ or "").removesuffix(".")
