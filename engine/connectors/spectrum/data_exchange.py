"""Calls to Spectrum's Data Exchange services; what they are about is not known here."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
import zeep
import zeep.exceptions
from lxml import etree

from engine.connectors.connection import Connection
from engine.connectors.spectrum.response_rows import (
    Row,
    has_warning,
    read_rows,
    refusals,
)
from engine.connectors.spectrum.soap_transport import SoapTransport
from engine.connectors.transmission import CallLimits, Purpose, Transmission
from engine.ports.outcomes import ConnectorError, Refused, Unreadable

SYSTEM = "spectrum"
SETTINGS = zeep.Settings(
    strict=True, xml_huge_tree=False, forbid_dtd=True, forbid_entities=True, forbid_external=True
)
REFUSED_FAULTS = ("Client", "VersionMismatch", "MustUnderstand")


@dataclass(frozen=True, slots=True)
class GetReply:
    """The rows of a Get service; it has no pages, so a capped reply is not the whole list."""

    rows: Sequence[Row]
    is_capped: bool


@dataclass(frozen=True, slots=True)
class _Service:
    """A service with its WSDL read: `call` takes every parameter, named in the WSDL's order."""

    parameters: tuple[str, ...]
    call: Callable[..., Any]


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
        self._services: dict[str, _Service] = {}
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
        try:
            return read_rows(service.call(**complete))
        except zeep.exceptions.Fault as fault:
            raise self._fault(method, purpose, fault) from fault
        except (zeep.exceptions.Error, etree.LxmlError, ValueError) as error:
            raise self._transmission.senseless(
                method, purpose, f"the reply is not the documented shape: {error}"
            ) from error

    def _fault(self, method: str, purpose: Purpose, fault: zeep.exceptions.Fault) -> ConnectorError:
        """What a SOAP fault means: only one that blames the caller proves that nothing was done."""
        code = str(fault.code or "").rpartition(":")[2].partition(".")[0]
        text = f"SOAP fault {code or 'without a code'}: {fault.message}"
        if code in REFUSED_FAULTS:
            return Refused(SYSTEM, method, self._transmission.redacted(text))
        return self._transmission.failed(method, purpose, text)

    def _service(self, method: str, purpose: Purpose) -> _Service:
        with self._lock:
            if method not in self._services:
                self._services[method] = self._described(method, purpose)
            return self._services[method]

    def _described(self, method: str, purpose: Purpose) -> _Service:
        """Read a service's WSDL. Nothing has been sent yet, so a failure is never uncertain."""
        transport = SoapTransport(self._transmission, self._base_url, method, purpose, self._now)
        try:
            client = zeep.Client(  # type: ignore[no-untyped-call]  # zeep is partly typed
                f"{self._base_url}/wsdls/{method}.jws", transport=transport, settings=SETTINGS
            )
            (binding_name,) = client.wsdl.bindings
            # The connection's address, not the WSDL's: the Authorization_ID goes nowhere else.
            address = f"{self._base_url}/ws/{method}"
            proxy = client.create_service(binding_name, address)  # type: ignore[no-untyped-call]  # as above
            operation: Any = client.wsdl.bindings[binding_name].get(method)  # type: ignore[no-untyped-call]  # as above
            parameters = tuple(name for name, _ in operation.input.body.type.elements)
            return _Service(parameters, proxy[method])
        except (
            zeep.exceptions.Error,
            etree.LxmlError,
            AttributeError,  # zeep trips over WSDLs that lack a part
            KeyError,
            ValueError,
        ) as error:
            detail = self._transmission.redacted(f"the WSDL can't be read: {error!r}")
            raise Unreadable(SYSTEM, method, detail) from error


def _is_xml_text(value: str) -> bool:
    return all(
        character in "\t\n\r"
        or "\x20" <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or character >= "\U00010000"
        for character in value
    )
