"""Holds what the simulated Procore answers to its own OpenAPI document."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from simulator.http.operation import Match
from simulator.http.site import CONTROL_PREFIX, FAULT_HEADER
from simulator.procore.openapi import openapi
from simulator.procore.site import ProcoreSite
from simulator.world.world import World

Schema = Mapping[str, Any]

SITE = ProcoreSite(World(seed=0))
DOCUMENT: Schema = openapi(SITE.router.operations)
_SCHEMAS: Schema = DOCUMENT["components"]["schemas"]
_REFERENCE = "#/components/schemas/"


class NotAsDescribed(AssertionError):
    """An answer that the document does not promise, with what it does promise."""


def held_to_the_document(response: httpx.Response) -> None:
    """Raise NotAsDescribed unless the document promises this status, media type and body of the
    operation. Only what a fault has made says so in a header, and is let through."""
    request = response.request
    if FAULT_HEADER in response.headers or request.url.path.startswith(CONTROL_PREFIX):
        return
    response.read()
    match = SITE.router.match(request.method, request.url.path)
    where = f"{request.method} {request.url.path}: {response.status_code}"
    if match is None:
        if response.status_code != 404:
            raise NotAsDescribed(f"{where} by an operation that is not described")
        return
    contents = _contents(match, response.status_code)
    if contents is None:
        raise NotAsDescribed(f"{where} is no status of {match.operation.name}")
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    if not contents and not response.content:
        return
    if media_type not in contents:
        raise NotAsDescribed(f"{where} is {media_type}, not one of {list(contents)}")
    check = contents[media_type]
    if check is not None:
        check(where, response.json())


Check = Callable[[str, object], None]
_checks: dict[tuple[str, int], dict[str, Check | None] | None] = {}


def _contents(match: Match, status: int) -> dict[str, Check | None] | None:
    """What is promised by media type: empty for no body, None for an undocumented status."""
    operation = match.operation
    key = operation.name, status
    if key not in _checks:
        described = DOCUMENT["paths"][operation.path][operation.method.lower()]
        answer = described["responses"].get(str(status))
        _checks[key] = None if answer is None else _by_media_type(answer)
    return _checks[key]


def _by_media_type(answer: Schema) -> dict[str, Check | None]:
    return {
        media_type: _check(content["schema"]) if "schema" in content else None
        for media_type, content in answer.get("content", {}).items()
    }


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
