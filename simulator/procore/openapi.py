"""An OpenAPI document of the simulated Procore, made from what serves: the operations, the types
that their answers are held to, the readers of their bodies, and what their lists are narrowed by.
"""

import re
from collections.abc import Mapping, Sequence

from simulator.http.operation import AnyOperation
from simulator.procore.openapi_answers import PREFIX, Schema, described_answers
from simulator.procore.openapi_bodies import request_body
from simulator.procore.openapi_errors import ERRORS, closed
from simulator.procore.openapi_queries import is_paged, query_parameters
from simulator.procore.responses import V2_PREFIX

_REST_ERRORS = (400, 401, 403, 404, 413, 422, 429)
_OAUTH_ERRORS = (400, 401, 413, 422, 429)
_LINE_V2_ERRORS = (400, 401, 403, 404, 409, 413, 429)
# Statuses that differ from 200 for reading and changing, 201 for making and 204 for deleting.
_SUCCESS: Mapping[str, Sequence[int]] = {
    "create_prime_contract_line_item_v2": (200,),
    "create_prime_change_order_line_item": (200,),
    "create_webhook_triggers_in_bulk": (200, 207),
    "delete_webhook_triggers_in_bulk": (200, 207),
    "create_company_webhook_triggers_in_bulk_v2": (200, 207),
    "delete_company_webhook_triggers_in_bulk_v2": (200, 207),
    "create_project_webhook_triggers_in_bulk_v2": (200, 207),
    "delete_project_webhook_triggers_in_bulk_v2": (200, 207),
    "delete_prime_contract": (200,),
    "delete_prime_contract_line_item": (200,),
    "delete_potential_change_order_line_item": (200,),
    "request_token": (200,),
    "revoke_token": (200,),
    "decide_consent": (200, 302),
}
_COUNT: Schema = {"required": True, "schema": {"type": "integer", "minimum": 0}}
_LIMITS = dict.fromkeys(
    ("X-Rate-Limit-Limit", "X-Rate-Limit-Remaining", "X-Rate-Limit-Reset"), _COUNT
)
_PAGING = {"Total": _COUNT, "Per-Page": _COUNT, "Link": {"schema": {"type": "string"}}}
_HTML = frozenset({"authorize", "decide_consent"})
_DONE: Schema = {"description": "Done"}


def openapi(operations: Sequence[AnyOperation]) -> dict[str, object]:
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
        "components": {
            "schemas": {**described_answers().components, **ERRORS},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _described(operation: AnyOperation) -> dict[str, object]:
    described: dict[str, object] = {
        "operationId": operation.name,
        "description": f"Evidence: {operation.evidence}. Source: {operation.source}.",
        "parameters": [*_path_parameters(operation), *query_parameters(operation)],
        "responses": _responses(operation),
    }
    body = request_body(operation.name)
    if body is not None:
        described["requestBody"] = body
    if operation.path.startswith("/oauth/"):
        described["security"] = []
    return described


def _path_parameters(operation: AnyOperation) -> list[dict[str, object]]:
    digits = {"type": "string", "pattern": "^[0-9]{1,18}$"}
    return [
        {"name": name, "in": "path", "required": True, "schema": digits}
        for name in re.findall(r"\{(\w+)\}", operation.path)
    ]


def _responses(operation: AnyOperation) -> dict[str, object]:
    is_oauth = operation.path.startswith("/oauth/")
    is_v2 = operation.path.startswith(V2_PREFIX)
    error = _referred("OauthError" if is_oauth else "V2Error" if is_v2 else "V1Error")
    refusals = _OAUTH_ERRORS if is_oauth else _REST_ERRORS
    if is_v2 and "line_item" in operation.name:
        refusals = _LINE_V2_ERRORS
    answers = {status: _answer("Refused", error) for status in refusals}
    if operation.handler is None:
        answers[501] = _answer("Not implemented by the simulator", error)
    else:
        by_method = {"POST": (201,), "DELETE": (204,)}
        for status in _SUCCESS.get(operation.name, by_method.get(operation.method, (200,))):
            answers[status] = _success(operation, status)
    return {
        str(status): {**answer, "headers": _headers(operation, status)}
        for status, answer in answers.items()
    }


def _headers(operation: AnyOperation, status: int) -> Mapping[str, object]:
    """Rate limits on every answer, and what a list says of its pages (procore_api.md 3, 5)."""
    if status == 429:
        return {**_LIMITS, "Retry-After": _COUNT}
    if status == 302:
        return {**_LIMITS, "Location": {"required": True, "schema": {"type": "string"}}}
    return {**_LIMITS, **_PAGING} if status == 200 and is_paged(operation) else _LIMITS


def _success(operation: AnyOperation, status: int) -> Schema:
    if operation.name in _HTML:
        return _DONE if status == 302 else {**_DONE, "content": {"text/html": {}}}
    shown = described_answers().by_operation.get(operation.name)
    if shown is None:
        return _DONE
    if operation.name.startswith("sync_"):
        errors = {"type": "array", "items": _referred("ItemInError")}
        shown = closed({"entities": {"type": "array", "items": shown}, "errors": errors})
    elif operation.path.startswith(V2_PREFIX):
        shown = closed({"data": shown})
    return _answer("Done", shown)


def _answer(description: str, schema: Schema) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _referred(name: str) -> Schema:
    return {"$ref": PREFIX + name}
