"""Faults in Spectrum's dialect, planned through the world (spectrum_api.md 1)."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import httpx
import pytest
from lxml import etree

from simulator.world.faults import Fault, FaultKind, FaultRefusedError

if TYPE_CHECKING:
    from conftest import Spectrum

COUNT = "SELECT COUNT(*) AS n FROM CR_CHNG_REQ_HDR_MC"


def _plan(spectrum: Spectrum, kind: FaultKind, operation: str, **given: int) -> None:
    spectrum.site.world.plan(Fault("spectrum", operation, kind, **given))


def _send(spectrum: Spectrum) -> httpx.Response:
    given = {"Job_Number": "24-101", "Customer_Code": "RIVER", "CR_Status": "AP"}
    return spectrum.post_xml("ARChangeRequest", spectrum.parameters("ARChangeRequest", given))


def test_an_error_is_the_fault_that_clients_saw(spectrum: Spectrum) -> None:
    _plan(spectrum, FaultKind.ERROR, "ARChangeRequest", first=2, times=2)
    replies = [_send(spectrum) for _ in range(4)]
    assert [reply.status_code for reply in replies] == [200, 500, 500, 200]
    assert spectrum.fault_text(replies[1]) == "Error executing Web Service"
    assert b"<faultcode>SOAP-ENV:Server</faultcode>" in replies[1].content
    assert spectrum.sql(COUNT)[0]["n"] == 2


def test_a_lost_reply_leaves_the_write_done(spectrum: Spectrum) -> None:
    _plan(spectrum, FaultKind.LOST_REPLY, "ARChangeRequest")
    with pytest.raises(httpx.TransportError):
        _send(spectrum)
    assert spectrum.sql(COUNT)[0]["n"] == 1


def test_a_reset_leaves_nothing_done(spectrum: Spectrum) -> None:
    _plan(spectrum, FaultKind.CONNECTION_RESET, "ARChangeRequest")
    with pytest.raises(httpx.TransportError):
        _send(spectrum)
    assert spectrum.sql(COUNT)[0]["n"] == 0


def test_a_truncated_body_leaves_the_write_done(spectrum: Spectrum) -> None:
    _plan(spectrum, FaultKind.TRUNCATED_BODY, "ARChangeRequest")
    with pytest.raises(httpx.TransportError):
        _send(spectrum)
    assert spectrum.sql(COUNT)[0]["n"] == 1


def test_a_duplicate_delivery_numbers_twice_but_upserts_once(spectrum: Spectrum) -> None:
    _plan(spectrum, FaultKind.DUPLICATE_DELIVERY, "ARChangeRequest", times=2)
    _send(spectrum)
    assert spectrum.sql(COUNT)[0]["n"] == 2
    spectrum.request(Change_Request_Number="KEYED", CR_Status="AP")
    assert spectrum.sql(COUNT)[0]["n"] == 3


def test_a_stale_read_answers_from_the_past_and_leaves_today(spectrum: Spectrum) -> None:
    _plan(spectrum, FaultKind.STALE_READ, "GetJob")
    spectrum.make("job", number="NEW")
    assert len(spectrum.call_xml("GetJob")) == 2
    assert len(spectrum.call_xml("GetJob")) == 3
    assert len(spectrum.sql("SELECT * FROM JC_JOB_MASTER")) == 3


def test_a_stale_call_never_shows_its_past_to_infolink(spectrum: Spectrum) -> None:
    _plan(spectrum, FaultKind.STALE_READ, "ARChangeRequest")
    spectrum.make("job", number="NEW")
    reader = sqlite3.connect(spectrum.site.infolink_url.split("file:")[1].split("?")[0])
    version = "PRAGMA data_version"
    before = reader.execute(version).fetchone()
    assert _send(spectrum).status_code == 200
    assert reader.execute(version).fetchone() == before
    reader.close()
    assert spectrum.sql(COUNT)[0]["n"] == 0
    assert _send(spectrum).status_code == 200
    assert spectrum.sql(COUNT)[0]["n"] == 1
    assert len(spectrum.sql("SELECT * FROM JC_JOB_MASTER")) == 3


def test_rest_and_wsdl_fail_in_json(spectrum: Spectrum) -> None:
    _plan(spectrum, FaultKind.ERROR, "scheduleofvalues", status=503)
    _plan(spectrum, FaultKind.TOO_MANY_REQUESTS, "GetJob.wsdl")
    reply = spectrum.client.post("/contract/scheduleofvalues")
    assert (reply.status_code, reply.json()) == (503, {"message": "Error executing Web Service"})
    assert spectrum.client.get("/wsdls/GetJob.jws").status_code == 429


def test_a_cut_off_envelope_is_a_whole_reply_that_no_parser_takes(spectrum: Spectrum) -> None:
    whole = spectrum.post_xml("GetJob", spectrum.parameters("GetJob", {})).content
    _plan(spectrum, FaultKind.CUT_OFF_ENVELOPE, "GetJob", first=2, times=2)
    replies = [spectrum.post_xml("GetJob", spectrum.parameters("GetJob", {})) for _ in range(4)]
    closing = b"</SOAP-ENV:Body></SOAP-ENV:Envelope>"
    assert [reply.content + closing == whole for reply in replies] == [False, True, True, False]
    assert [reply.status_code for reply in replies] == [200] * 4
    assert int(replies[1].headers["Content-Length"]) == len(replies[1].content)
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(replies[1].content)


def test_a_cut_off_envelope_leaves_the_write_done(spectrum: Spectrum) -> None:
    _plan(spectrum, FaultKind.CUT_OFF_ENVELOPE, "ARChangeRequest")
    assert not _send(spectrum).content.endswith(b"</SOAP-ENV:Envelope>")
    assert spectrum.sql(COUNT)[0]["n"] == 1


def test_an_empty_row_comes_instead_of_the_work(spectrum: Spectrum) -> None:
    _plan(spectrum, FaultKind.EMPTY_ROW, "ARChangeRequest")
    _plan(spectrum, FaultKind.EMPTY_ROW, "GetJob", first=2, times=1_000)
    (row,) = spectrum.request(CR_Status="AP")
    assert row == {"error_code": "", "desc": "", "column": ""}
    assert spectrum.sql(COUNT)[0]["n"] == 0
    assert len(spectrum.call("GetJob")) == 2
    for _ in range(3):
        (row,) = spectrum.call("GetJob")
        assert set(row.values()) == {""}
    assert spectrum.refusals() == ["the GUID was used before for this method"] * 4


@pytest.mark.parametrize("operation", ["scheduleofvalues", "GetJob.wsdl", "connect.token"])
def test_only_soap_services_show_what_only_soap_services_have(
    spectrum: Spectrum, operation: str
) -> None:
    with pytest.raises(FaultRefusedError, match=f"{operation} of spectrum can't show 'empty_row'"):
        _plan(spectrum, FaultKind.EMPTY_ROW, operation)


def test_a_fault_on_an_unknown_service_is_refused(spectrum: Spectrum) -> None:
    with pytest.raises(FaultRefusedError, match="did you mean 'ARChangeRequest'"):
        _plan(spectrum, FaultKind.ERROR, "ARChangeReqest")
