"""Calls to Spectrum's Data Exchange services; what they are about is not known here."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import httpx

from engine.connectors.connection import Connection
from engine.connectors.spectrum.response_rows import (
    Row,
    has_warning,
    read_rows,
    refusals,
)
from engine.connectors.transmission import CallLimits, Purpose, Transmission
from engine.ports.outcomes import Refused, Unreadable

if TYPE_CHECKING:
    from engine.connectors.spectrum.soap_service import SoapService

SYSTEM = "spectrum"


@dataclass(frozen=True, slots=True)
class GetReply:
    """The rows of a Get service; it has no pages, so a capped reply is not the whole list."""

    rows: Sequence[Row]
    is_capped: bool


class DataExchange:
    """One company's services. WSDLs are read once. May be used by several threads."""

    def __init__(
        self,
        connection: Connection,
        client: httpx.Client,
        limits: CallLimits,
        new_guid: Callable[[], str],
        now: Callable[[], datetime],
        monotonic_s: Callable[[], float],
    ) -> None:
        self.company_code = connection.spectrum_company_code
        self._authorization_id = connection.spectrum_authorization_id
        self._base_url = connection.spectrum_url.rstrip("/")
        self._transmission = Transmission(SYSTEM, client, limits, connection.secrets, monotonic_s)
        self._new_guid = new_guid
        self._now = now
        self._services: dict[str, SoapService] = {}
        self._lock = threading.Lock()

    def get(self, method: str, parameters: Mapping[str, str]) -> GetReply:
        """Call a Get service; parameters not named travel blank."""
        rows = self._rows(method, Purpose.READ, parameters)
        self._demand_no_refusal(method, rows)
        is_capped = any(has_warning(row) for row in rows)
        data = [row for row in rows if not has_warning(row)]
        if any(not any(row.values()) for row in data):
            # The answer to a used GUID: it says nothing about the books (spectrum_api.md 1.1).
            raise Unreadable(SYSTEM, method, "an empty row came instead of data")
        return GetReply(data, is_capped)

    def put(self, method: str, parameters: Mapping[str, str]) -> None:
        """Call a Put service. Refused carries the text and column of every error row."""
        self._demand_no_refusal(method, self._rows(method, Purpose.WRITE, parameters))

    def _demand_no_refusal(self, method: str, rows: Sequence[Row]) -> None:
        refused = refusals(rows)
        if refused:
            raise Refused(SYSTEM, method, self._transmission.redacted("; ".join(refused)))

    def _rows(self, method: str, purpose: Purpose, parameters: Mapping[str, str]) -> Sequence[Row]:
        service = self._service(method, purpose)
        given = {
            "Authorization_ID": self._authorization_id,
            "GUID": self._new_guid(),
            **parameters,
        }
        unknown = sorted(given.keys() - set(service.parameters))
        if unknown:
            raise Unreadable(
                SYSTEM, method, f"the WSDL has no parameter {', '.join(unknown)}; nothing was sent"
            )
        # Every declared parameter must be in the body, blank or not (spectrum_api.md 1).
        complete = {name: given.get(name, "") for name in service.parameters}
        for name, value in complete.items():
            if not value.isprintable() and not _is_xml_text(value):
                raise Refused(
                    SYSTEM, method, f"{name} holds a character that XML can't carry: {value[:80]!r}"
                )
        reply = service.call(complete)
        try:
            return read_rows(reply)
        except ValueError as error:
            raise service.senseless(error) from error

    def _service(self, method: str, purpose: Purpose) -> "SoapService":
        # Imported with the first call: zeep takes a tenth of a second, and pages begin without it.
        from engine.connectors.spectrum.soap_service import SoapService

        with self._lock:
            if method not in self._services:
                self._services[method] = SoapService.described(
                    self._transmission, self._base_url, method, purpose, self._now
                )
            return self._services[method]


def _is_xml_text(value: str) -> bool:
    return all(
        character in "\t\n\r"
        or "\x20" <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or character >= "\U00010000"
        for character in value
    )
