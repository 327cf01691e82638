"""Companies and projects; what lists offer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from simulator.procore.site import ProcoreSite
from simulator.world.world import World

Record = dict[str, Any]
Make = Callable[..., Record]
PROJECTS = "/rest/v1.0/projects"


@pytest.fixture
def four(make: Make, world: World) -> list[Record]:
    """Delta, Alpha (synced), Charlie (inactive), Bravo; made an hour apart."""
    made = []
    for fields in (
        {"name": "Delta"},
        {"name": "Alpha", "origin_id": "T|A"},
        {"name": "Charlie", "active": False},
        {"name": "Bravo"},
    ):
        made.append(make("project", **fields))
        world.clock.advance(timedelta(minutes=10))
    return made


def names(client: httpx.Client, company_id: int, **query: object) -> list[str]:
    reply = client.get(PROJECTS, params={"company_id": company_id, **query})
    assert reply.status_code == 200, reply.text
    return [project["name"] for project in reply.json()]


def test_ids_of_companies_and_projects_lie_above_32_bits(project: Record, company_id: int) -> None:
    assert company_id > 2**32
    assert project["id"] > 2**32
    assert project["id"] != company_id


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Delta", "Alpha", "Bravo"]),
        ({"filters[by_status]": "All"}, ["Delta", "Alpha", "Charlie", "Bravo"]),
        ({"filters[by_status]": "Inactive"}, ["Charlie"]),
        ({"filters[synced]": "true"}, ["Alpha"]),
        ({"filters[synced]": "false"}, ["Delta", "Bravo"]),
        ({"filters[origin_id]": "T|A"}, ["Alpha"]),
        ({"filters[name][]": ["Delta", "Bravo"]}, ["Delta", "Bravo"]),
        ({"sort": "name"}, ["Alpha", "Bravo", "Delta"]),
        ({"sort": "-name"}, ["Delta", "Bravo", "Alpha"]),
        ({"filters[created_at]": "2020-04-09T12:05:00Z...2020-04-09T12:15:00Z"}, ["Alpha"]),
        ({"filters[created_at]": '"2020-04-09...2020-04-09"'}, ["Delta", "Alpha", "Bravo"]),
        ({"page": 2, "per_page": 2}, ["Bravo"]),
        ({"page": 9, "per_page": 2}, []),
        ({"page": "x", "per_page": "-3"}, ["Delta", "Alpha", "Bravo"]),
    ],
)
def test_projects_are_filtered_sorted_and_paged(
    client: httpx.Client, company_id: int, four: list[Record], query: Record, expected: list[str]
) -> None:
    assert names(client, company_id, **query) == expected


def test_links_lead_through_the_pages_and_keep_the_query(
    client: httpx.Client, company_id: int, make: Make
) -> None:
    for number in range(5):
        make("project", name=f"P{number}")
    query = {"company_id": company_id, "per_page": 2, "sort": "-name", "page": 2}
    reply = client.get(PROJECTS, params=query)
    assert (reply.headers["Total"], reply.headers["Per-Page"]) == ("5", "2")
    assert list(reply.links) == ["first", "prev", "last", "next"]
    assert f"company_id={company_id}" in reply.links["next"]["url"]
    last = client.get(reply.links["next"]["url"])
    assert [project["name"] for project in last.json()] == ["P0"]
    assert list(last.links) == ["first", "prev"]


def test_a_range_that_is_none_is_a_400(client: httpx.Client, company_id: int) -> None:
    reply = client.get(
        PROJECTS, params={"company_id": company_id, "filters[created_at]": "then...now"}
    )
    assert reply.status_code == 400


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("compact", {"id", "name", "display_name"}),
        ("ids", None),
    ],
)
def test_v1_1_has_views(
    client: httpx.Client, company_id: int, project: Record, view: str, expected: set[str] | None
) -> None:
    reply = client.get("/rest/v1.1/projects", params={"company_id": company_id, "view": view})
    (row,) = reply.json()
    assert row == project["id"] if expected is None else set(row) == expected


def test_the_list_under_a_company_is_short(
    client: httpx.Client, company_id: int, project: Record
) -> None:
    (row,) = client.get(f"/rest/v1.0/companies/{company_id}/projects").json()
    assert (row["id"], row["status_name"]) == (project["id"], "Active")


def test_a_project_is_created_updated_and_synced(client: httpx.Client, company_id: int) -> None:
    body = {"company_id": company_id, "project": {"name": "Depot", "origin_id": "T|D"}}
    made = client.post(PROJECTS, json=body)
    assert made.status_code == 201
    path = f"{PROJECTS}/{made.json()['id']}"
    change = {"company_id": company_id, "project": {"project_number": "77", "erp_integrated": True}}
    changed = client.patch(path, json=change).json()
    assert changed["display_name"] == "77 - Depot"
    assert changed["is_erp_integrated"] is True
    updates = [{"origin_id": "T|D", "name": "Depot 2"}, {"origin_id": "T|E"}, {"name": "New"}]
    answer = client.patch(f"{PROJECTS}/sync", json={"company_id": company_id, "updates": updates})
    assert [entity["name"] for entity in answer.json()["entities"]] == ["Depot 2", "New"]
    assert answer.json()["errors"] == [{"origin_id": "T|E", "errors": {"name": ["can't be blank"]}}]
    assert client.get(path, params={"company_id": company_id}).json()["name"] == "Depot 2"


def test_projects_that_are_not_permitted_are_refused_and_not_listed(
    client: httpx.Client, company_id: int, make: Make
) -> None:
    one, other = make("project", name="One"), make("project", name="Other")
    make("setting", permitted_project_ids=[one["id"]])
    assert names(client, company_id) == ["One"]
    refused = client.get(f"/rest/v1.0/prime_contracts?project_id={other['id']}")
    assert refused.status_code == 403


def test_a_snapshot_brings_everything_back_and_keeps_the_login(
    client: httpx.Client, world: World, site: ProcoreSite, company_id: int, contract: Record
) -> None:
    path = f"/rest/v1.0/prime_contract/{contract['id']}?project_id={contract_project(site)}"
    before = client.get(path).json()
    snapshot = world.snapshot()
    body = {"project_id": contract_project(site), "prime_contract": {"title": "Changed"}}
    client.patch(path.partition("?")[0], json=body)
    site.fixtures["project"]({"name": "Later"})
    world.restore(snapshot)
    assert client.get(path).json() == before
    assert "Later" not in names(client, company_id)


def contract_project(site: ProcoreSite) -> int:
    return next(iter(site.books.projects.projects))
