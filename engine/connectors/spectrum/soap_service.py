"""One of Spectrum's SOAP services, read and called by zeep."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import zeep
import zeep.exceptions
from lxml import etree

from engine.connectors.spectrum.soap_transport import SoapTransport
from engine.connectors.transmission import Purpose, Transmission
from engine.ports.outcomes import ConnectorError, Refused, Unreadable

SETTINGS = zeep.Settings(
    strict=True, xml_huge_tree=False, forbid_dtd=True, forbid_entities=True, forbid_external=True
)
REFUSED_FAULTS = ("Client", "VersionMismatch", "MustUnderstand")


@dataclass(frozen=True, slots=True)
class SoapService:
    """A service with its WSDL read. `parameters` are named in the WSDL's order."""

    method: str
    purpose: Purpose
    parameters: tuple[str, ...]
    _transmission: Transmission
    _send: Callable[..., Any]

    @classmethod
    def described(
        cls,
        transmission: Transmission,
        base_url: str,
        method: str,
        purpose: Purpose,
        now: Callable[[], datetime],
    ) -> Self:
        """Read a service's WSDL. Nothing has been sent yet, so a failure is never uncertain."""
        transport = SoapTransport(transmission, base_url, method, purpose, now)
        try:
            client = zeep.Client(  # type: ignore[no-untyped-call]  # zeep is partly typed
                f"{base_url}/wsdls/{method}.jws", transport=transport, settings=SETTINGS
            )
            (binding_name,) = client.wsdl.bindings
            # The connection's address, not the WSDL's: the Authorization_ID goes nowhere else.
            address = f"{base_url}/ws/{method}"
            proxy = client.create_service(binding_name, address)  # type: ignore[no-untyped-call]  # as above
            operation: Any = client.wsdl.bindings[binding_name].get(method)  # type: ignore[no-untyped-call]  # as above
            parameters = tuple(name for name, _ in operation.input.body.type.elements)
            return cls(method, purpose, parameters, transmission, proxy[method])
        except (
            zeep.exceptions.Error,
            etree.LxmlError,
            AttributeError,  # zeep trips over WSDLs that lack a part
            KeyError,
            ValueError,
        ) as error:
            detail = transmission.redacted(f"the WSDL can't be read: {error!r}")
            raise Unreadable(transmission.system, method, detail) from error

    def call(self, values: Mapping[str, str]) -> Any:
        """What zeep made of the reply, with a value for every parameter; or a ConnectorError."""
        try:
            return self._send(**values)
        except zeep.exceptions.Fault as fault:
            raise self._fault(fault) from fault
        except (zeep.exceptions.Error, etree.LxmlError, ValueError) as error:
            raise self.senseless(error) from error

    def senseless(self, error: Exception) -> ConnectorError:
        """An answer came, and does not say what was done."""
        detail = f"the reply is not the documented shape: {error}"
        return self._transmission.senseless(self.method, self.purpose, detail)

    def _fault(self, fault: zeep.exceptions.Fault) -> ConnectorError:
        """What a SOAP fault means: only one that blames the caller proves that nothing was done."""
        code = str(fault.code or "").rpartition(":")[2].partition(".")[0]
        text = f"SOAP fault {code or 'without a code'}: {fault.message}"
        if code in REFUSED_FAULTS:
            return Refused(
                self._transmission.system, self.method, self._transmission.redacted(text)
            )
        return self._transmission.failed(self.method, self.purpose, text)
