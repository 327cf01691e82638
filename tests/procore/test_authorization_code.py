"""A person lets an application in: consent, code, refresh; and sees what their rights allow."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from simulator.http.message import Request
from simulator.procore.site import ProcoreSite
from simulator.world.faults import Fault, FaultKind
from simulator.world.world import World

Record = dict[str, Any]
Make = Callable[..., Record]
Connect = Callable[..., httpx.Client]
BACK = "https://app.example.com/back/"


@pytest.fixture
def person(make: Make, project: Record) -> str:
    """The login of one who may read the project's contracts and nothing more."""
    make(
        "user",
        login="reader@example.com",
        name="Robin Reader",
        projects=[{"project_id": project["id"], "prime_contracts": "read_only"}],
    )
    return "reader@example.com"


def consent(
    anonymous: httpx.Client, site: ProcoreSite, login: str, **changed: str
) -> httpx.Response:
    form = {
        "client_id": site.credentials["client_id"],
        "redirect_uri": BACK,
        "response_type": "code",
        "state": "s 1&2",
        "login": login,
        "decision": "allow",
        **changed,
    }
    return anonymous.post("/oauth/authorize", data=form)


def code_of(reply: httpx.Response) -> str:
    assert reply.status_code == 302, reply.text
    return httpx.URL(reply.headers["Location"]).params["code"]


def exchange(
    anonymous: httpx.Client, site: ProcoreSite, fields: Mapping[str, str]
) -> httpx.Response:
    credentials = {k: site.credentials[k] for k in ("client_id", "client_secret")}
    return anonymous.post("/oauth/token", json={**credentials, **fields})


def by_code(anonymous: httpx.Client, site: ProcoreSite, code: str) -> httpx.Response:
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
    return exchange(anonymous, site, fields)


@pytest.fixture
def tokens(anonymous: httpx.Client, site: ProcoreSite, person: str) -> Record:
    answer: Record = by_code(anonymous, site, code_of(consent(anonymous, site, person))).json()
    return answer


def test_the_consent_page_names_the_application_and_the_people(
    anonymous: httpx.Client, site: ProcoreSite, person: str
) -> None:
    query = {
        "client_id": site.credentials["client_id"],
        "redirect_uri": BACK,
        "response_type": "code",
        "state": '"><script>',
    }
    reply = anonymous.get("/oauth/authorize", params=query)
    assert reply.status_code == 200
    assert reply.headers["Content-Type"].startswith("text/html")
    assert site.credentials["client_id"] in reply.text
    assert "Robin Reader" in reply.text
    assert "<script>" not in reply.text


def test_allowing_leads_back_with_a_code_and_the_state(
    anonymous: httpx.Client, site: ProcoreSite, person: str
) -> None:
    location = httpx.URL(consent(anonymous, site, person).headers["Location"])
    assert str(location).startswith(BACK + "?")
    assert location.params["state"] == "s 1&2"
    assert len(location.params["code"]) > 20


def test_denying_leads_back_with_an_error(
    anonymous: httpx.Client, site: ProcoreSite, person: str
) -> None:
    reply = consent(anonymous, site, person, decision="deny")
    assert httpx.URL(reply.headers["Location"]).params["error"] == "access_denied"


def test_an_application_without_an_address_gets_its_code_on_a_page(
    anonymous: httpx.Client, site: ProcoreSite, person: str
) -> None:
    out_of_band = "urn:ietf:wg:oauth:2.0:oob"
    page = consent(anonymous, site, person, redirect_uri=out_of_band).text
    code = re.search(r"<code>(\w+)</code>", page)
    assert code is not None
    fields = {
        "grant_type": "authorization_code",
        "code": code[1],
        "redirect_uri": out_of_band,
    }
    assert exchange(anonymous, site, fields).status_code == 200


def test_denying_an_application_without_an_address_shows_a_page(
    anonymous: httpx.Client, site: ProcoreSite, person: str
) -> None:
    reply = consent(
        anonymous, site, person, redirect_uri="urn:ietf:wg:oauth:2.0:oob", decision="deny"
    )
    assert (reply.status_code, "Location" in reply.headers) == (200, False)
    assert "Access denied" in reply.text
    assert "<code>" not in reply.text


