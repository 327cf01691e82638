"""Hooks, triggers and deliveries of v2, of a company and of a project (procore_api.md 12)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from simulator.world.world import World

Record = dict[str, Any]
Make = Callable[..., Record]
BODY = {
    "payload_version": "v4.0",
    "namespace": "tie-out",
    "destination_url": "https://erp.example/hook",
    "destination_headers": {"Authorization": "Bearer secret-12345", "X-Plain": "shown"},
}
UPDATE = {"resource_name": "Prime Contracts", "event_type": "update"}


@pytest.fixture(params=["company", "project"])
def level(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def hooks(level: str, company_id: int, project: Record) -> str:
    """Where hooks are at this level."""
    place = "" if level == "company" else f"/projects/{project['id']}"
    return f"/rest/v2.0/companies/{company_id}{place}/webhooks/hooks"


@pytest.fixture
def hook(client: httpx.Client, hooks: str) -> Record:
    reply = client.post(hooks, json=BODY)
    assert reply.status_code == 201, reply.text
    made: Record = reply.json()["data"]
    return made


def test_a_hook_is_answered_whole_with_ids_as_text(
    client: httpx.Client, hooks: str, hook: Record, level: str, company_id: int, project: Record
) -> None:
    assert hook == {
        "id": hook["id"],
        "status": "active",
        "payload_version": "v4.0",
        "namespace": "tie-out",
        "destination_url": "https://erp.example/hook",
        "destination_headers": {"Authorization": "**************12345", "X-Plain": "shown"},
        "trigger_count": 0,
        "company_id": str(company_id),
        "project_id": str(project["id"]) if level == "project" else None,
        "created_at": "2020-04-09T12:00:00Z",
        "updated_at": "2020-04-09T12:00:00Z",
        "hook_type": "classic",
    }
    assert isinstance(hook["id"], str)
    assert client.get(f"{hooks}/{hook['id']}").json() == {"data": hook}


def test_an_update_changes_what_it_names_and_when(
    client: httpx.Client, hooks: str, hook: Record, world: World
) -> None:
    world.clock.advance(timedelta(minutes=1))
    change = {"status": "disabled", "destination_url": "https://erp.example/other"}
    changed = client.patch(f"{hooks}/{hook['id']}", json=change)
    assert changed.status_code == 200
    expected = {**hook, **change, "updated_at": "2020-04-09T12:01:00Z"}
    assert changed.json() == {"data": expected}
    assert client.get(f"{hooks}/{hook['id']}").json() == {"data": expected}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"namespace": "Capitals"}, "namespace"),
        ({"namespace": None}, "namespace"),
        ({"destination_url": "erp"}, "destination_url"),
        ({"status": "asleep"}, "status"),
        ({"payload_version": "v9.0"}, "payload_version"),
    ],
)
def test_a_wrong_hook_is_refused_in_v2s_dialect_and_not_kept(
    client: httpx.Client, hooks: str, changed: Record, field: str
) -> None:
    reply = client.post(hooks, json={**BODY, **changed})
    assert reply.status_code == 422
    error = reply.json()["error"]
    assert error["code"] == "VALIDATION_ERROR"
    assert error["details"][0]["message"].startswith(f"{field} ")
    assert client.get(hooks, params={"namespace": "tie-out"}).json() == {"data": []}


def test_a_list_is_of_one_namespace_ten_a_page(client: httpx.Client, hooks: str) -> None:
    for _ in range(12):
        client.post(hooks, json=BODY)
    client.post(hooks, json={**BODY, "namespace": "other"})
    first = client.get(hooks, params={"namespace": "tie-out"})
    assert (first.headers["Total"], first.headers["Per-Page"]) == ("12", "10")
    second = client.get(first.links["next"]["url"])
    rows = first.json()["data"] + second.json()["data"]
    assert len({row["id"] for row in rows}) == len(rows) == 12
    assert {row["namespace"] for row in rows} == {"tie-out"}
    widest = client.get(hooks, params={"namespace": "tie-out", "per_page": 500})
    assert widest.headers["Per-Page"] == "100"
    unnamed = client.get(hooks)
    assert (unnamed.status_code, unnamed.json()["error"]["code"]) == (400, "BAD_REQUEST")


def test_a_deleted_hook_is_gone_with_its_triggers(
    client: httpx.Client, hooks: str, hook: Record
) -> None:
    one = f"{hooks}/{hook['id']}"
    assert client.post(f"{one}/triggers", json=UPDATE).status_code == 201
    gone = client.delete(one)
    assert (gone.status_code, gone.content) == (204, b"")
    for again in (client.get(one), client.delete(one), client.get(f"{one}/triggers")):
        assert (again.status_code, again.json()["error"]["code"]) == (404, "NOT_FOUND")


def test_a_trigger_is_flat_counted_and_taken_once(
    client: httpx.Client, hooks: str, hook: Record
) -> None:
    one = f"{hooks}/{hook['id']}"
    made = client.post(f"{one}/triggers", json=UPDATE)
    assert made.status_code == 201
    trigger = made.json()["data"]
    assert trigger == {"id": trigger["id"], "hook_id": hook["id"], **UPDATE}
    assert isinstance(trigger["id"], str)
    again = client.post(f"{one}/triggers", json=UPDATE)
    assert (again.status_code, again.json()["error"]["code"]) == (422, "VALIDATION_ERROR")
    assert client.get(f"{one}/triggers").json() == {"data": [trigger]}
    assert client.get(one).json()["data"]["trigger_count"] == 1
    gone = client.delete(f"{one}/triggers/{trigger['id']}")
    assert (gone.status_code, gone.content) == (204, b"")
    assert client.get(one).json()["data"]["trigger_count"] == 0
    assert client.delete(f"{one}/triggers/{trigger['id']}").status_code == 404


def test_a_trigger_is_found_under_its_own_hook_only(
    client: httpx.Client, hooks: str, hook: Record
) -> None:
    other = client.post(hooks, json=BODY).json()["data"]
    trigger = client.post(f"{hooks}/{hook['id']}/triggers", json=UPDATE).json()["data"]
    assert client.delete(f"{hooks}/{other['id']}/triggers/{trigger['id']}").status_code == 404
    assert client.get(f"{hooks}/{hook['id']}/triggers").json() == {"data": [trigger]}


def test_triggers_in_bulk_are_each_taken_or_refused(
    client: httpx.Client, hooks: str, hook: Record
) -> None:
    one = f"{hooks}/{hook['id']}"
    bulk = f"{one}/triggers/bulk"
    creation = {**UPDATE, "event_type": "create"}
    all_taken = client.post(bulk, json={"triggers": [UPDATE, creation]})
    assert all_taken.status_code == 200
    first, second = all_taken.json()["data"]["success"]
    assert first == {"id": first["id"], "hook_id": hook["id"], **UPDATE}
    unknown = {**UPDATE, "resource_name": "Spaceships"}
    some = client.post(bulk, json={"triggers": [UPDATE, unknown]})
    assert (some.status_code, some.json()["data"]["success"]) == (207, [])
    assert [list(error["errors"]) for error in some.json()["data"]["errors"]] == [
        ["event_type"],
        ["resource_name"],
    ]
    gone = client.request("DELETE", bulk, json={"triggers": [first["id"]]})
    assert (gone.status_code, gone.json()) == (200, {"data": {"success": [first["id"]]}})
    again = client.request("DELETE", bulk, json={"triggers": [first["id"], second["id"]]})
    answer = {"success": [second["id"]], "errors": [first["id"]]}
    assert (again.status_code, again.json()) == (207, {"data": answer})
    assert client.get(f"{one}/triggers").json() == {"data": []}


def test_bulk_takes_five_hundred_triggers_of_its_own_hook(
    client: httpx.Client, hooks: str, hook: Record
) -> None:
    other = client.post(hooks, json=BODY).json()["data"]
    trigger = client.post(f"{hooks}/{hook['id']}/triggers", json=UPDATE).json()["data"]
    bulk = f"{hooks}/{other['id']}/triggers/bulk"
    foreign = client.request("DELETE", bulk, json={"triggers": [trigger["id"]]})
    assert (foreign.status_code, foreign.json()["data"]["success"]) == (207, [])
    for refused in (
        client.post(bulk, json={"triggers": [UPDATE] * 501}),
        client.post(bulk, json={"triggers": UPDATE}),
        client.request("DELETE", bulk, json={"triggers": [trigger["id"]] * 501}),
        client.request("DELETE", bulk, json={}),
    ):
        assert (refused.status_code, refused.json()["error"]["code"]) == (400, "BAD_REQUEST")
    assert client.get(f"{hooks}/{hook['id']}/triggers").json() == {"data": [trigger]}
    assert client.get(f"{hooks}/{other['id']}/triggers").json() == {"data": []}


def test_what_can_be_heard_of_is_listed_in_pages(client: httpx.Client, hooks: str) -> None:
    resources = hooks.replace("/hooks", "/resources")
    first = client.get(resources)
    assert (first.headers["Per-Page"], len(first.json()["data"])) == ("10", 10)
    second = client.get(first.links["next"]["url"])
    names = [row["name"] for row in first.json()["data"] + second.json()["data"]]
    assert len(names) == len(set(names)) == int(first.headers["Total"])
    in_v1 = client.get("/rest/v1.0/webhooks/resources").json()
    assert [row["name"] for row in in_v1] == names
    versions = client.get(f"{resources}/api_versions").json()
    assert versions == {"data": ["v2.0", "v3.0", "v4.0"]}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"resource_name": "Spaceships"}, "resource_name"),
        ({"resource_name": None}, "resource_name"),
        ({"event_type": "touch"}, "event_type"),
    ],
)
def test_a_wrong_trigger_is_refused(
    client: httpx.Client, hooks: str, hook: Record, changed: Record, field: str
) -> None:
    triggers = f"{hooks}/{hook['id']}/triggers"
    reply = client.post(triggers, json={**UPDATE, **changed})
    assert reply.status_code == 422
    assert reply.json()["error"]["details"][0]["message"].startswith(f"{field} ")
    assert client.get(triggers).json() == {"data": []}


def test_a_hook_is_found_at_its_own_level_and_in_its_own_version_only(
    client: httpx.Client, hooks: str, hook: Record, level: str, company_id: int, project: Record
) -> None:
    company = f"/rest/v2.0/companies/{company_id}"
    other = f"/projects/{project['id']}" if level == "company" else ""
    elsewhere = f"{company}{other}/webhooks/hooks"
    assert client.get(f"{elsewhere}/{hook['id']}").status_code == 404
    assert client.get(elsewhere, params={"namespace": "tie-out"}).json() == {"data": []}
    owner = {"company_id": company_id} if level == "company" else {"project_id": project["id"]}
    assert client.get("/rest/v1.0/webhooks/hooks", params=owner).json() == []


def test_deliveries_tell_what_is_sent_and_can_be_filtered(
    client: httpx.Client, hooks: str, project: Record, contract: Record
) -> None:
    # Nothing listens on this port: what is sent there waits to be sent again.
    hook = client.post(hooks, json={**BODY, "destination_url": "http://127.0.0.1:9/"}).json()
    one = f"{hooks}/{hook['data']['id']}"
    client.post(f"{one}/triggers", json=UPDATE)
    assert client.get(f"{one}/deliveries").json() == {"data": []}
    body = {"project_id": project["id"], "prime_contract": {"title": "Renamed"}}
    client.patch(f"/rest/v1.0/prime_contract/{contract['id']}", json=body)
    (delivery,) = client.get(f"{one}/deliveries").json()["data"]
    assert delivery["hook_id"] == hook["data"]["id"]
    assert (delivery["resource_name"], delivery["event_type"]) == ("Prime Contracts", "update")
    assert delivery["resource_id"] == str(contract["id"])
    assert delivery["status"] in ("enqueued", "retrying")
    for name, found, missed in (
        ("resource_name", "Prime Contracts", "Projects"),
        ("event_type", "update", "delete"),
    ):
        deliveries = f"{one}/deliveries"
        assert len(client.get(deliveries, params={f"filter[{name}]": found}).json()["data"]) == 1
        assert client.get(deliveries, params={f"filter[{name}]": missed}).json() == {"data": []}


def test_people_have_no_right_to_hooks_unless_it_is_given(
    client: httpx.Client,
    as_person: Callable[[str], httpx.Client],
    make: Make,
    project: Record,
    hooks: str,
    hook: Record,
) -> None:
    make(
        "user",
        login="kim@example.com",
        projects=[{"project_id": project["id"], "prime_contracts": "admin"}],
    )
    person = as_person("kim@example.com")
    one = f"{hooks}/{hook['id']}"
    answers = (
        person.get(hooks, params={"namespace": "tie-out"}),
        person.post(hooks, json=BODY),
        person.patch(one, json={"status": "disabled"}),
        person.delete(one),
        person.post(f"{one}/triggers", json=UPDATE),
    )
    assert {answer.status_code for answer in answers} == {404}
    assert client.get(one).json() == {"data": hook}
