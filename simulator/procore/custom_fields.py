"""Custom fields: `custom_field_<id>` keys in, `custom_fields` out with type and value
(procore_api.md 2). Which fields a company has is not held here: any id is taken (assumed).
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, TypedDict

from msgspec import Meta

from simulator.procore.payload import FieldError, Values, boolean, list_of, number, taken, text
from simulator.procore.responses import Refusal

MAX_CUSTOM_FIELDS = 100
CUSTOM_FIELDS = "custom_fields"
_NAME = re.compile(r"custom_field_[1-9]\d{0,17}", re.ASCII)


class CustomField(TypedDict):
    data_type: str
    value: Annotated[object, Meta(extra_json_schema={"description": "Any JSON value"})]


CustomFields = dict[str, CustomField]


def with_custom_fields(values: Values, payload: Mapping[str, object], status: int) -> Values:
    """The values with those custom fields that the payload has; Refusal for a value that none
    can hold."""
    found: dict[str, CustomField] = {}
    errors: dict[str, list[str]] = {}
    for name, raw in payload.items():
        if _NAME.fullmatch(name):
            try:
                found[name] = _custom_field(raw)
            except FieldError as error:
                errors[name] = [str(error)]
    if len(found) > MAX_CUSTOM_FIELDS:
        errors[CUSTOM_FIELDS] = [f"are more than {MAX_CUSTOM_FIELDS}"]
    if errors:
        raise Refusal(status, "Validation failed", fields=errors)
    return {**values, CUSTOM_FIELDS: found} if found else values


def merged(held: CustomFields, values: Values) -> CustomFields:
    """The fields of a record after a write; the oldest beyond MAX_CUSTOM_FIELDS go."""
    newest = list({**held, **taken(values, CUSTOM_FIELDS, dict)}.items())[-MAX_CUSTOM_FIELDS:]
    return dict(newest)


def _custom_field(raw: object) -> CustomField:
    """The type is told by the value, for there are no definitions of fields (assumed)."""
    if raw is None:
        return {"data_type": "string", "value": None}
    if isinstance(raw, bool):
        return {"data_type": "boolean", "value": boolean(raw)}
    if isinstance(raw, (int, Decimal)):
        return {"data_type": "decimal", "value": number(raw)}
    if isinstance(raw, list):
        return {"data_type": "lov_entries", "value": list_of(text)(raw)}
    return {"data_type": "string", "value": text(raw)}
