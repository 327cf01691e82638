"""Who may call: ids, services, companies, GUIDs, and enhanced authentication (1.1, 1.2)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx
    from conftest import Row, Spectrum

NOT_SET_UP = "The Web Service is not authorized. Authorization ID is not setup in the system."


def _note(spectrum: Spectrum, **given: str) -> list[Row]:
    usual = {"Job_Number": "24-101", "Customer_Code": "RIVER", "Type": "CR", "CR_CO_Number": "1"}
    return spectrum.call("ChgReqChgOrderNotes", **{**usual, **given})


def test_an_unknown_id_gets_the_vendors_sample_row(spectrum: Spectrum) -> None:
    (row,) = _note(spectrum, Authorization_ID="NOBODY")
    assert row == {"error_code": "A", "desc": NOT_SET_UP, "column": "Authorization_ID"}
    (row,) = spectrum.call("GetJob", Authorization_ID="NOBODY")
    assert (row["Error_Code"], row["Error_Description"]) == ("A", NOT_SET_UP)
    assert row["Error_Column"] == "Authorization_ID"
    assert row["Job_Number"] == ""


def test_one_page_says_e_for_gets(spectrum: Spectrum) -> None:
    spectrum.make("switches", says_e_for_unauthorized_gets=True)
    assert spectrum.call("GetJob", Authorization_ID="NOBODY")[0]["Error_Code"] == "E"
    assert _note(spectrum, Authorization_ID="NOBODY")[0]["error_code"] == "A"


def test_ids_have_services_companies_and_an_end(spectrum: Spectrum) -> None:
    spectrum.make("authorization", id="NARROW", services=["GetPhase"])
    assert spectrum.call("GetPhase", Authorization_ID="NARROW")[0]["Error_Code"] == ""
    (row,) = spectrum.call("GetJob", Authorization_ID="NARROW")
    assert row["Error_Description"].endswith("not setup for GetJob.")
    (row,) = spectrum.call("GetPhase", Authorization_ID="NARROW", pCompany_Code="ZZZ")
    assert row["Error_Column"] == "Company_Code"
    spectrum.make("authorization", id="NARROW", is_active=False)
    (row,) = spectrum.call("GetPhase", Authorization_ID="NARROW")
    assert row["Error_Description"].endswith("Authorization ID is inactive.")


def test_a_blank_company_defaults_where_documented(spectrum: Spectrum) -> None:
    assert len(spectrum.call("GetJob", pCompany_Code="")) == 2
    assert spectrum.call("UpdateJob", Company_Code="", Job_Number="24-101", City="Oslo") == []
    (row,) = spectrum.request(Company_Code="", CR_Status="AP")
    assert (row["error_code"], row["column"]) == ("M", "Company_Code")


def test_a_guid_is_reused_and_ends_after_a_day_unused(spectrum: Spectrum) -> None:
    clock = spectrum.site.world.clock
    for _ in range(3):
        assert len(spectrum.call("GetJob", GUID="session-1")) == 2
        clock.advance(timedelta(hours=24))
    clock.advance(timedelta(seconds=1))
    (row,) = spectrum.call("GetJob", GUID="session-1")
    assert (row["Error_Code"], row["Error_Description"]) == ("A", "Time out has occurred")
    assert len(spectrum.call("GetPhase", GUID="session-1")) == 3
    assert len(spectrum.call("GetJob", GUID="session-2")) == 2


def test_a_guid_belongs_to_one_id_for_a_method(spectrum: Spectrum) -> None:
    spectrum.make("authorization", id="SECOND")
    spectrum.call("GetJob", GUID="mine")
    (row,) = spectrum.call("GetJob", GUID="mine", Authorization_ID="SECOND")
    assert row["Error_Column"] == "GUID"
    assert len(spectrum.call("GetPhase", GUID="mine", Authorization_ID="SECOND")) == 3


def test_guid_switches(spectrum: Spectrum) -> None:
    (row,) = spectrum.call("GetJob", GUID="x" * 37)
    assert (row["Error_Code"], row["Error_Column"]) == ("I", "GUID")
    spectrum.make("switches", needs_guid=True)
    (row,) = spectrum.call("GetJob")
    assert (row["Error_Code"], row["Error_Column"]) == ("M", "GUID")
    spectrum.make("switches", needs_guid=False, used_guid_gives_one_empty_row=True)
    assert len(spectrum.call("GetJob", GUID="once")) == 2
    (row,) = spectrum.call("GetJob", GUID="once")
    assert set(row.values()) == {""}


def test_sessions_are_bounded(spectrum: Spectrum) -> None:
    sessions = spectrum.site.stores.state.sessions
    for number in range(10_050):
        sessions.use("GetJob", str(number), "id", 0.0)
    assert len(sessions.last_use) == 10_000
    assert sessions.last("GetJob", "49") is None
    assert sessions.last("GetJob", "50") == ("id", 0.0)


@pytest.fixture
def enhanced(spectrum: Spectrum) -> Spectrum:
    spectrum.names("GetJob")
    spectrum.make(
        "access_client",
        client_id="client",
        client_secret="first",
        authorization_id=spectrum.authorization_id,
        life_days=7,
    )
    spectrum.make("switches", is_enhanced_authentication_on=True)
    return spectrum


def _ask(spectrum: Spectrum, path: str, **given: str) -> httpx.Response:
    form = {
        "client_id": "client",
        "client_secret": "first",
        "scope": "spectrumapi",
        "grant_type": "client_credentials",
    }
    return spectrum.client.post(path, data={**form, **given})


def _with_token(spectrum: Spectrum, token: str) -> httpx.Response:
    body = spectrum.envelope("GetJob", spectrum.parameters("GetJob", {}))
    headers = {"Authorization": f"Bearer {token}"}
    return spectrum.client.post("/ws/GetJob", content=body, headers=headers)


def test_a_token_comes_on_top_of_the_authorization_id(enhanced: Spectrum) -> None:
    (row,) = enhanced.call("GetJob")
    assert row["Error_Description"].endswith("A valid access token is needed.")
    answer: dict[str, Any] = _ask(enhanced, "/connect/token").json()
    assert (answer["token_type"], answer["scope"]) == ("Bearer", "spectrumapi")
    assert b"24-101" in _with_token(enhanced, answer["access_token"]).content
    enhanced.site.world.clock.advance(timedelta(seconds=answer["expires_in"]))
    assert b"24-101" not in _with_token(enhanced, answer["access_token"]).content


@pytest.mark.parametrize(
    ("given", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "nobody"}, 401, "invalid_client"),
        ({"scope": "other"}, 400, "invalid_scope"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
def test_tokens_that_are_refused(
    enhanced: Spectrum, given: dict[str, str], status: int, error: str
) -> None:
    reply = _ask(enhanced, "/connect/token", **given)
    assert (reply.status_code, reply.json()["error"]) == (status, error)


def test_secrets_rotate_and_expire(enhanced: Spectrum) -> None:
    answer = _ask(enhanced, "/secretRotation").json()
    assert answer["estimated_expiration"] == "2020-04-16T12:00:00Z"
    assert _ask(enhanced, "/connect/token").status_code == 401
    secret = answer["client_secret"]
    assert _ask(enhanced, "/connect/token", client_secret=secret).status_code == 200
    enhanced.site.world.clock.advance(timedelta(days=7))
    reply = _ask(enhanced, "/connect/token", client_secret=secret)
    assert reply.json()["error_description"] == "the client_secret has expired"


def test_rest_takes_the_token_instead_of_basic(enhanced: Spectrum) -> None:
    token = _ask(enhanced, "/connect/token").json()["access_token"]
    path = "/contract/scheduleofvalues"
    refused = enhanced.client.post(path, content=b"{}")
    assert refused.status_code == 401
    reply = enhanced.client.post(path, content=b"{}", headers={"Authorization": f"Bearer {token}"})
    assert reply.status_code == 400


def test_it_is_off_by_default(spectrum: Spectrum) -> None:
    assert _ask(spectrum, "/connect/token").status_code == 404
