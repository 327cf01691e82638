"""Calls to Procore's REST API: token, company, JSON and outcomes; what they are about is not known
here."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import NoReturn

import httpx

from engine.connectors.connection import Connection
from engine.connectors.json_values import Json, Sendable
from engine.connectors.procore.refusals import refusal_text
from engine.connectors.procore.token import ServiceAccount
from engine.connectors.statuses import demand_success
from engine.connectors.transmission import (
    Answer,
    CallLimits,
    Purpose,
    Transmission,
    without_secrets,
)
from engine.ports.outcomes import Refused, Unreadable

SYSTEM = "procore"
TOKEN_REFUSED = 401


class ProcoreSession:
    """One service account of one company. May be used by several threads."""

    def __init__(
        self,
        connection: Connection,
        client: httpx.Client,
        limits: CallLimits,
        now: Callable[[], datetime],
        monotonic_s: Callable[[], float],
    ) -> None:
        self.company_id = connection.procore_company_id
        self.limits = limits
        self._base_url = connection.procore_url.rstrip("/")
        self._transmission = Transmission(SYSTEM, client, limits, connection.secrets, monotonic_s)
        self._service_account = ServiceAccount(connection, self._transmission, now)
        self._now = now

    def read(
        self, operation: str, path: str, query: Mapping[str, str] | None = None
    ) -> tuple[Json, httpx.Headers]:
        """GET: the JSON content and the headers."""
        answer = self._answer(operation, Purpose.READ, "GET", path, query, None)
        return self._content(operation, Purpose.READ, answer), answer.headers

    def write(
        self,
        operation: str,
        method: str,
        path: str,
        body: Sendable,
        query: Mapping[str, str] | None = None,
    ) -> Json:
        """POST or PATCH a JSON body: the JSON content of the answer."""
        sent = json.dumps(body, ensure_ascii=False).encode()
        answer = self._answer(operation, Purpose.WRITE, method, path, query, sent)
        return self._content(operation, Purpose.WRITE, answer)

    def delete(self, operation: str, path: str, query: Mapping[str, str]) -> None:
        """DELETE, which Procore answers without a body."""
        self._answer(operation, Purpose.WRITE, "DELETE", path, query, None)

    def refused(self, operation: str, messages: Sequence[str]) -> Refused:
        """The error for items that were not taken, all of them."""
        text = without_secrets("; ".join(messages), self._transmission.secrets)
        return Refused(SYSTEM, operation, text)

    @contextmanager
    def answer_to_write(self, operation: str) -> Iterator[None]:
        """While the answer to a write is read: one that makes no sense leaves the write open."""
        try:
            yield
        except Unreadable as error:
            raise self._transmission.senseless(
                operation, Purpose.WRITE, f"sent, but the answer makes no sense: {error.detail}"
            ) from error

    def _answer(
        self,
        operation: str,
        purpose: Purpose,
        method: str,
        path: str,
        query: Mapping[str, str] | None,
        content: bytes | None,
    ) -> Answer:
        token = self._service_account.token()
        answer = self._sent(operation, purpose, method, path, query, content, token)
        if answer.status == TOKEN_REFUSED:  # nothing was done, so a write may be sent once more
            token = self._service_account.renewed(token)
            answer = self._sent(operation, purpose, method, path, query, content, token)
        detail = "" if answer.is_success else refusal_text(answer.body).replace(token, "***")
        demand_success(self._transmission, operation, purpose, answer, detail, self._now())
        return answer

    def _sent(
        self,
        operation: str,
        purpose: Purpose,
        method: str,
        path: str,
        query: Mapping[str, str] | None,
        content: bytes | None,
        token: str,
    ) -> Answer:
        headers = {
            "Accept": "application/json",
            "Authorization": f"Bearer {token}",
            # Required on every call of a service account, also with the company in the path.
            "Procore-Company-Id": str(self.company_id),
        }
        if content is not None:
            headers["Content-Type"] = "application/json"
        return self._transmission.send(
            operation,
            purpose,
            method,
            f"{self._base_url}{path}",
            headers=headers,
            query=query,
            content=content,
        )

    def _content(self, operation: str, purpose: Purpose, answer: Answer) -> Json:
        try:
            # Numbers with a fraction are kept as they are written: money never becomes a float.
            content: Json = json.loads(
                answer.body, parse_float=Decimal, parse_constant=_no_constant
            )
        except (ValueError, ArithmeticError, RecursionError) as error:
            raise self._transmission.senseless(
                operation, purpose, f"HTTP {answer.status}, but the body is not JSON: {error}"
            ) from error
        return content


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")
