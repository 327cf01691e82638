"""The forms and answers of enhanced authentication (ENH)."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from simulator.http.message import Reply, Request
from simulator.spectrum.authorization.access_tokens import SCOPE, TOKEN_LIFE_SECONDS

FIELDS = ("client_id", "client_secret", "scope", "grant_type")
MAX_FIELDS = 20


def read_form(request: Request) -> dict[str, str] | None:
    """The four fields of a form; None when it is no form that can be read."""
    try:
        pairs = parse_qsl(request.body.decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        return None
    form = dict(pairs)
    return {name: form.get(name, "") for name in FIELDS}


def token_reply(token: str) -> Reply:
    return _json(
        200,
        {
            "access_token": token,
            "expires_in": TOKEN_LIFE_SECONDS,
            "token_type": "Bearer",
            "scope": SCOPE,
        },
    )


def rotation_reply(secret: str, expires_at: float) -> Reply:
    expiration = datetime.fromtimestamp(expires_at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return _json(200, {"client_secret": secret, "estimated_expiration": expiration})


def refusal(status: int, error: str, description: str) -> Reply:
    """RFC 6749's error body: that Spectrum keeps to it is assumed."""
    reply = _json(status, {"error": error, "error_description": description})
    return Reply(reply.status, reply.body, reply.content_type, refusal=description)


def _json(status: int, body: Mapping[str, str | int]) -> Reply:
    return Reply(status, json.dumps(body).encode())
