"""Users, templates and rights, as a client finds them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from simulator.procore.fixture_fields import FixtureError
from simulator.procore.site import ProcoreSite

Record = dict[str, Any]
Make = Callable[..., Record]


@pytest.fixture
def controller(make: Make, project: Record) -> Record:
    return make(
        "user",
        login="controller@example.com",
        name="Kim Controller",
        erp_integrations="standard",
        can_push_to_accounting=True,
        projects=[{"project_id": project["id"], "prime_contracts": "admin"}],
    )


def test_me_has_a_name_only_when_a_company_is_asked_about(
    client: httpx.Client, company_id: int
) -> None:
    assert set(client.get("/rest/v1.0/me").json()) == {"id", "login"}
    asked = client.get(f"/rest/v1.0/me?company_id={company_id}").json()
    assert asked["name"] == "Service Account"


def test_a_company_user_shows_accounting_rights_and_the_way_to_the_levels(
    client: httpx.Client, company_id: int, controller: Record
) -> None:
    company = f"/rest/v1.0/companies/{company_id}"
    (user,) = client.get(f"{company}/users?filters[search]=kim").json()
    assert user["id"] == controller["id"]
    assert user["erp_integrated_accountant"] is True
    template_id = user["company_permission_template"]["id"]
    template = client.get(f"{company}/permission_templates/{template_id}").json()
    assert template["type"] == "company_tools"
    assert template["user_access_levels"]["erp_integrations"] == "standard"


def test_a_project_user_shows_the_way_to_the_prime_contracts_level(
    client: httpx.Client, company_id: int, project: Record, controller: Record
) -> None:
    (user,) = client.get(f"/rest/v1.0/projects/{project['id']}/users").json()
    assert user["login"] == "controller@example.com"
    template_id = user["permission_template"]["id"]
    path = f"/rest/v1.0/companies/{company_id}/permission_templates/{template_id}"
    assert client.get(path).json()["user_access_levels"]["prime_contracts"] == "admin"
    listed = client.get(f"/rest/v1.0/projects/{project['id']}/permission_templates").json()
    assert template_id in [template["id"] for template in listed]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("filters[login]=controller@example.com", 1),
        ("filters[email_address]=controller@example.com", 1),
        ("filters[search]=nobody", 0),
        ("", 2),
    ],
)
def test_company_users_are_filtered(
    client: httpx.Client, company_id: int, controller: Record, query: str, count: int
) -> None:
    found = client.get(f"/rest/v1.0/companies/{company_id}/users?{query}").json()
    assert len(found) == count


def test_a_user_made_again_is_changed(
    client: httpx.Client, company_id: int, make: Make, controller: Record
) -> None:
    again = make("user", login="controller@example.com", erp_integrations="none")
    assert again["id"] == controller["id"]
    assert again["name"] == "Kim Controller"
    assert again["erp_integrated_accountant"] is True
    template_id = again["company_permission_template"]["id"]
    path = f"/rest/v1.0/companies/{company_id}/permission_templates/{template_id}"
    assert client.get(path).json()["user_access_levels"]["erp_integrations"] == "none"


def test_the_callers_own_manifest(client: httpx.Client, company_id: int, project: Record) -> None:
    path = "/rest/v1.0/settings/permissions"
    of_project = client.get(path, params={"project_id": project["id"]}).json()["tools"]
    of_company = client.get(path, params={"company_id": company_id}).json()["tools"]
    assert "prime_contracts" in [tool["name"] for tool in of_project]
    assert "erp_integrations" in [tool["name"] for tool in of_company]
    assert {tool["user_access_level"]["name"] for tool in of_project + of_company} == {"Admin"}
    assert client.get(path).status_code == 400


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"login": "a@b.c", "erp_integrations": "boss"},
            "user: erp_integrations = 'boss': must be one of: none, read_only, standard, admin",
        ),
        ({"name": "No Login"}, "user: login = None: is required"),
        (
            {"login": "a@b.c", "can_push_to_account": True},
            "user: can_push_to_account = True: no such field; did you mean"
            " 'can_push_to_accounting'? the fields are: login, name, erp_integrations,"
            " directory, can_push_to_accounting, projects",
        ),
        (
            {"login": "a@b.c", "projects": [{"project_id": 9, "prime_contracts": "admin"}]},
            "user.projects: project_id = 9: is not the id of a project; known: none yet",
        ),
    ],
)
def test_a_wrong_user_fixture_says_what_to_do(
    site: ProcoreSite, fields: Record, message: str
) -> None:
    with pytest.raises(FixtureError) as caught:
        site.fixtures["user"](fields)
    assert str(caught.value) == message
