"""What an HTTP status says about a call; the same for both products."""

import math
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

from engine.connectors.transmission import Answer, Purpose, Transmission
from engine.ports.outcomes import Refused, Unavailable

NOT_IMPLEMENTED = 501
MAX_RETRY_AFTER_S = 3_600.0  # the longest rate window of Procore (procore_api.md 5)


def demand_success(
    transmission: Transmission,
    operation: str,
    purpose: Purpose,
    answer: Answer,
    detail: str,
    now: datetime,
) -> None:
    """Raise what a status other than 2xx means; `detail` is what the body said.

    429, and 503 with Retry-After, say that nothing was done. A 408 or another 5xx leaves a write
    open. Every other 4xx, and 501, is a refusal. A redirect is not followed.
    """
    if answer.is_success:
        return
    status = answer.status
    text = f"HTTP {status}" + (f": {detail}" if detail else "")
    wait_s = retry_after_s(answer.headers, now)
    if status == 429 or (status == 503 and wait_s is not None):
        if wait_s is None:
            wait_s = rate_limit_reset_s(answer.headers, now)
        raise Unavailable(transmission.system, operation, transmission.redacted(text), wait_s)
    if status == 408 or (status >= 500 and status != NOT_IMPLEMENTED):
        raise transmission.failed(operation, purpose, text, wait_s)
    if status >= 400:
        raise Refused(transmission.system, operation, transmission.redacted(text))
    raise transmission.senseless(
        operation,
        purpose,
        f"HTTP {status} where an answer was expected; redirects are not followed: "
        "check the address in the connection file",
    )


def retry_after_s(headers: httpx.Headers, now: datetime) -> float | None:
    """The wait that Retry-After asks for, as seconds or as a moment; 0 to one hour, or None."""
    asked = headers.get("Retry-After", "").strip()
    seconds = _number(asked)
    if seconds is None:
        moment_s = _http_moment_s(asked)
        if moment_s is None:
            return None
        seconds = moment_s - _server_now_s(headers, now)
    return min(max(seconds, 0.0), MAX_RETRY_AFTER_S)


def rate_limit_reset_s(headers: httpx.Headers, now: datetime) -> float | None:
    """The wait until X-Rate-Limit-Reset (unix seconds), 0 to one hour; None without sense.

    A reset further away comes from a clock unlike ours: no advice is better than a wrong one.
    """
    reset_s = _number(headers.get("X-Rate-Limit-Reset", ""))
    if reset_s is None:
        return None
    seconds = reset_s - _server_now_s(headers, now)
    return seconds if 0 <= seconds <= MAX_RETRY_AFTER_S else None


def _server_now_s(headers: httpx.Headers, now: datetime) -> float:
    """The server's own time where it tells it: its moments are measured by its clock."""
    told_s = _http_moment_s(headers.get("Date", ""))
    return told_s if told_s is not None else now.timestamp()


def _http_moment_s(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except ValueError:
        return None


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
