"""What refusals look like in each dialect, for the OpenAPI document (procore_api.md 6)."""

from collections.abc import Mapping

from simulator.procore.responses import CODE_BY_STATUS

Schema = Mapping[str, object]

_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}


def closed(properties: Mapping[str, object], optional: tuple[str, ...] = ()) -> dict[str, object]:
    """An object of these fields and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


# By field, or bare messages.
FIELD_ERRORS: Schema = {"anyOf": [{"type": "object", "additionalProperties": _TEXTS}, _TEXTS]}
_V1_ERROR: Schema = {
    "anyOf": [
        closed({"errors": FIELD_ERRORS}),
        closed(
            {"code": {"type": "integer"}, "message": _TEXT, "errors": {"const": "Unauthorized"}},
            optional=("errors",),
        ),
    ]
}
_V2_ERROR: Schema = closed(
    {
        "error": closed(
            {
                "code": {"enum": [*CODE_BY_STATUS.values()]},
                "message": _TEXT,
                "details": {
                    "type": "array",
                    "items": closed({"reason_code": _TEXT, "message": _TEXT}),
                },
            }
        )
    }
)
_OAUTH_ERROR: Schema = closed({"error": _TEXT, "error_description": _TEXT})
# An item of a sync that was not taken, as it was sent.
_ITEM_IN_ERROR: Schema = {
    "type": "object",
    "properties": {"errors": FIELD_ERRORS},
    "required": ["errors"],
}
ERRORS: Mapping[str, Schema] = {
    "V1Error": _V1_ERROR,
    "V2Error": _V2_ERROR,
    "OauthError": _OAUTH_ERROR,
    "ItemInError": _ITEM_IN_ERROR,
}
