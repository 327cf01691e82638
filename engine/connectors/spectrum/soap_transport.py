"""zeep's way to the outside: our own HTTP client, limits and outcomes instead of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import httpx
from zeep.transports import Transport

from engine.connectors.statuses import demand_success
from engine.connectors.transmission import Answer, Purpose, Transmission
from engine.ports.outcomes import Unreadable

FAULT_STATUS = 500  # SOAP 1.1 sends faults with it; only zeep can read what they say
MAX_SHOWN_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class SoapReply:
    """What zeep looks at in a reply."""

    status_code: int
    headers: httpx.Headers
    content: bytes
    encoding: str = "utf-8"


class SoapTransport(Transport):
    """Carries the calls of one service. `purpose` says whether they may change something."""

    def __init__(
        self,
        transmission: Transmission,
        base_url: str,
        operation: str,
        purpose: Purpose,
        now: Callable[[], datetime],
    ) -> None:
        # Transport's own __init__ would open a second HTTP client.
        self.cache = None
        self.session = None
        self._close_session = False
        self._transmission = transmission
        self._base_url = base_url
        self._operation = operation
        self._purpose = purpose
        self._now = now

    def load(self, url: str) -> bytes:
        """Fetch a WSDL or what it imports; only from Spectrum itself, never from a file."""
        if urlsplit(url)[:2] != urlsplit(self._base_url)[:2]:
            raise Unreadable(
                self._transmission.system,
                self._operation,
                f"the WSDL refers to another host or to a file: {url[:MAX_SHOWN_CHARACTERS]}",
            )
        operation = f"{self._operation}: WSDL"
        answer = self._transmission.send(
            operation, Purpose.READ, "GET", url, headers={"Accept": "text/xml"}
        )
        demand_success(
            self._transmission, operation, Purpose.READ, answer, _said(answer), self._now()
        )
        return answer.body

    def post(self, address: str, message: bytes, headers: Mapping[str, str]) -> SoapReply:
        """Send one envelope. Everything but an answer that zeep can read is raised here."""
        answer = self._transmission.send(
            self._operation, self._purpose, "POST", address, headers=headers, content=message
        )
        is_fault = answer.status == FAULT_STATUS and b"Fault" in answer.body
        if not is_fault:
            demand_success(
                self._transmission,
                self._operation,
                self._purpose,
                answer,
                _said(answer),
                self._now(),
            )
        if not answer.body:
            raise self._transmission.senseless(
                self._operation, self._purpose, f"HTTP {answer.status} without a body"
            )
        return SoapReply(answer.status, answer.headers, answer.body)


def _said(answer: Answer) -> str:
    return answer.body[:MAX_SHOWN_CHARACTERS].decode("utf-8", errors="replace")
