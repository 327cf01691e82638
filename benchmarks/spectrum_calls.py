"""What is asked of the simulated Spectrum: a read of one job's phases, of jobs, and change requests
that are new with every call, so that each writes Info-Link too."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

import httpx
from lxml import etree

from benchmarks.load import Load, http_request
from benchmarks.scenario import Scenario

TYPES = "http://www.northgate-is.com/proiv/webservices/types"
ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
# A refusal comes with status 200 too: as a row with an error code.
ERROR_ROW = b"rror_code>"
SCHEMA = "{http://www.w3.org/2001/XMLSchema}"
PROLOGUE = f'<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="{ENVELOPE}">'


class SpectrumCalls:
    """Takes each service's parameters from its WSDL, as a client would."""

    def __init__(self, address: str, announced: Mapping[str, str]) -> None:
        self._known = {
            "Authorization_ID": announced["spectrum_authorization_id"],
            "Company_Code": announced["spectrum_company_code"],
            "pCompany_Code": announced["spectrum_company_code"],
        }
        with httpx.Client(base_url=address) as client:
            self._names = {
                service: _parameters(client.get(f"/wsdls/{service}.jws").content, service)
                for service in ("GetJob", "ARChangeRequest")
            }
            reply = client.post("/ws/GetJob", content=self._envelope("GetJob"))
            first = reply.raise_for_status().text
        self._job = _first(first, "Job_Number")
        self._customer = _first(first, "Customer_Code")

    def scenarios(self) -> list[Scenario]:
        one_job = self._request("GetJob", pCustomer_Code=self._customer)

        def put(number: int) -> bytes:
            return self._request(
                "ARChangeRequest",
                Job_Number=self._job,
                Customer_Code=self._customer,
                Change_Request_Number=f"B{number}",
                CR_Status="A",
                CR_Description="Benchmark",
            )

        return [
            Scenario("GetJob", Load(lambda _: one_job, refusal=ERROR_ROW)),
            Scenario("ARChangeRequest", Load(put, refusal=ERROR_ROW)),
        ]

    def _request(self, service: str, **given: str) -> bytes:
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": service}
        return http_request("POST", f"/ws/{service}", headers, self._envelope(service, **given))

    def _envelope(self, service: str, **given: str) -> bytes:
        texts = {name: given.get(name, self._known.get(name, "")) for name in self._names[service]}
        inner = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in texts.items())
        return (
            f'{PROLOGUE}<soap:Body><{service} xmlns="{TYPES}">{inner}</{service}></soap:Body>'
            "</soap:Envelope>"
        ).encode()


def _parameters(wsdl: bytes, service: str) -> list[str]:
    """The names of the elements inside the one that bears the service's name."""
    (declared,) = etree.fromstring(wsdl).iterfind(f".//{SCHEMA}element[@name='{service}']")
    return [str(element.attrib["name"]) for element in declared.iterfind(f".//{SCHEMA}element")]


def _first(xml: str, name: str) -> str:
    found = re.search(rf"<{name}[^>]*>([^<]+)<", xml)
    if found is None:
        raise ValueError(f"no {name} in the answer: {xml[:500]}")
    return found[1].strip()
