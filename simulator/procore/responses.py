"""How Procore answers and refuses: shapes, numbers and times that every entity group shares.

v1 answers bare objects, v2 wraps them in `data`; each has its own error
shape (procore_api.md 2, 6).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import overload

import msgspec

from simulator.http.message import Reply, Request
from simulator.procore.exact_amounts import EXACT

OAUTH_PREFIX = "/oauth/"
V2_PREFIX = "/rest/v2"

CODE_BY_STATUS = {
    400: "BAD_REQUEST",
    401: "UNAUTHORIZED",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    409: "CONFLICT",
    413: "PAYLOAD_TOO_LARGE",
    422: "VALIDATION_ERROR",
    429: "TOO_MANY_REQUESTS",
    431: "REQUEST_HEADER_FIELDS_TOO_LARGE",
    500: "INTERNAL_SERVER_ERROR",
    501: "NOT_IMPLEMENTED",
    503: "SERVICE_UNAVAILABLE",
}
# RFC 6749, 4.1.2.1 and 5.2; RFC 6750, 3.1.
OAUTH_ERROR_BY_STATUS = {
    401: "invalid_token",
    429: "temporarily_unavailable",
    503: "temporarily_unavailable",
}
_REASON_BY_STATUS = {401: "INVALID_TOKEN", 400: "INVALID_PROPERTY", 422: "INVALID_PROPERTY"}

FieldErrors = Mapping[str, Sequence[str]] | Sequence[str]

_encode = msgspec.json.Encoder(decimal_format="number").encode


class Refusal(Exception):
    """A request that Procore refuses.

    `message` is what the caller reads, `fields` the messages per field of a validation error (or
    bare messages, where v1 answers an array), `because` names the state that refused, in plain
    words, for the journal only.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        fields: FieldErrors | None = None,
        because: str | None = None,
        touched: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.fields = fields
        self.because = because
        self.touched = touched


def refused(request: Request, refusal: Refusal) -> Reply:
    """What a refusal looks like on the wire."""
    body: object
    if request.path.startswith(V2_PREFIX):
        body = _v2_error(refusal)
    elif request.path.startswith(OAUTH_PREFIX):
        body = _oauth_error(refusal)
    else:
        body = _v1_error(refusal)
    # Where no state is to blame, what was wrong with the request is the reason.
    because = refusal.because or _in_one_line(refusal)
    return Reply(refusal.status, _encode(body), refusal=because, touched=refusal.touched)


def _in_one_line(refusal: Refusal) -> str:
    if not isinstance(refusal.fields, Mapping):
        return refusal.message
    return "; ".join(
        f"{name} {message}" for name, messages in refusal.fields.items() for message in messages
    )


def _oauth_error(refusal: Refusal) -> dict[str, str]:
    """RFC 6749's shape; that Procore keeps to it is unverified (procore_api.md 6)."""
    fallback = "server_error" if refusal.status >= 500 else "invalid_request"
    error = OAUTH_ERROR_BY_STATUS.get(refusal.status, fallback)
    return {"error": error, "error_description": refusal.message}


def _v1_error(refusal: Refusal) -> dict[str, object]:
    if refusal.fields is not None:
        return {"errors": refusal.fields}
    body: dict[str, object] = {"code": refusal.status, "message": refusal.message}
    if refusal.status == 401:
        body["errors"] = "Unauthorized"
    return body


def _v2_error(refusal: Refusal) -> dict[str, object]:
    code = CODE_BY_STATUS.get(refusal.status, "ERROR")
    reason = _REASON_BY_STATUS.get(refusal.status, code)
    if not isinstance(refusal.fields, Mapping):
        details = [{"reason_code": reason, "message": refusal.message}]
    else:
        details = [
            {"reason_code": reason, "message": f"{name} {message}"}
            for name, messages in refusal.fields.items()
            for message in messages
        ]
    return {"error": {"code": code, "message": code.replace("_", " ").title(), "details": details}}


def shown(
    payload: object,
    *,
    status: int = 200,
    headers: tuple[tuple[str, str], ...] = (),
    touched: tuple[str, ...] = (),
) -> Reply:
    """A v1 answer: the object or array itself."""
    return Reply(status, _encode(payload), headers=headers, touched=touched)


def shown_v2(
    payload: object,
    *,
    status: int = 200,
    headers: tuple[tuple[str, str], ...] = (),
    touched: tuple[str, ...] = (),
) -> Reply:
    """A v2 answer, wrapped in `data`."""
    return Reply(status, _encode({"data": payload}), headers=headers, touched=touched)


@overload
def v1_decimal(value: Decimal) -> str: ...
@overload
def v1_decimal(value: Decimal | None) -> str | None: ...
def v1_decimal(value: Decimal | None) -> str | None:
    """As Ruby prints a BigDecimal, never padded to two places: 7396144.0, 343.85, 0.0."""
    if value is None:
        return None
    if not value:
        return "0.0"  # most amounts of most records
    text = format(value.normalize(EXACT), "f")
    return text if "." in text else text + ".0"


@overload
def v2_decimal(value: Decimal) -> str: ...
@overload
def v2_decimal(value: Decimal | None) -> str | None: ...
def v2_decimal(value: Decimal | None) -> str | None:
    """An unformatted decimal, its places kept: 299.00."""
    return None if value is None else format(value, "f")


@overload
def instant(moment: datetime) -> str: ...
@overload
def instant(moment: datetime | None) -> str | None: ...
def instant(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC, to the second: 2020-04-09T12:00:00Z."""
    return None if moment is None else _written(moment)


@lru_cache(maxsize=1_024)
def _written(moment: datetime) -> str:
    # Not by strftime, which takes ten times as long and is called for every record of a list.
    return moment.isoformat()[:19] + "Z"


@overload
def day(value: date) -> str: ...
@overload
def day(value: date | None) -> str | None: ...
def day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