def test_the_consent_page_of_a_world_beside_posts_to_that_world(site: ProcoreSite) -> None:
    asked = {"client_id": site.credentials["client_id"], "redirect_uri": BACK}
    query = urlencode({**asked, "response_type": "code"})
    page = site.handle(Request("GET", "/oauth/authorize", query, root="/_namespace/run-1"))
    assert b'action="/_namespace/run-1/oauth/authorize"' in page.body


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "nobody"},
        {"response_type": "token"},
        {"redirect_uri": "javascript:alert(1)"},
        {"redirect_uri": "https://a.example/\r\nSet-Cookie: x=1"},
        {"redirect_uri": ""},
        {"redirect_uri": "https://app.example.com/back#part"},
        {"login": "nobody@example.com"},
    ],
)
def test_a_wrong_consent_never_leads_anywhere(
    anonymous: httpx.Client, site: ProcoreSite, person: str, changed: dict[str, str]
) -> None:
    reply = consent(anonymous, site, **{"login": person, **changed})
    assert reply.status_code in (400, 401)
    assert "Location" not in reply.headers


def test_a_registered_address_must_match_to_the_letter(
    anonymous: httpx.Client, site: ProcoreSite, person: str, make: Make
) -> None:
    application = make("application", redirect_uris=[BACK])
    client_id = application["client_id"]
    assert consent(anonymous, site, person, client_id=client_id).status_code == 302
    shorter = consent(anonymous, site, person, client_id=client_id, redirect_uri=BACK[:-1])
    assert shorter.status_code == 400


def test_a_code_is_good_once_for_ten_minutes_and_for_its_address(
    anonymous: httpx.Client, site: ProcoreSite, person: str, world: World
) -> None:
    code = code_of(consent(anonymous, site, person))
    assert by_code(anonymous, site, code).status_code == 200
    assert by_code(anonymous, site, code).json()["error"] == "invalid_grant"
    late = code_of(consent(anonymous, site, person))
    world.clock.advance(timedelta(minutes=10))
    assert by_code(anonymous, site, late).status_code == 401
    other = {
        "grant_type": "authorization_code",
        "code": code_of(consent(anonymous, site, person)),
        "redirect_uri": BACK[:-1],
    }
    assert exchange(anonymous, site, other).status_code == 401


def test_a_refresh_token_gives_a_new_pair_and_dies(
    anonymous: httpx.Client, site: ProcoreSite, tokens: Record
) -> None:
    fields = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    second = exchange(anonymous, site, fields)
    assert second.status_code == 200
    assert second.json()["refresh_token"] != tokens["refresh_token"]
    assert exchange(anonymous, site, fields).json()["error"] == "invalid_grant"


def test_a_failed_refresh_also_ends_the_refresh_token(
    anonymous: httpx.Client, site: ProcoreSite, tokens: Record
) -> None:
    fields = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    assert exchange(anonymous, site, {**fields, "client_secret": "wrong"}).status_code == 401
    assert exchange(anonymous, site, fields).json()["error"] == "invalid_grant"


@pytest.mark.parametrize("kind", ["error", "too_many_requests", "lost_reply", "truncated_body"])
def test_a_refresh_that_a_fault_answers_ends_the_refresh_token_too(
    anonymous: httpx.Client, site: ProcoreSite, world: World, tokens: Record, kind: str
) -> None:
    world.plan(Fault("procore", "request_token", FaultKind(kind)))
    fields = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    with suppress(httpx.TransportError):
        assert exchange(anonymous, site, fields).status_code >= 400
    assert exchange(anonymous, site, fields).json()["error"] == "invalid_grant"


def test_a_refresh_over_the_limit_ends_the_refresh_token_too(
    anonymous: httpx.Client, site: ProcoreSite, make: Make, tokens: Record
) -> None:
    fields = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    make("setting", spike_limit=0)
    assert exchange(anonymous, site, fields).status_code == 429
    make("setting", spike_limit=100)
    assert exchange(anonymous, site, fields).json()["error"] == "invalid_grant"


def test_a_refresh_that_never_arrived_leaves_the_refresh_token(
    anonymous: httpx.Client, site: ProcoreSite, world: World, tokens: Record
) -> None:
    world.plan(Fault("procore", "request_token", FaultKind.CONNECTION_RESET))
    fields = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    with pytest.raises(httpx.TransportError):
        exchange(anonymous, site, fields)
    assert exchange(anonymous, site, fields).status_code == 200


