"""OAuth's own error shape (RFC 6749; that Procore uses it is unverified, procore_api.md 6)."""

from simulator.http.message import Reply
from simulator.procore.responses import shown


def invalid_client() -> Reply:
    return _error(401, "invalid_client", "Client authentication failed", "unknown client or secret")


def invalid_grant(because: str) -> Reply:
    return _error(401, "invalid_grant", "The provided authorization grant is invalid", because)


def invalid_request(what: str) -> Reply:
    return _error(400, "invalid_request", what, what)


def bad_redirect_uri() -> Reply:
    what = "The redirect uri included is not valid"
    return _error(400, "invalid_redirect_uri", what, "the redirect address is not registered")


def unsupported_grant_type() -> Reply:
    return _error(
        400, "unsupported_grant_type", "The grant type is not supported", "unknown grant type"
    )


def _error(status: int, code: str, description: str, because: str) -> Reply:
    reply = shown({"error": code, "error_description": description}, status=status)
    return Reply(status, reply.body, refusal=because)
