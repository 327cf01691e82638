"""The shapes on the wire: WSDL, envelope, parameters, replies (spectrum_api.md 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

if TYPE_CHECKING:
    from conftest import Spectrum

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
TYPES = "http://www.northgate-is.com/proiv/webservices/types"

SERVED = (
    "AddJob",
    "UpdateJob",
    "GetJob",
    "GetJobMain",
    "AddPhase",
    "GetPhase",
    "GetCustomers",
    "ARChangeRequest",
    "ARChngReqBlankBIUpdate",
    "ARChangeOrder",
    "ChgReqChgOrderNotes",
)


@pytest.mark.parametrize("method", SERVED)
def test_every_service_is_described_with_its_identifiers_first(
    spectrum: Spectrum, method: str
) -> None:
    assert spectrum.names(method)[:2] == ["Authorization_ID", "GUID"]
    document = spectrum.client.get(f"/wsdls/{method}.jws").text
    assert f"<element name='{method}'><complexType><sequence>" in document
    assert f"location='{spectrum.url}/ws/{method}'" in document


def test_a_get_reply_has_the_documented_shape(spectrum: Spectrum) -> None:
    reply = spectrum.post_xml("GetJob", spectrum.parameters("GetJob", {}))
    root = etree.fromstring(reply.content)
    assert root.get(f"{{{SOAP}}}encodingStyle") == "http://schemas.xmlsoap.org/soap/encoding/"
    assert root.prefix == "SOAP-ENV"
    assert [child.tag for child in root] == [f"{{{SOAP}}}Header", f"{{{SOAP}}}Body"]
    assert set(root.nsmap) == {"SOAP-ENV", "xsd", "xsi"}
    response = root[1][0]
    assert response.tag == f"{{{TYPES}}}GetJobResponse"
    assert response.prefix == "nis"
    rows = response.findall("returnArray/returnData/getJob/response")
    assert [row.findtext("Job_Number") for row in rows] == ["24-101", "24-102"]
    assert [cell.tag for cell in rows[0]][-3:] == [
        "Error_Code",
        "Error_Description",
        "Error_Column",
    ]


def test_a_put_reply_carries_every_error_and_strict_zeep_reads_them(spectrum: Spectrum) -> None:
    rows = spectrum.request(CR_Status="toolong", CR_Revenue="12.345", Approved_Date="2020-04-09")
    assert [(row["error_code"], row["column"]) for row in rows] == [
        ("I", "CR_Status"),
        ("I", "Approved_Date"),
        ("I", "CR_Revenue"),
    ]
    assert rows[2]["desc"] == "CR_Revenue is invalid, value does not match specified field mask"


def test_a_put_that_only_changes_says_nothing(spectrum: Spectrum) -> None:
    assert spectrum.request(CR_Status="AP") == []
    reply = spectrum.post_xml(
        "ARChangeRequest",
        spectrum.parameters(
            "ARChangeRequest",
            {"Job_Number": "24-101", "Customer_Code": "RIVER", "Change_Request_Number": "001"},
        ),
    )
    assert b"<returnArray/>" in reply.content


def test_qualified_and_unqualified_parameters_are_read_alike(spectrum: Spectrum) -> None:
    assert spectrum.call("GetJob") == spectrum.call_xml("GetJob")


def test_order_and_prefixes_do_not_matter(spectrum: Spectrum) -> None:
    parameters = spectrum.parameters("GetJob", {})
    inner = "".join(f"<x:{name}>{text}</x:{name}>" for name, text in reversed(parameters.items()))
    body = (
        f'<e:Envelope xmlns:e="{SOAP}"><e:Header/><e:Body><y:GetJob xmlns:y="urn:any"'
        f' xmlns:x="urn:other">{inner}</y:GetJob></e:Body></e:Envelope>'
    )
    reply = spectrum.post_body("GetJob", body.encode())
    assert b"24-101" in reply.content


def test_a_missing_parameter_is_a_fault_naming_it(spectrum: Spectrum) -> None:
    parameters = spectrum.parameters("GetJob", {})
    del parameters["pDivision"], parameters["GUID"]
    reply = spectrum.post_xml("GetJob", parameters)
    assert reply.status_code == 500
    assert spectrum.fault_text(reply) == "every parameter must be present: GUID, pDivision"


def test_an_unknown_parameter_is_a_fault_naming_it(spectrum: Spectrum) -> None:
    parameters = {**spectrum.parameters("GetJob", {}), "pColour": "red"}
    reply = spectrum.post_xml("GetJob", parameters)
    assert spectrum.fault_text(reply) == "GetJob has no parameter pColour"


def test_a_method_called_at_anothers_address_is_a_fault(spectrum: Spectrum) -> None:
    body = spectrum.envelope("GetPhase", spectrum.parameters("GetPhase", {}))
    reply = spectrum.post_body("GetJob", body)
    assert spectrum.fault_text(reply) == "GetPhase can't be called at /ws/GetJob"


@pytest.mark.parametrize(
    ("method", "text"),
    [
        ("GetVendors", "The Web Service GetVendors is not implemented by this simulator"),
        ("GetContracts", "The Web Service GetContracts is unknown: POST /ws/GetContracts"),
    ],
)
def test_services_that_are_not_served_say_so_loudly(
    spectrum: Spectrum, method: str, text: str
) -> None:
    reply = spectrum.client.post(f"/ws/{method}", content=b"<x/>")
    assert reply.status_code == 501
    assert spectrum.fault_text(reply) == text
    assert spectrum.refusals()[-1] == text


def test_soap_action_and_content_type_are_not_enforced(spectrum: Spectrum) -> None:
    body = spectrum.envelope("GetJob", spectrum.parameters("GetJob", {}))
    reply = spectrum.client.post(
        "/ws/GetJob", content=body, headers={"Content-Type": "text/plain", "SOAPAction": "x"}
    )
    assert b"24-102" in reply.content


def test_texts_come_back_escaped(spectrum: Spectrum) -> None:
    rows = spectrum.call_xml("GetCustomers")
    assert rows[0]["Name"] == "Riverside & Sons"