def test_a_refresh_token_outlives_its_access_token(
    anonymous: httpx.Client, site: ProcoreSite, tokens: Record, world: World
) -> None:
    world.clock.advance(timedelta(days=400))
    fields = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    assert exchange(anonymous, site, fields).status_code == 200


@pytest.mark.parametrize("revoked", ["access_token", "refresh_token"])
def test_revoking_one_token_of_a_pair_ends_the_other_too(
    connect: Connect, anonymous: httpx.Client, site: ProcoreSite, tokens: Record, revoked: str
) -> None:
    as_person = connect({"Authorization": f"Bearer {tokens['access_token']}"})
    assert as_person.get("/rest/v1.0/me").json()["login"] == "reader@example.com"
    credentials = {k: site.credentials[k] for k in ("client_id", "client_secret")}
    anonymous.post("/oauth/revoke", data={**credentials, "token": tokens[revoked]})
    assert as_person.get("/rest/v1.0/me").status_code == 401
    fields = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    assert exchange(anonymous, site, fields).json()["error"] == "invalid_grant"


def test_what_a_person_cannot_read_is_404_and_cannot_change_is_403(
    connect: Connect,
    client: httpx.Client,
    tokens: Record,
    make: Make,
    company_id: int,
    project: Record,
    contract: Record,
) -> None:
    elsewhere = make("project", name="Elsewhere")
    as_person = connect({"Authorization": f"Bearer {tokens['access_token']}"})
    path = f"/rest/v1.0/prime_contract/{contract['id']}"
    v2 = f"/rest/v2.0/companies/{company_id}/projects/{project['id']}/prime_contracts"
    client.patch(f"{v2}/{contract['id']}", json={"private": False})
    assert as_person.get(f"{path}?project_id={project['id']}").status_code == 200
    change = {"project_id": project["id"], "prime_contract": {"title": "Mine"}}
    assert as_person.patch(path, json=change).status_code == 403
    unseen = f"/rest/v1.0/prime_contracts?project_id={elsewhere['id']}"
    assert as_person.get(unseen).status_code == 404
    external_data = f"/rest/v1.0/companies/{company_id}/external_data"
    assert as_person.get(external_data).status_code == 404
    listed = as_person.get(f"/rest/v1.0/projects?company_id={company_id}").json()
    assert [row["id"] for row in listed] == [project["id"]]


def test_a_private_contract_is_for_admins_and_its_accessors(
    connect: Connect,
    client: httpx.Client,
    tokens: Record,
    company_id: int,
    project: Record,
    contract: Record,
    change_order: Record,
) -> None:
    as_person = connect({"Authorization": f"Bearer {tokens['access_token']}"})
    query = f"?project_id={project['id']}"
    holder = f"&holder_type=PotentialChangeOrder&holder_id={change_order['id']}"
    shown = (
        f"/rest/v1.0/prime_contract/{contract['id']}{query}",
        f"/rest/v1.0/prime_contracts/{contract['id']}/line_items{query}",
        f"/rest/v1.0/projects/{project['id']}/prime_change_orders/{change_order['id']}",
        f"/rest/v1.0/change_order_packages/{change_order['legacy_package_id']}{query}",
    )
    lists = (
        f"/rest/v1.0/prime_contracts{query}",
        f"/rest/v1.0/projects/{project['id']}/prime_change_orders",
        f"/rest/v1.0/change_order_packages{query}",
        f"/rest/v1.0/potential_change_orders{query}",
    )
    me = as_person.get("/rest/v1.0/me").json()
    v2 = f"/rest/v2.0/companies/{company_id}/projects/{project['id']}/prime_contracts"
    for fields, is_visible in (
        ({"private": True}, False),
        ({"accessor_ids": [str(me["id"])]}, True),
        ({"accessor_ids": []}, False),
        ({"private": False}, True),
    ):
        assert client.patch(f"{v2}/{contract['id']}", json=fields).status_code == 200
        statuses = {as_person.get(path).status_code for path in shown}
        assert statuses == ({200} if is_visible else {404}), fields
        assert [len(as_person.get(path).json()) for path in lists] == [int(is_visible)] * 4
    # Markups need Standard, which this reader does not have (procore_api.md 9).
    assert as_person.get(f"/rest/v1.0/financials/markups{query}{holder}").status_code == 403
