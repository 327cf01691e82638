"""Whatever is sent: a fault or an error row, the state unchanged, no entity resolved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.http.message import Request
from simulator.spectrum.site import SpectrumSite
from simulator.world.world import World

if TYPE_CHECKING:
    from conftest import Spectrum

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
BOMB = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else 'boom' * 10}'>" for n in range(9))


def _around(inner: str, prologue: str = "") -> bytes:
    return (
        f"{prologue}<s:Envelope xmlns:s='{SOAP}'><s:Body>{inner}</s:Body></s:Envelope>"
    ).encode()


BAD = {
    "nothing": b"",
    "no XML": b"GetJob please",
    "cut off": b"<s:Envelope xmlns:s='" + SOAP.encode() + b"'><s:Body><GetJob>",
    "binary": bytes(range(256)),
    "wrong encoding": b"<?xml version='1.0' encoding='UTF-8'?><a>\xff\xfe</a>",
    "unknown encoding": b"<?xml version='1.0' encoding='x-klingon'?><a/>",
    "another root": b"<GetJob/>",
    "SOAP 1.2": b"<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body/></s:Envelope>",
    "no Body": f"<s:Envelope xmlns:s='{SOAP}'/>".encode(),
    "empty Body": _around(""),
    "two operations": _around("<GetJob/><GetJob/>"),
    "nested parameters": _around("<GetJob><GUID><x/></GUID></GetJob>"),
    "a parameter twice": _around("<GetJob><GUID/><GUID/></GetJob>"),
    "too many parameters": _around(f"<GetJob>{'<x/>' * 501}</GetJob>"),
    "DTD": _around("<GetJob/>", "<!DOCTYPE x>"),
    "entity bomb": _around("<GetJob><GUID>&e8;</GUID></GetJob>", f"<!DOCTYPE x [{BOMB}]>"),
    "external entity": _around(
        "<GetJob><GUID>&f;</GUID></GetJob>",
        "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>",
    ),
    "external DTD": _around("<GetJob/>", "<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/x.dtd'>"),
    "oversized": _around(f"<GetJob><GUID>{'x' * 1024 * 1024}</GUID></GetJob>"),
    "deep": _around("<a>" * 5_000 + "</a>" * 5_000),
}


@pytest.mark.parametrize("name", BAD)
def test_it_is_a_fault_and_nothing_changes(spectrum: Spectrum, name: str) -> None:
    before = spectrum.site.world.snapshot()
    reply = spectrum.post_body("GetJob", BAD[name])
    assert reply.status_code == 500
    text = spectrum.fault_text(reply)
    assert text
    assert "root:" not in text
    assert "boomboom" not in reply.text
    assert spectrum.site.world.snapshot() == before
    assert spectrum.refusals() == [text]


@pytest.mark.parametrize(
    "prologue",
    [
        "<!DOCTYPE Envelope>",
        "<!DOCTYPE Envelope [<!ENTITY e8 'harmless'>]>",
        "<!DOCTYPE Envelope [<!ENTITY e8 SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE Envelope SYSTEM 'http://127.0.0.1:1/x.dtd'>",
    ],
)
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_a_complete_call_with_a_document_type_is_refused_for_it(
    spectrum: Spectrum, prologue: str, encoding: str
) -> None:
    given = {"Job_Number": "24-101", "City": "CITY"}
    whole = spectrum.envelope("UpdateJob", spectrum.parameters("UpdateJob", given)).decode()
    declaration, rest = whole.replace("UTF-8", encoding).split("?>", 1)
    text = f"{declaration}?>{prologue}{rest}"
    if "e8" in prologue:
        text = text.replace("CITY", "&e8;")
    reply = spectrum.post_body("UpdateJob", text.encode(encoding))
    assert spectrum.fault_text(reply) == "a document type declaration is not allowed in SOAP"
    assert spectrum.call("GetJob")[0]["City"] == ""


def test_utf_16_and_other_encodings_are_read(spectrum: Spectrum) -> None:
    parameters = {**spectrum.parameters("UpdateJob", {}), "Job_Number": "24-101", "City": "Bodø"}
    utf_8 = spectrum.envelope("UpdateJob", parameters).decode()
    for encoding in ("UTF-16", "ISO-8859-1"):
        body = utf_8.replace("UTF-8", encoding).encode(encoding)
        assert spectrum.post_body("UpdateJob", body).status_code == 200
        assert spectrum.call_xml("GetJob")[0]["City"] == "Bodø"


def test_markup_in_values_stays_text(spectrum: Spectrum) -> None:
    text = "<b>&amp; ]]> \u00e9"
    spectrum.request(CR_Status="AP", CR_Description=text)
    assert spectrum.sql("SELECT Description FROM CR_CHNG_REQ_HDR")[0]["Description"] == text
    spectrum.call("UpdateJob", Job_Number="24-101", Job_Description="</response>")
    assert spectrum.call("GetJob")[0]["Job_Description"] == "</response>"


def test_sql_in_values_stays_text(spectrum: Spectrum) -> None:
    spectrum.request(CR_Status="AP", CR_Description="'; DROP TABLE JC_JOB_MASTER_MC; --")
    assert len(spectrum.sql("SELECT * FROM JC_JOB_MASTER_MC")) == 2


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(body=st.binary(max_size=400) | st.text(max_size=200).map(lambda text: _around(text)))
def test_anything_at_all_is_answered(body: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path: Path = tmp_path_factory.mktemp("any") / "infolink.sqlite"
    site = SpectrumSite(World(1), path)
    before = site.world.snapshot()
    for url in ("/ws/ARChangeRequest", "/contract/scheduleofvalues", "/connect/token"):
        reply = site.handle(Request("POST", url, body=body))
        assert reply.status in (400, 401, 404, 500)
        assert reply.refusal
    assert site.world.snapshot() == before
    site.close()
