"""The control plane's own OpenAPI, made from the calls themselves so that it cannot drift."""

from collections.abc import Sequence

from simulator.control.call import ControlCall

ERROR = {
    "description": "Wrong use: one sentence that says what is wrong and what to send",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["error"],
                "properties": {"error": {"type": "string"}},
            }
        }
    },
}
DONE = {
    "description": "Done",
    "content": {"application/json": {"schema": {"type": "object"}}},
}


def openapi(calls: Sequence[ControlCall], prefix: str) -> dict[str, object]:
    """An OpenAPI 3.1 document."""
    paths: dict[str, dict[str, object]] = {}
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
    }


def _operation(call: ControlCall) -> dict[str, object]:
    operation: dict[str, object] = {
        "operationId": f"{call.method.lower()}_{call.path.replace('/', '_')}",
        "summary": call.summary,
        "responses": {"200": DONE, "400": ERROR, "404": ERROR, "409": ERROR},
    }
    if call.filters:
        operation["parameters"] = [
            {"name": name, "in": "query", "required": False, "schema": schema}
            for name, schema in call.filters.items()
        ]
    if call.fields:
        operation["requestBody"] = {
            "required": bool(call.required),
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "properties": dict(call.fields),
                        "required": list(call.required),
                        "additionalProperties": call.takes_any_field,
                    }
                }
            },
        }
    return operation
