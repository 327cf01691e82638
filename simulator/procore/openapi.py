"""An OpenAPI document of the simulated Procore, made from its operations: what exists here, which
statuses it answers with, and the shape of every answer down to each version's dialect."""

import re
from collections.abc import Mapping, Sequence

from simulator.http.operation import Operation
from simulator.procore.dialect import V2_PREFIX
from simulator.procore.openapi_bodies import BODIES, Schema

_REST_ERRORS = (400, 401, 403, 404, 413, 422, 429)
_OAUTH_ERRORS = (400, 401, 413, 422, 429)
# Statuses that differ from 200 for reading and changing, 201 for making and 204 for deleting.
_SUCCESS: Mapping[str, int] = {
    "create_prime_contract_line_item_v2": 200,
    "create_prime_change_order_line_item": 200,
    "create_webhook_triggers_in_bulk": 200,
    "delete_prime_contract": 200,
    "delete_prime_contract_line_item": 200,
    "request_token": 200,
    "revoke_token": 200,
    "decide_consent": 302,
}
_BODILESS = frozenset({"delete_prime_contract", "delete_prime_contract_line_item"})
_HTML = frozenset({"authorize", "decide_consent"})
_QUERY: Mapping[str, Schema] = {
    "company_id": {"type": "integer"},
    "project_id": {"type": "integer"},
    "contract_id": {"type": "integer"},
    "page": {"type": "integer", "minimum": 1},
    "per_page": {"type": "integer", "minimum": 1},
    "view": {"type": "string"},
    "sort": {"type": "string"},
}
_OBJECT: Schema = {"type": "object"}
_LIST: Schema = {"type": "array"}
_V1_ERROR: Schema = {
    "anyOf": [
        {"type": "object", "required": ["errors"]},
        {
            "type": "object",
            "required": ["code", "message"],
            "properties": {"code": {"type": "integer"}, "message": {"type": "string"}},
        },
    ]
}
_DETAIL: Schema = {
    "type": "object",
    "required": ["reason_code", "message"],
    "properties": {"reason_code": {"type": "string"}, "message": {"type": "string"}},
}
_V2_ERROR: Schema = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "details"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "details": {"type": "array", "items": _DETAIL},
            },
        }
    },
}
# A body that is no JSON object at all is refused as everywhere in v1.
_OAUTH_ERROR: Schema = {
    "anyOf": [
        {
            "type": "object",
            "required": ["error"],
            "properties": {"error": {"type": "string"}, "error_description": {"type": "string"}},
        },
        _V1_ERROR,
    ]
}
_SYNCED: Schema = {
    "type": "object",
    "required": ["entities", "errors"],
    "properties": {"entities": _LIST, "errors": _LIST},
}


def openapi(operations: Sequence[Operation]) -> dict[str, object]:
    """An OpenAPI 3.1 document of the operations, those that answer 501 included."""
    paths: dict[str, dict[str, object]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Procore, simulated by Tieout",
            "version": "1",
            "description": "Made from what the simulator offers; not Procore's own document.",
        },
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    }


def _described(operation: Operation) -> dict[str, object]:
    described: dict[str, object] = {
        "operationId": operation.name,
        "description": f"Evidence: {operation.evidence}. Source: {operation.source}.",
        "parameters": [*_path_parameters(operation), *_query_parameters(operation)],
        "responses": _responses(operation),
    }
    if operation.method in ("POST", "PATCH", "PUT"):
        body = BODIES.get(operation.name)
        schema = body.schema() if body is not None else _OBJECT
        content = {"application/json": {"schema": schema}}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _path_parameters(operation: Operation) -> list[dict[str, object]]:
    digits = {"type": "string", "pattern": "^[0-9]{1,18}$"}
    return [
        {"name": name, "in": "path", "required": True, "schema": digits}
        for name in re.findall(r"\{(\w+)\}", operation.path)
    ]


def _query_parameters(operation: Operation) -> list[dict[str, object]]:
    if operation.path.startswith("/oauth/"):
        return []
    return [
        {"name": name, "in": "query", "required": False, "schema": schema}
        for name, schema in _QUERY.items()
        if f"{{{name}}}" not in operation.path
    ]


def _responses(operation: Operation) -> dict[str, object]:
    is_oauth = operation.path.startswith("/oauth/")
    is_v2 = operation.path.startswith(V2_PREFIX)
    error = _OAUTH_ERROR if is_oauth else _V2_ERROR if is_v2 else _V1_ERROR
    media_type = "text/html" if operation.name in _HTML else "application/json"
    responses: dict[str, object] = {
        str(status): _answer("Refused", error, *{"application/json", media_type})
        for status in (_OAUTH_ERRORS if is_oauth else _REST_ERRORS)
    }
    if operation.handler is None:
        responses["501"] = _answer("Not implemented by the simulator", error)
        return responses
    status = _SUCCESS.get(operation.name, {"POST": 201, "DELETE": 204}.get(operation.method, 200))
    if status in (204, 302) or operation.name in _BODILESS:
        responses[str(status)] = {"description": "Done"}
    else:
        responses[str(status)] = _answer("Done", _shown(operation, is_v2), media_type)
    return responses


def _shown(operation: Operation, is_v2: bool) -> Schema:
    if operation.name.startswith("sync_"):
        return _SYNCED
    payload = _LIST if operation.name.startswith("list_") else _OBJECT
    if not is_v2:
        return payload
    return {"type": "object", "required": ["data"], "properties": {"data": payload}}


def _answer(description: str, schema: Schema, *media_types: str) -> dict[str, object]:
    """An answer in any of the media types, JSON when none is named; only JSON has a schema."""
    content = {
        media_type: {"schema": schema} if media_type == "application/json" else {}
        for media_type in media_types or ("application/json",)
    }
    return {"description": description, "content": content}
