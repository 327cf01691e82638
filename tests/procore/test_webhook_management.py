"""The life of hooks and triggers in both versions, at both levels (procore_api.md 12)."""

from typing import Any

import httpx
import pytest

Record = dict[str, Any]
V1 = "/rest/v1.0/webhooks"
TRIGGER = {"resource_name": "Prime Contracts", "event_type": "create"}


@pytest.fixture(params=["company", "project"])
def hooks(request: pytest.FixtureRequest, company_id: int, project: Record) -> str:
    """The hooks' address in v2 at each level."""
    place = "" if request.param == "company" else f"/projects/{project['id']}"
    return f"/rest/v2.0/companies/{company_id}{place}/webhooks/hooks"


def test_a_hook_of_v2_lives_and_ends(client: httpx.Client, hooks: str) -> None:
    body = {"namespace": "t", "destination_url": "http://127.0.0.1:9/", "payload_version": "v4.0"}
    made = client.post(hooks, json=body)
    assert made.status_code == 201
    one = f"{hooks}/{made.json()['data']['id']}"
    changed = client.patch(one, json={"status": "disabled"})
    assert changed.json()["data"]["status"] == "disabled"
    assert client.get(one).json() == changed.json()
    listed = client.get(hooks, params={"namespace": "t"}).json()["data"]
    assert [hook["id"] for hook in listed] == [made.json()["data"]["id"]]
    assert client.get(hooks).status_code == 400
    assert client.get(f"{one}/deliveries").json() == {"data": []}
    assert client.delete(one).status_code == 204
    assert client.get(one).json()["error"]["code"] == "NOT_FOUND"


def test_a_trigger_of_v2_lives_and_ends(client: httpx.Client, hooks: str) -> None:
    body = {"namespace": "t", "destination_url": "http://127.0.0.1:9/", "payload_version": "v4.0"}
    hook_id = client.post(hooks, json=body).json()["data"]["id"]
    triggers = f"{hooks}/{hook_id}/triggers"
    made = client.post(triggers, json=TRIGGER)
    assert made.status_code == 201
    assert client.get(triggers).json()["data"] == [made.json()["data"]]
    assert client.delete(f"{triggers}/{made.json()['data']['id']}").status_code == 204
    assert client.get(triggers).json() == {"data": []}


def test_a_hook_and_a_trigger_of_v1_live_and_end(client: httpx.Client, company_id: int) -> None:
    hook = {"api_version": "v2", "namespace": "t", "destination_url": "http://127.0.0.1:9/"}
    made = client.post(f"{V1}/hooks", json={"company_id": company_id, "hook": hook})
    assert made.status_code == 201
    one, query = f"{V1}/hooks/{made.json()['id']}", {"company_id": company_id}
    moved = {"company_id": company_id, "hook": {"destination_url": "http://127.0.0.1:10/"}}
    assert client.patch(one, json=moved).json()["destination_url"] == "http://127.0.0.1:10/"
    body = {"company_id": company_id, "api_version": "v2", "trigger": TRIGGER}
    trigger = client.post(f"{one}/triggers", json=body)
    assert (trigger.status_code, trigger.json()["event_type"]) == (201, "CREATE")
    gone = client.delete(f"{one}/triggers/{trigger.json()['id']}", params=query)
    assert gone.status_code == 204
    assert client.get(f"{one}/triggers", params=query).json() == []
    assert client.delete(one, params=query).status_code == 204


def test_what_can_be_heard_of_is_listed(client: httpx.Client, company_id: int) -> None:
    query = {"company_id": company_id}
    resources = client.get(f"{V1}/resources", params=query).json()
    assert {"name": "Prime Contracts"} in resources
    assert client.get(f"{V1}/resources/api_versions", params=query).json() == ["v2", "v3", "v4"]
