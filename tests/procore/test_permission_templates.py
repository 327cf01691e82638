"""Permission templates: short in lists, with their levels alone (procore_api.md 11)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Record = dict[str, Any]
Make = Callable[..., Record]
SHORT_FIELDS = {"id", "name", "project_specific", "type", "category"}


@pytest.fixture
def templates(company_id: int) -> str:
    return f"/rest/v1.0/companies/{company_id}/permission_templates"


@pytest.fixture
def people(make: Make, project: Record) -> list[Record]:
    """Two with the same rights and one with others."""
    rights: tuple[tuple[str, str, str], ...] = (
        ("a@example.com", "standard", "admin"),
        ("b@example.com", "standard", "admin"),
        ("c@example.com", "none", "read_only"),
    )
    return [
        make(
            "user",
            login=login,
            erp_integrations=in_company,
            projects=[{"project_id": project["id"], "prime_contracts": in_project}],
        )
        for login, in_company, in_project in rights
    ]


def test_a_list_is_short_and_has_both_kinds(
    client: httpx.Client, templates: str, people: list[Record]
) -> None:
    rows = client.get(templates).json()
    assert {frozenset(row) for row in rows} == {frozenset(SHORT_FIELDS)}
    assert [row["type"] for row in rows if row["name"] != "Service Account"].count("global") == 2
    company_ids = {row["id"] for row in rows if row["type"] == "company_tools"}
    held_ids = {person["company_permission_template"]["id"] for person in people}
    assert held_ids < company_ids, "the service account has a template of its own"


def test_people_with_the_same_rights_share_a_template(
    client: httpx.Client, templates: str, people: list[Record]
) -> None:
    first, second, other = (person["company_permission_template"]["id"] for person in people)
    assert first == second != other
    levels = client.get(f"{templates}/{first}").json()["user_access_levels"]
    assert levels["erp_integrations"] == "standard"
    levels = client.get(f"{templates}/{other}").json()["user_access_levels"]
    assert levels["erp_integrations"] == "none"


def test_one_in_full_has_levels_and_its_company(
    client: httpx.Client, templates: str, company_id: int, people: list[Record]
) -> None:
    for row in client.get(templates).json():
        shown = client.get(f"{templates}/{row['id']}").json()
        assert shown.items() >= {k: v for k, v in row.items() if k != "project_specific"}.items()
        assert (shown["company_id"], shown["provider_id"]) == (company_id, company_id)
        tools = {"company_tools": "erp_integrations", "global": "prime_contracts"}
        assert tools[row["type"]] in shown["user_access_levels"]


def test_a_project_lists_the_templates_for_project_tools_only(
    client: httpx.Client, templates: str, project: Record, people: list[Record]
) -> None:
    listed = client.get(f"/rest/v1.0/projects/{project['id']}/permission_templates").json()
    every = client.get(templates).json()
    assert listed == [row for row in every if row["type"] == "global"]


def test_templates_are_filtered_and_paged(
    client: httpx.Client, templates: str, people: list[Record]
) -> None:
    wanted = people[0]["company_permission_template"]["id"]
    (found,) = client.get(templates, params={"filters[id]": wanted}).json()
    assert found["id"] == wanted
    total = len(client.get(templates).json())
    page = client.get(templates, params={"per_page": 2})
    assert (page.headers["Total"], len(page.json())) == (str(total), 2)


def test_templates_need_the_directory(
    client: httpx.Client, as_person: Callable[[str], httpx.Client], templates: str, make: Make
) -> None:
    made = make("user", login="out@example.com", directory="none")
    one = f"{templates}/{made['company_permission_template']['id']}"
    assert client.get(one).status_code == 200
    outside = as_person("out@example.com")
    assert outside.get(templates).status_code == 404
    assert outside.get(one).status_code == 404
    assert client.get(f"{templates}/99").status_code == 404


def test_a_manifest_is_the_callers_own(
    as_person: Callable[[str], httpx.Client], project: Record, people: list[Record]
) -> None:
    query = {"project_id": project["id"]}
    for login, level in (("a@example.com", "Admin"), ("c@example.com", "Read Only")):
        person = as_person(login)
        tools = person.get("/rest/v1.0/settings/permissions", params=query).json()["tools"]
        (tool,) = [tool for tool in tools if tool["name"] == "prime_contracts"]
        assert tool["user_access_level"]["name"] == level
        assert tool["can_create"] is (level == "Admin")
