"""Hooks and triggers of v1: bare objects, ids as numbers, owners (procore_api.md 12)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Record = dict[str, Any]
Make = Callable[..., Record]
HOOKS = "/rest/v1.0/webhooks/hooks"
HOOK = {
    "api_version": "v2",
    "namespace": "tie-out",
    "destination_url": "https://erp.example/hook",
    "destination_headers": {"Authorization": "Bearer secret-12345"},
}
CREATE = {"resource_name": "Prime Contracts", "event_type": "create"}


@pytest.fixture(params=["company_id", "project_id"])
def owner(request: pytest.FixtureRequest, company_id: int, project: Record) -> Record:
    """Whose hooks these are, as queries and bodies name them."""
    ids = {"company_id": company_id, "project_id": project["id"]}
    return {request.param: ids[request.param]}


@pytest.fixture
def hook(client: httpx.Client, owner: Record) -> Record:
    reply = client.post(HOOKS, json={**owner, "hook": HOOK})
    assert reply.status_code == 201, reply.text
    made: Record = reply.json()
    return made


def test_a_hook_is_answered_bare_with_one_owner(
    client: httpx.Client, owner: Record, hook: Record
) -> None:
    me = client.get("/rest/v1.0/me").json()
    assert hook == {
        **HOOK,
        "id": hook["id"],
        "destination_headers": {"Authorization": "**************12345"},
        "owned_by_company_id": owner.get("company_id"),
        "owned_by_project_id": owner.get("project_id"),
        "owned_by_user_id": me["id"],
    }
    assert isinstance(hook["id"], int)
    assert client.get(HOOKS, params=owner).json() == [hook]


def test_a_list_can_be_narrowed_to_a_namespace(
    client: httpx.Client, owner: Record, hook: Record
) -> None:
    client.post(HOOKS, json={**owner, "hook": {**HOOK, "namespace": "other"}})
    assert len(client.get(HOOKS, params=owner).json()) == 2
    assert client.get(HOOKS, params={**owner, "namespace": "tie-out"}).json() == [hook]


def test_hooks_and_triggers_are_paged(client: httpx.Client, owner: Record, hook: Record) -> None:
    client.post(HOOKS, json={**owner, "hook": HOOK})
    triggers = f"{HOOKS}/{hook['id']}/triggers"
    for event_type in ("create", "update"):
        client.post(triggers, json={**owner, "trigger": {**CREATE, "event_type": event_type}})
    for path in (HOOKS, triggers):
        whole = client.get(path, params=owner)
        assert (whole.headers["Total"], whole.headers["Per-Page"]) == ("2", "100")
        first = client.get(path, params={**owner, "per_page": 1})
        assert first.headers["Per-Page"] == "1"
        second = client.get(first.links["next"]["url"])
        assert first.json() + second.json() == whole.json()


def test_an_update_is_partial_and_read_back(
    client: httpx.Client, owner: Record, hook: Record
) -> None:
    change = {"destination_url": "https://erp.example/other"}
    reply = client.patch(f"{HOOKS}/{hook['id']}", json={**owner, "hook": change})
    assert (reply.status_code, reply.json()) == (200, {**hook, **change})
    assert client.get(HOOKS, params=owner).json() == [{**hook, **change}]
    refused = client.patch(
        f"{HOOKS}/{hook['id']}", json={**owner, "hook": {"namespace": "Capitals"}}
    )
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["namespace"])
    assert client.get(HOOKS, params=owner).json() == [{**hook, **change}]


def test_a_trigger_is_made_listed_and_taken_away(
    client: httpx.Client, owner: Record, hook: Record
) -> None:
    triggers = f"{HOOKS}/{hook['id']}/triggers"
    made = client.post(triggers, json={**owner, "api_version": "v2", "trigger": CREATE})
    assert made.status_code == 201
    trigger = made.json()
    assert isinstance(trigger["id"], int)
    assert (trigger["resource_name"], trigger["event_type"]) == ("Prime Contracts", "CREATE")
    again = client.post(triggers, json={**owner, "trigger": CREATE})
    assert (again.status_code, list(again.json()["errors"])) == (422, ["event_type"])
    assert client.get(triggers, params=owner).json() == [trigger]
    gone = client.delete(f"{triggers}/{trigger['id']}", params=owner)
    assert (gone.status_code, gone.content) == (204, b"")
    assert client.get(triggers, params=owner).json() == []
    assert client.delete(f"{triggers}/{trigger['id']}", params=owner).status_code == 404


def test_a_hook_is_not_found_under_another_owner_or_in_v2(
    client: httpx.Client, make: Make, company_id: int, hook: Record
) -> None:
    other = {"project_id": make("project", name="Elsewhere")["id"]}
    one = f"{HOOKS}/{hook['id']}"
    assert client.get(HOOKS, params=other).json() == []
    for reply in (
        client.patch(one, json={**other, "hook": {"namespace": "mine"}}),
        client.get(f"{one}/triggers", params=other),
        client.post(f"{one}/triggers", json={**other, "trigger": CREATE}),
        client.delete(one, params=other),
        client.get(f"/rest/v2.0/companies/{company_id}/webhooks/hooks/{hook['id']}"),
    ):
        assert reply.status_code == 404
    nobody = client.get(HOOKS)
    assert nobody.status_code == 400


def test_at_most_five_hundred_triggers_are_taken_in_bulk(
    client: httpx.Client, owner: Record, hook: Record
) -> None:
    triggers = f"{HOOKS}/{hook['id']}/triggers"
    kept = client.post(triggers, json={**owner, "trigger": CREATE}).json()
    body = {**owner, "triggers": [CREATE] * 501}
    assert client.post(f"{triggers}/bulk", json=body).status_code == 400
    ids = [*range(1, 501), kept["id"]]
    body = {**owner, "triggers": ids}
    assert client.request("DELETE", f"{triggers}/bulk", json=body).status_code == 400
    assert client.get(triggers, params=owner).json() == [kept]


def test_a_trigger_in_bulk_that_is_not_there_makes_it_207(
    client: httpx.Client, owner: Record, hook: Record
) -> None:
    triggers = f"{HOOKS}/{hook['id']}/triggers"
    kept = client.post(triggers, json={**owner, "trigger": CREATE}).json()
    body = {**owner, "triggers": [kept["id"], 99]}
    reply = client.request("DELETE", f"{triggers}/bulk", json=body)
    assert (reply.status_code, reply.json()["success"]) == (207, [kept["id"]])
    assert client.get(triggers, params=owner).json() == []


def test_every_listed_resource_and_version_can_be_used(
    client: httpx.Client, owner: Record, company_id: int
) -> None:
    query = {"company_id": company_id}
    versions = client.get("/rest/v1.0/webhooks/resources/api_versions", params=query).json()
    resources = client.get("/rest/v1.0/webhooks/resources", params=query).json()
    assert versions == ["v2", "v3", "v4"]
    # procore_api.md 12
    assert {resource["name"] for resource in resources} == {
        "Prime Contracts",
        "Prime Contract Line Items",
        "Change Order Packages",
        "Change Order Requests",
        "Potential Change Orders",
        "Potential Change Order Line Items",
        "Payment Applications",
        "Contract Payments",
        "Cost Codes",
        "Sub Jobs",
        "Line Item Types",
        "Projects",
        "Company Users",
        "Company Vendors",
        "ERP Requests",
    }
    for version in versions:
        hook = client.post(HOOKS, json={**owner, "hook": {**HOOK, "api_version": version}}).json()
        assert hook["api_version"] == version
        triggers = [
            {"resource_name": resource["name"], "event_type": "create"} for resource in resources
        ]
        bulk = f"{HOOKS}/{hook['id']}/triggers/bulk"
        reply = client.post(bulk, json={**owner, "api_version": version, "triggers": triggers})
        assert (reply.status_code, len(reply.json()["success"])) == (200, len(resources))
