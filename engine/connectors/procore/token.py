"""The access token of the service account: OAuth 2 client credentials (procore_api.md 1)."""

import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from engine.connectors.connection import Connection
from engine.connectors.json_values import Json
from engine.connectors.procore.refusals import refusal_text
from engine.connectors.statuses import demand_success
from engine.connectors.transmission import Purpose, Transmission
from engine.ports.outcomes import Unreadable

OPERATION = "log in"
RENEW_BEFORE_EXPIRY_S = 60.0
MAX_LIFE_S = 24 * 3_600.0
MAX_SECONDS = 1e12
_TOKEN = re.compile(r"[!-~]{1,8192}")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    good_until_s: float


class ServiceAccount:
    """Holds one token for all threads and fetches another when it has run out.

    Fetching a token changes nothing, so a failure is Unavailable even on the way to a write.
    """

    def __init__(
        self, connection: Connection, transmission: Transmission, now: Callable[[], datetime]
    ) -> None:
        self._connection = connection
        self._transmission = transmission
        self._now = now
        self._lock = threading.Lock()
        self._token: _Token | None = None

    def token(self) -> str:
        """A token that is good by the server's own word."""
        with self._lock:
            if self._token is None or self._now().timestamp() >= self._token.good_until_s:
                self._token = self._fetched()
            return self._token.text

    def renewed(self, refused: str) -> str:
        """Another token after the server refused this one; another thread may have fetched it."""
        with self._lock:
            if self._token is None or self._token.text == refused:
                self._token = self._fetched()
            return self._token.text

    def _fetched(self) -> _Token:
        asked_at = self._now()
        form = {
            "grant_type": "client_credentials",
            "client_id": self._connection.procore_client_id,
            "client_secret": self._connection.procore_client_secret,
        }
        answer = self._transmission.send(
            OPERATION,
            Purpose.READ,
            "POST",
            f"{self._connection.procore_url.rstrip('/')}/oauth/token",
            headers={"Accept": "application/json", "Content-Type": "application/json"},
            content=json.dumps(form).encode(),
        )
        demand_success(
            self._transmission,
            OPERATION,
            Purpose.READ,
            answer,
            refusal_text(answer.body),
            asked_at,
        )
        return _read(answer.body, asked_at)


def _read(body: bytes, asked_at: datetime) -> _Token:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise Unreadable("procore", OPERATION, "the answer is not a JSON object")
    text = content.get("access_token")
    if not isinstance(text, str) or not _TOKEN.fullmatch(text):
        raise Unreadable("procore", OPERATION, "access_token is missing or not a token")
    expires_in_s = _seconds(content.get("expires_in"))
    if expires_in_s is None or not 0 < expires_in_s <= MAX_LIFE_S:
        raise Unreadable("procore", OPERATION, "expires_in is missing or not a number of seconds")
    life_s = _life_s(_seconds(content.get("created_at")), expires_in_s, asked_at)
    return _Token(text, asked_at.timestamp() + life_s)


def _life_s(created_at_s: float | None, expires_in_s: float, asked_at: datetime) -> float:
    """How long from now on the token is good: a server may hand out one that it made earlier.

    A creation time that makes no sense by our clock says only that the clocks differ; then the
    token counts as new, and a 401 will tell otherwise.
    """
    age_s = asked_at.timestamp() - created_at_s if created_at_s is not None else 0.0
    if not 0 <= age_s < expires_in_s:
        age_s = 0.0
    return max(expires_in_s - age_s - RENEW_BEFORE_EXPIRY_S, 0.0)


def _seconds(value: Json) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < MAX_SECONDS else None
