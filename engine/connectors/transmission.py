"""One request over HTTP, and what it means for the sync when it does not end well.

A read that fails has changed nothing and can be tried again. A write that fails has either not
been sent, or may have been carried out: only a failure to connect proves the first (S1).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

import httpx

from engine.ports.outcomes import ConnectorError, Unavailable, UncertainOutcome, Unreadable

# Room for every error row of a SOAP reply; bodies that are no messages are cut far shorter.
MAX_DETAIL_CHARACTERS = 20_000
SHORTEST_SECRET = 6
NOTHING_WAS_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


class Purpose(Enum):
    """Whether a call can change something over there."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class CallLimits:
    """What one call may take: waiting times, the size of a reply, the pages of a list.

    `silence_timeout_s` bounds the wait for the next bytes, `max_call_s` the whole reply: a server
    that sends a byte now and then would never break the first.
    """

    connect_timeout_s: float = 5.0
    silence_timeout_s: float = 30.0
    max_call_s: float = 120.0
    max_reply_bytes: int = 32 * 1024 * 1024
    max_pages: int = 1_000

    @property
    def timeout(self) -> httpx.Timeout:
        return httpx.Timeout(self.silence_timeout_s, connect=self.connect_timeout_s)


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete reply."""

    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Transmission:
    """Sends requests for one system with one client. `secrets` are blotted out of error texts.

    `monotonic_s` is a clock that never goes back, for the length of calls.
    """

    system: str
    client: httpx.Client
    limits: CallLimits
    secrets: tuple[str, ...]
    monotonic_s: Callable[[], float]

    def send(
        self,
        operation: str,
        purpose: Purpose,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        query: Mapping[str, str] | None = None,
        content: bytes | None = None,
    ) -> Answer:
        """The complete answer, whatever its status; redirects are not followed.

        Raises Unavailable when nothing was sent or a read failed, UncertainOutcome when a write
        was cut off, Unreadable when a read's reply is larger than allowed.
        """
        began_s = self.monotonic_s()
        try:
            with self.client.stream(
                method,
                url,
                params=query or None,  # an empty mapping would strip the URL's own query
                headers={"Accept-Encoding": "identity", **headers},
                content=content,
                timeout=self.limits.timeout,
                follow_redirects=False,
            ) as response:
                body = self._bounded_body(operation, purpose, response, began_s)
                return Answer(response.status_code, response.headers, body)
        except NOTHING_WAS_SENT as error:
            raise Unavailable(
                self.system, operation, self.redacted(f"nothing was sent: {_what(error)}")
            ) from error
        except httpx.HTTPError as error:
            raise self.failed(
                operation, purpose, f"the connection failed on the way: {_what(error)}"
            ) from error

    def failed(
        self,
        operation: str,
        purpose: Purpose,
        detail: str,
        retry_after_seconds: float | None = None,
    ) -> ConnectorError:
        """What a failure means once the request may have left: uncertain for a write."""
        told = self.redacted(detail)
        match purpose:
            case Purpose.WRITE:
                return UncertainOutcome(self.system, operation, told)
            case Purpose.READ:
                return Unavailable(self.system, operation, told, retry_after_seconds)
            case _:
                assert_never(purpose)

    def senseless(self, operation: str, purpose: Purpose, detail: str) -> ConnectorError:
        """What an answer that makes no sense means: the write behind it may have been done."""
        told = self.redacted(detail)
        match purpose:
            case Purpose.WRITE:
                return UncertainOutcome(self.system, operation, told)
            case Purpose.READ:
                return Unreadable(self.system, operation, told)
            case _:
                assert_never(purpose)

    def redacted(self, text: str) -> str:
        """The text on one line, without any secret and not longer than an error should be."""
        return without_secrets(text, self.secrets)[:MAX_DETAIL_CHARACTERS]

    def _bounded_body(
        self, operation: str, purpose: Purpose, response: httpx.Response, began_s: float
    ) -> bytes:
        pieces: list[bytes] = []
        length = 0
        for piece in response.iter_bytes():
            length += len(piece)
            if length > self.limits.max_reply_bytes:
                raise self.senseless(
                    operation,
                    purpose,
                    f"the reply is larger than {self.limits.max_reply_bytes} bytes",
                )
            if self.monotonic_s() - began_s > self.limits.max_call_s:
                raise self.failed(
                    operation,
                    purpose,
                    f"the reply was not complete after {self.limits.max_call_s:g} s",
                )
            pieces.append(piece)
        return b"".join(pieces)


def without_secrets(text: str, secrets: Iterable[str]) -> str:
    """The text on one line, each secret replaced by stars. What is too short to be a secret stays:
    replacing it would only tear words apart."""
    for secret in secrets:
        if len(secret) >= SHORTEST_SECRET:
            text = text.replace(secret, "***")
    return " ".join(text.split())


def _what(error: httpx.HTTPError) -> str:
    text = str(error)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
