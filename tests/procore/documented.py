"""Holds what the simulated Procore answers to its own OpenAPI document."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

import httpx
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from simulator.http.operation import AnyOperation
from simulator.http.site import CONTROL_PREFIX, FAULT_HEADER
from simulator.procore.openapi.document import openapi
from simulator.procore.site import OLD_PREFIX, V1_PREFIX, ProcoreSite
from simulator.world.world import World

Schema = Mapping[str, Any]

SITE = ProcoreSite(World(seed=0))
DOCUMENT: Schema = openapi(SITE.operations)
_SCHEMAS: Schema = DOCUMENT["components"]["schemas"]
_REFERENCE = "#/components/schemas/"


class NotAsDescribed(AssertionError):
    """An answer that the document does not promise, with what it does promise."""


def held_to_the_document(response: httpx.Response) -> None:
    """Raise NotAsDescribed unless the document promises this answer to the request. Only what a
    fault has made says so in a header, and is let through."""
    request = response.request
    if FAULT_HEADER in response.headers or request.url.path.startswith(CONTROL_PREFIX):
        return
    response.read()
    if request.method == "HEAD":
        if response.content:
            raise NotAsDescribed(f"HEAD {request.url.path} has a body")
        return
    path = request.url.path
    if path.startswith(OLD_PREFIX):
        path = V1_PREFIX + path.removeprefix(OLD_PREFIX)
    match = SITE.router.match(request.method, path)
    if match is not None:
        hold_to_the_document(match.operation, response)
    elif response.status_code not in (404, 429):
        raise NotAsDescribed(f"{request.method} {request.url.path} is described nowhere")


def hold_to_the_document(operation: AnyOperation, response: httpx.Response) -> None:
    """Raise NotAsDescribed unless the document promises the status with its headers, media type
    and body of the operation."""
    where = f"{operation.name}: {response.status_code}"
    promise = _promise(operation, response.status_code)
    if promise is None:
        raise NotAsDescribed(f"{where} is no status that is described")
    missing = promise.headers - {name.lower() for name in response.headers}
    if missing:
        raise NotAsDescribed(f"{where} lacks {sorted(missing)}")
    if not promise.checks:
        if response.content:
            raise NotAsDescribed(f"{where} has a body where none is described")
        return
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    if media_type not in promise.checks:
        raise NotAsDescribed(f"{where} is {media_type}, not one of {list(promise.checks)}")
    check = promise.checks[media_type]
    if check is not None:
        check(where, response.json())


Check = Callable[[str, object], None]


class Promise(NamedTuple):
    """Headers in lower case, and a check by media type; none for no body."""

    headers: set[str]
    checks: dict[str, Check | None]


@cache
def _promise(operation: AnyOperation, status: int) -> Promise | None:
    """What is promised of an operation and status; None for an undocumented status."""
    described = DOCUMENT["paths"][operation.path][operation.method.lower()]
    answer = described["responses"].get(str(status))
    if answer is None:
        return None
    headers = {name.lower() for name, one in answer["headers"].items() if one.get("required")}
    checks = {
        media_type: _check(content["schema"]) if "schema" in content else None
        for media_type, content in answer.get("content", {}).items()
    }
    return Promise(headers, checks)


def _check(schema: Schema) -> Check:
    validator = Draft202012Validator(_resolved(schema))

    def check(where: str, body: object) -> None:
        error = best_match(validator.iter_errors(body))
        if error is not None:
            raise NotAsDescribed(f"{where} at {error.json_path}: {error.message}")

    return check


def _resolved(schema: Any) -> Any:
    """The schema with what it refers to in its place, for that is checked much faster."""
    if isinstance(schema, list):
        return [_resolved(one) for one in schema]
    if not isinstance(schema, Mapping):
        return schema
    if "$ref" in schema:
        return _resolved(_SCHEMAS[schema["$ref"].removeprefix(_REFERENCE)])
    return {name: _resolved(value) for name, value in schema.items()}
