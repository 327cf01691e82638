"""Companies and projects; what lists offer."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from simulator.procore.site import ProcoreSite
from simulator.procore.stores import KeptStores
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
        ({"filters[by_status]": "inACTIVE"}, ["Charlie"]),
        ({"filters[by_status]": "active"}, ["Delta", "Alpha", "Bravo"]),
        ({"filters[by_status]": ""}, ["Delta", "Alpha", "Bravo"]),
        ({"filters[by_status][]": ["Inactive"]}, ["Charlie"]),
        ({"filters[by_status][]": ["Inactive", "Active"]}, ["Delta", "Alpha", "Charlie", "Bravo"]),
        ({"filters[by_status]": "Active,Inactive"}, ["Delta", "Alpha", "Charlie", "Bravo"]),
        ({"filters[vendor_id]": "1"}, []),
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


def test_an_unknown_status_is_refused(client: httpx.Client, company_id: int) -> None:
    query = {"company_id": company_id, "filters[by_status]": "Bogus"}
    assert client.get(PROJECTS, params=query).status_code == 400


@pytest.mark.parametrize(
    "time_zone", ["America/Chicago", "Central Time (US & Canada)", "UTC", None]
)
def test_a_time_zone_is_kept(
    client: httpx.Client, company_id: int, project: Record, time_zone: str | None
) -> None:
    body = {"company_id": company_id, "project": {"time_zone": time_zone}}
    assert client.patch(f"{PROJECTS}/{project['id']}", json=body).json()["time_zone"] == time_zone


@pytest.mark.parametrize("time_zone", ["Mars/Olympus", "America", "../UTC", "", "z" * 255, 7])
def test_a_bad_time_zone_is_refused(
    client: httpx.Client, company_id: int, project: Record, time_zone: object
) -> None:
    body = {"company_id": company_id, "project": {"name": "New", "time_zone": time_zone}}
    for reply in (
        client.patch(f"{PROJECTS}/{project['id']}", json=body),
        client.post(PROJECTS, json=body),
    ):
        assert reply.status_code == 422
        assert reply.json() == {"errors": {"time_zone": ["is not a time zone"]}}
    assert names(client, company_id) == [project["name"]]


def test_a_project_names_who_made_it(
    client: httpx.Client, company_id: int, project: Record
) -> None:
    body = {"company_id": company_id, "project": {"name": "Depot"}}
    client.post(PROJECTS, json=body)
    me = client.get("/rest/v1.0/me", params={"company_id": company_id}).json()
    for row in client.get(PROJECTS, params={"company_id": company_id}).json():
        assert row["created_by"] == me
    for row in client.get(f"/rest/v1.0/companies/{company_id}/projects").json():
        assert row["created_by"] == {"id": me["id"], "email": me["login"]}


@pytest.mark.parametrize("origin_id", [555, "555", 5.5])
def test_an_origin_id_that_is_a_number_is_found_again(
    client: httpx.Client, company_id: int, origin_id: object
) -> None:
    updates = [{"name": "A", "origin_id": origin_id}, {"name": "B", "origin_id": str(origin_id)}]
    body = {"company_id": company_id, "updates": [*updates, *updates]}
    answer = client.patch(f"{PROJECTS}/sync", json=body).json()
    assert answer["errors"] == []
    assert len({entity["id"] for entity in answer["entities"]}) == 1
    assert answer["entities"][0]["origin_id"] == str(origin_id)


def test_a_sync_tells_the_journal_what_it_touched(
    client: httpx.Client, company_id: int, project: Record, world: World
) -> None:
    code, made = {"code": "1", "name": "N"}, []
    for path, kind, body in (
        ("projects", "project", {"company_id": company_id, "updates": [{"name": "A"}, {}]}),
        ("cost_codes", "cost_code", {"project_id": project["id"], "updates": [code]}),
        ("line_item_types", "line_item_type", {"company_id": company_id, "updates": [code]}),
    ):
        entities = client.patch(f"/rest/v1.0/{path}/sync", json=body).json()["entities"]
        made.append(tuple(f"{kind}:{entity['id']}" for entity in entities))
        assert len(made[-1]) == 1
    assert [entry.touched for entry in world.journal][-3:] == made


def test_projects_that_are_not_permitted_are_refused_and_not_listed(
    client: httpx.Client, company_id: int, make: Make
) -> None:
    one, other = make("project", name="One"), make("project", name="Other")
    make("setting", permitted_project_ids=[one["id"]])
    assert names(client, company_id) == ["One"]
    refused = client.get(f"/rest/v1.0/prime_contracts?project_id={other['id']}")
    assert refused.status_code == 403


def test_a_snapshot_keeps_every_store_but_the_tokens(site: ProcoreSite) -> None:
    kept = {store.name for store in dataclasses.fields(KeptStores)}
    beside = {"world", "oauth", "memory", "company_id", "service_account_id"}
    assert set(vars(site.stores)) - kept == beside, "declare a new store in KeptStores"


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
    return next(iter(site.stores.projects.projects))
