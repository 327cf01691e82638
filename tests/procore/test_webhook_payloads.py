"""What events tell of: people, change orders of every tier, and in v3.0 what a record is a part
of (procore_api.md 12)."""

from collections.abc import Callable
from typing import Any

import httpx
import msgspec
import pytest

from simulator.procore.site import ProcoreSite

Record = dict[str, Any]
Make = Callable[..., Record]
Events = Callable[[str], list[Record]]
HOOKS = "/rest/v1.0/webhooks/hooks"


@pytest.fixture
def events(client: httpx.Client, site: ProcoreSite, company_id: int) -> Events:
    """events(resource_name) are those sent from now on in v3.0, the only version with relations."""
    # Nothing listens on this port: what is sent is looked at before it leaves.
    hook = {"api_version": "v3", "namespace": "t", "destination_url": "http://127.0.0.1:9/"}
    owner = {"company_id": company_id}
    hook_id = client.post(HOOKS, json={**owner, "hook": hook}).json()["id"]
    resources = client.get("/rest/v1.0/webhooks/resources").json()
    triggers = [
        {"resource_name": resource["name"], "event_type": event_type}
        for resource in resources
        for event_type in ("create", "update", "delete")
    ]
    reply = client.post(f"{HOOKS}/{hook_id}/triggers/bulk", json={**owner, "triggers": triggers})
    assert reply.status_code == 200

    def sent(resource_name: str) -> list[Record]:
        payloads = [
            msgspec.json.decode(each.body) for each in site.stores.webhooks.deliveries.values()
        ]
        return [each for each in payloads if each["resource_name"] == resource_name]

    return sent


def test_a_contract_line_names_its_contract(events: Events, contract: Record) -> None:
    told = events("Prime Contract Line Items")
    assert [event["resource_id"] for event in told] == [
        line["id"] for line in contract["line_items"]
    ]
    for event in told:
        assert event["related_resources"] == [{"id": contract["id"], "name": "Prime Contracts"}]


def test_an_event_names_whoever_has_acted(
    client: httpx.Client,
    as_person: Callable[[str], httpx.Client],
    events: Events,
    make: Make,
    project: Record,
    contract: Record,
) -> None:
    """The caller of the API; the service account for what is done without a call, whoever has
    called before."""
    membership = {"project_id": project["id"], "prime_contracts": "admin"}
    make("user", login="pm@example.com", projects=[membership])
    person = as_person("pm@example.com")
    path = f"/rest/v1.0/prime_contract/{contract['id']}"
    ids = {}
    for name, caller in {"account": client, "person": person}.items():
        ids[name] = caller.get("/rest/v1.0/me").json()["id"]
        body = {"project_id": project["id"], "prime_contract": {"title": name}}
        assert caller.patch(path, json=body).status_code == 200
    make("prime_contract", project_id=project["id"])
    told = [(event["event_type"], event["user_id"]) for event in events("Prime Contracts")]
    account_id, person_id = ids["account"], ids["person"]
    assert account_id != person_id
    assert told == [
        ("create", account_id),
        ("update", account_id),
        ("update", person_id),
        ("create", account_id),
    ]


def test_the_only_tier_is_a_package_and_a_part_of_it(
    events: Events, contract: Record, make_change_order: Make
) -> None:
    package = make_change_order(title="Extra door")["package"]
    (event,) = events("Change Order Packages")
    assert (event["resource_id"], event["related_resources"]) == (package["id"], [])
    (hidden,) = events("Potential Change Orders")
    assert hidden["related_resources"] == [
        {"id": contract["id"], "name": "Prime Contracts"},
        {"id": package["id"], "name": "Change Order Packages"},
    ]
    (line,) = events("Potential Change Order Line Items")
    assert line["related_resources"] == [
        {"id": hidden["resource_id"], "name": "Potential Change Orders"}
    ]


def test_three_tiers_are_told_of_under_their_own_names(
    client: httpx.Client, events: Events, make: Make
) -> None:
    project = make("project", name="Three", change_order_tiers=3)
    contract = make("prime_contract", project_id=project["id"], status="Approved")
    ids = {"project_id": project["id"], "contract_id": contract["id"]}
    body = {**ids, "change_order": {"title": "One", "contract_id": contract["id"]}}
    request = client.post("/rest/v1.0/change_order_requests", json=body)
    assert request.status_code == 201, request.text
    order = {**body["change_order"], "change_order_request_id": request.json()["id"]}
    made = client.post("/rest/v1.0/potential_change_orders", json={**ids, "change_order": order})
    assert made.status_code == 201, made.text
    (of_request,) = events("Change Order Requests")
    assert (of_request["resource_id"], of_request["event_type"]) == (request.json()["id"], "create")
    assert of_request["related_resources"] == []
    (of_part,) = events("Potential Change Orders")
    assert of_part["related_resources"] == [
        {"id": contract["id"], "name": "Prime Contracts"},
        {"id": request.json()["id"], "name": "Change Order Requests"},
    ]


def test_what_follows_its_package_is_told_of_too(
    events: Events, client: httpx.Client, make: Make
) -> None:
    """A lower tier copies the status above (D-078)."""
    project = make("project", name="Tower", change_order_tiers=2)
    contract = make("prime_contract", project_id=project["id"], status="Approved")
    ids = {"project_id": project["id"], "contract_id": contract["id"]}
    package = make("change_order", **ids, parts=[{}, {}])
    before = len(events("Potential Change Orders"))
    path = f"/rest/v1.0/change_order_packages/{package['id']}"
    body = {"project_id": project["id"], "change_order": {"status": "approved"}}
    assert client.patch(path, json=body).status_code == 200
    told = events("Potential Change Orders")[before:]
    assert [(event["event_type"], event["resource_id"]) for event in told] == [
        ("update", part["id"]) for part in package["parts"]
    ]


def test_a_person_who_is_added_or_changed_is_told_of(events: Events, make: Make) -> None:
    user = make("user", login="kim@example.com")
    make("user", login="kim@example.com", name="Kim")
    told = [
        (event["event_type"], event["resource_id"], event["project_id"])
        for event in events("Company Users")
    ]
    assert told == [("create", user["id"], None), ("update", user["id"], None)]
