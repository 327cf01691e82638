"""The declared bodies as JSON Schema, from the readers that read them."""

from collections.abc import Mapping

from simulator.procore.declarations import Body, Fields, Form, Several
from simulator.procore.openapi.readers import ID, fields_schema, reader_schema
from simulator.procore.query import Parameter

Schema = Mapping[str, object]

_JSON = ("application/json",)
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def request_body(body: Body) -> dict[str, object]:
    """The body that an operation takes, in every media type that it may come in."""
    media_types = (*_JSON, *_FORMS) if isinstance(body, Form) else _JSON
    schema = body_schema(body)
    return {
        "required": True,
        "content": {media_type: {"schema": schema} for media_type in media_types},
    }


def body_schema(body: Body) -> Schema:
    if isinstance(body, Fields):
        return _record(body)
    if isinstance(body, Several):
        return _array(body)
    texts: dict[str, object] = {name: {"type": "string"} for name in body.texts}
    choices = {name: {"type": "string", "enum": [*some]} for name, some in body.choices.items()}
    return _object({**texts, **choices}, body.required)


def _record(body: Fields) -> Schema:
    if body.are_required:
        known = {name: reader_schema(reader) or {} for name, reader in body.readers.items()}
        return _object(known, tuple(known))
    fields = fields_schema(body.readers)
    if body.wrapper is None:
        return fields
    return _object({**_ids(body.beside), body.wrapper: fields}, (body.wrapper,))


def _array(body: Several) -> Schema:
    element = (
        fields_schema(body.element)
        if isinstance(body.element, Mapping)
        else reader_schema(body.element)
    )
    array = {"type": "array", "items": element, "maxItems": body.most}
    named = _object({**_ids(body.beside), body.name: array}, (body.name,))
    return {"anyOf": [array, named]} if body.may_be_bare else named


def _object(properties: Mapping[str, object], required: tuple[str, ...]) -> Schema:
    return {"type": "object", "properties": properties, "required": [*required]}


def _ids(parameters: tuple[Parameter, ...]) -> Mapping[str, object]:
    return {parameter.name: ID for parameter in parameters}
