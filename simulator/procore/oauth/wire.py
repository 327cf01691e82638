"""What comes to and goes from the token endpoints: JSON, form, multipart, and HTTP Basic."""

import base64
import binascii
from collections.abc import Mapping
from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from simulator.http.message import Request
from simulator.procore.oauth.model import AccessToken, Application
from simulator.procore.payload import body_object
from simulator.procore.responses import Refusal

if TYPE_CHECKING:
    from simulator.procore.oauth import shapes

MAX_FORM_FIELDS = 100


def parameters(request: Request) -> dict[str, str]:
    """Body parameters of any of the three encodings, then those of the query, then HTTP Basic's
    client id and secret where the body has none; Refusal 400 when the body cannot be read."""
    content_type = request.headers.get("content-type", "")
    if "multipart/form-data" in content_type:
        sent = _multipart(content_type, request.body)
    elif "application/x-www-form-urlencoded" in content_type:
        sent = _form(request.body)
    else:
        sent = {key: str(value) for key, value in body_object(request).items()}
    return {**_basic(request.headers), **dict(request.query_pairs), **sent}


def _form(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode(), max_num_fields=MAX_FORM_FIELDS))
    except (UnicodeDecodeError, ValueError):
        raise Refusal(400, "The form in the request body cannot be read") from None


def _multipart(content_type: str, body: bytes) -> dict[str, str]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    sent: dict[str, str] = {}
    for part in list(message.iter_parts())[:MAX_FORM_FIELDS] if message.is_multipart() else []:
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            sent[name] = content.decode("utf-8", "replace").strip("\r\n")
    if not sent:
        raise Refusal(400, "The multipart form in the request body cannot be read")
    return sent


def _basic(headers: Mapping[str, str]) -> dict[str, str]:
    scheme, _, credentials = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return {}
    try:
        client_id, _, secret = base64.b64decode(credentials, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return {}
    return {"client_id": client_id, "client_secret": secret}


def token_answer(token: AccessToken, refresh_token: str | None) -> "shapes.AccessToken":
    """Client credentials get no refresh token (procore_api.md 1)."""
    answer: shapes.AccessToken = {
        "access_token": token.token,
        "token_type": "bearer",
        "expires_in": int(token.expires_at - token.created_at),
        "created_at": int(token.created_at),
    }
    if refresh_token is not None:
        answer["refresh_token"] = refresh_token
    return answer


def token_info(token: AccessToken, application: Application, now: float) -> "shapes.TokenInfo":
    return {
        "resource_owner_id": token.user_id,
        "scopes": [],
        "expires_in_seconds": int(token.expires_at - now),
        "application": {"uid": application.client_id},
        "created_at": int(token.created_at),
    }
