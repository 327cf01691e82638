"""How the control plane is asked and answers: JSON, and one designed shape for every refusal."""

from typing import TypeAlias

import msgspec

from simulator.http.message import Reply, Request

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_encode = msgspec.json.Encoder().encode


class ControlError(ValueError):
    """A wrong call: what is wrong and what to send instead. `status` is the HTTP status."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


class Refusal(msgspec.Struct, frozen=True):
    """Wrong use: one sentence that says what is wrong and what to send."""

    error: str


def ok(content: object) -> Reply:
    return Reply(200, _encode(content))


def refused(error: ControlError) -> Reply:
    return Reply(error.status, _encode(Refusal(str(error))))


def body_of(request: Request) -> dict[str, Json]:
    """The request's JSON object; an empty body is an empty object."""
    if not request.body:
        return {}
    try:
        content = msgspec.json.decode(request.body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ControlError(f"the body is not JSON: {error}") from error
    if not isinstance(content, dict):
        raise ControlError(f"the body must be a JSON object, not {type(content).__name__}")
    return content
