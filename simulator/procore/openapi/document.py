"""An OpenAPI document of the simulated Procore, rendered from what each operation declares at its
route: the types that its answer is held to, the readers of its body, and its query parameters.
"""

import re
from collections.abc import Mapping, Sequence

from simulator.procore.openapi.answers import PREFIX, DescribedAnswers, Schema, described_answers
from simulator.procore.openapi.bodies import request_body
from simulator.procore.openapi.errors import ERRORS, closed
from simulator.procore.openapi.queries import query_parameters
from simulator.procore.operations import ProcoreOperation
from simulator.procore.responses import OAUTH_PREFIX, V2_PREFIX

_REST_ERRORS = (400, 401, 403, 404, 413, 422, 429)
_OAUTH_ERRORS = (400, 401, 413, 422, 429)
_COUNT: Schema = {"required": True, "schema": {"type": "integer", "minimum": 0}}
_LIMITS = dict.fromkeys(
    ("X-Rate-Limit-Limit", "X-Rate-Limit-Remaining", "X-Rate-Limit-Reset"), _COUNT
)
_PAGING = {"Total": _COUNT, "Per-Page": _COUNT, "Link": {"schema": {"type": "string"}}}
_DONE: Schema = {"description": "Done"}


def openapi(operations: Sequence[ProcoreOperation]) -> dict[str, object]:
    """An OpenAPI 3.1 document of the operations, those that answer 501 included."""
    answers = described_answers(operations)
    paths: dict[str, dict[str, object]] = {}
    for operation in operations:
        described = _described(operation, answers)
        paths.setdefault(operation.path, {})[operation.method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Procore, simulated by Tieout",
            "version": "1",
            "description": "Made from what the simulator offers; not Procore's own document.",
        },
        "paths": paths,
        "components": {
            "schemas": {**answers.components, **ERRORS},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _described(operation: ProcoreOperation, answers: DescribedAnswers) -> dict[str, object]:
    described: dict[str, object] = {
        "operationId": operation.name,
        "description": f"Evidence: {operation.evidence}. Source: {operation.source}.",
        "parameters": [*_path_parameters(operation), *query_parameters(operation)],
        "responses": _responses(operation, answers),
    }
    if operation.body is not None:
        described["requestBody"] = request_body(operation.body)
    if operation.path.startswith(OAUTH_PREFIX):
        described["security"] = []
    return described


def _path_parameters(operation: ProcoreOperation) -> list[dict[str, object]]:
    digits = {"type": "string", "pattern": "^[0-9]{1,18}$"}
    return [
        {"name": name, "in": "path", "required": True, "schema": digits}
        for name in re.findall(r"\{(\w+)\}", operation.path)
    ]


def _responses(operation: ProcoreOperation, answers: DescribedAnswers) -> dict[str, object]:
    is_oauth = operation.path.startswith(OAUTH_PREFIX)
    is_v2 = operation.path.startswith(V2_PREFIX)
    error = _referred("OauthError" if is_oauth else "V2Error" if is_v2 else "V1Error")
    usual = _OAUTH_ERRORS if is_oauth else _REST_ERRORS
    refusals = usual if operation.refusals is None else operation.refusals
    described = {status: _answer("Refused", error) for status in refusals}
    if operation.handler is None:
        described[501] = _answer("Not implemented by the simulator", error)
    for status in operation.statuses:
        described[status] = _success(operation, status, answers)
    return {
        str(status): {**answer, "headers": _headers(operation, status)}
        for status, answer in described.items()
    }


def _headers(operation: ProcoreOperation, status: int) -> Mapping[str, object]:
    """Rate limits on every answer, and what a list says of its pages (procore_api.md 3, 5)."""
    if status == 429:
        return {**_LIMITS, "Retry-After": _COUNT}
    if status == 302:
        return {**_LIMITS, "Location": {"required": True, "schema": {"type": "string"}}}
    is_paged = operation.listing is not None and operation.listing.is_paged
    return {**_LIMITS, **_PAGING} if status == 200 and is_paged else _LIMITS


def _success(operation: ProcoreOperation, status: int, answers: DescribedAnswers) -> Schema:
    if operation.answers.is_page:
        return _DONE if status == 302 else {**_DONE, "content": {"text/html": {}}}
    shown = answers.by_operation.get(operation.name)
    if shown is None:
        return _DONE
    if operation.answers.is_sync:
        errors = {"type": "array", "items": _referred("ItemInError")}
        shown = closed({"entities": {"type": "array", "items": shown}, "errors": errors})
    elif operation.path.startswith(V2_PREFIX):
        shown = closed({"data": shown})
    return _answer("Done", shown)


def _answer(description: str, schema: Schema) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _referred(name: str) -> Schema:
    return {"$ref": PREFIX + name}
