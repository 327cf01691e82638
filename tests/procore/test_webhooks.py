"""Webhooks: managing hooks, and deliveries to a real address on the world's clock."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from simulator.procore.site import ProcoreSite
from simulator.world.faults import Fault, FaultKind
from simulator.world.world import World
from tests.procore.receiver import Receiver, wait_for

Record = dict[str, Any]
Make = Callable[..., Record]
HOOKS = "/rest/v1.0/webhooks/hooks"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def hook(client: httpx.Client, company_id: int, receiver: Receiver) -> Record:
    """A v1.0 hook of the company that hears of every write to prime contracts."""
    body = {
        "company_id": company_id,
        "hook": {
            "api_version": "v2",
            "namespace": "tieout",
            "destination_url": receiver.url,
            "destination_headers": {"Authorization": "Bearer secret-12345"},
        },
    }
    reply = client.post(HOOKS, json=body)
    assert reply.status_code == 201, reply.text
    made: Record = reply.json()
    triggers = [
        {"resource_name": "Prime Contracts", "event_type": event_type}
        for event_type in ("create", "update", "delete")
    ]
    bulk = client.post(
        f"{HOOKS}/{made['id']}/triggers/bulk",
        json={"company_id": company_id, "api_version": "v2", "triggers": triggers},
    )
    assert bulk.status_code == 200, bulk.text
    return made


@pytest.fixture
def deliveries(client: httpx.Client, company_id: int, hook: Record) -> Callable[[], list[Record]]:
    def listed() -> list[Record]:
        query = {"company_id": company_id}
        answer: list[Record] = client.get(f"{HOOKS}/{hook['id']}/deliveries", params=query).json()
        return answer

    return listed


def rename(client: httpx.Client, contract: Record, project: Record, title: str) -> None:
    body = {"project_id": project["id"], "prime_contract": {"title": title}}
    reply = client.patch(f"/rest/v1.0/prime_contract/{contract['id']}", json=body)
    assert reply.status_code == 200


def outcomes(rows: list[Record]) -> list[str | None]:
    return [row["outcome"] for row in rows]


def test_an_event_reaches_the_address_without_the_record(
    client: httpx.Client,
    company_id: int,
    project: Record,
    contract: Record,
    hook: Record,
    receiver: Receiver,
    deliveries: Callable[[], list[Record]],
) -> None:
    rename(client, contract, project, "Secret title")
    wait_for(lambda: outcomes(deliveries()) == ["ok"])
    ((headers, payload),) = receiver.received
    assert headers["Authorization"] == "Bearer secret-12345"
    assert payload["resource_name"] == "Prime Contracts"
    assert payload["event_type"] == "update"
    assert payload["resource_id"] == contract["id"]
    assert (payload["company_id"], payload["project_id"]) == (company_id, project["id"])
    assert len(payload["ulid"]) == 26
    assert payload["timestamp"] == "2020-04-09T12:00:00.000000Z"
    assert "Secret title" not in json.dumps(payload)
    (delivery,) = deliveries()
    assert (delivery["response_status"], delivery["response_body"]) == (200, "noted")
    assert delivery["response_headers"]["X-Reference"] == "job 17"


def test_a_failure_pauses_the_queue_and_is_tried_again_ever_later(
    client: httpx.Client,
    site: ProcoreSite,
    world: World,
    project: Record,
    contract: Record,
    receiver: Receiver,
    hook: Record,
    deliveries: Callable[[], list[Record]],
) -> None:
    receiver.status = 500
    rename(client, contract, project, "One")
    wait_for(lambda: outcomes(deliveries()) == ["retried"])
    rename(client, contract, project, "Two")
    assert outcomes(deliveries()) == ["retried", None], "the second waits behind the first"
    for pause_seconds in (1, 2, 4):
        before = len(receiver.received)
        world.clock.advance(timedelta(seconds=pause_seconds - 0.5))
        assert len(receiver.received) == before, "not yet"
        world.clock.advance(timedelta(seconds=0.5))
        wait_for(lambda: len(receiver.received) == before + 1)  # noqa: B023  # called at once
        queue = site.stores.webhooks.queues[receiver.url]
        wait_for(lambda: _ticked(site) and queue.next_try_at > world.clock.now())  # noqa: B023
    receiver.status = 204
    world.clock.advance(timedelta(seconds=8))
    wait_for(lambda: outcomes(deliveries()) == ["ok", "ok"])
    assert not site.stores.webhooks.queues, "a success resets it"


def _ticked(site: ProcoreSite) -> bool:
    site.tick()
    return True


def test_after_twelve_hours_of_failure_all_is_discarded(
    client: httpx.Client,
    site: ProcoreSite,
    world: World,
    project: Record,
    contract: Record,
    receiver: Receiver,
    hook: Record,
    deliveries: Callable[[], list[Record]],
) -> None:
    receiver.status = 503
    rename(client, contract, project, "One")
    wait_for(lambda: outcomes(deliveries()) == ["retried"])
    rename(client, contract, project, "Two")
    world.clock.advance(timedelta(hours=12))
    wait_for(lambda: {d.status.value for d in _all(site)} == {"discarded"})


def _all(site: ProcoreSite) -> list[Any]:
    site.tick()
    return list(site.stores.webhooks.deliveries.values())


def test_a_planned_duplicate_arrives_twice_with_the_same_ulid(
    client: httpx.Client,
    world: World,
    project: Record,
    contract: Record,
    receiver: Receiver,
    hook: Record,
    deliveries: Callable[[], list[Record]],
) -> None:
    world.plan(Fault("procore", "deliver_webhook", FaultKind.DUPLICATE_DELIVERY))
    rename(client, contract, project, "One")
    wait_for(lambda: outcomes(deliveries()) == ["ok"])
    assert len({payload["ulid"] for _, payload in receiver.received}) == 1
    assert len(receiver.received) == 2


def test_a_lost_answer_leads_to_a_second_delivery(
    client: httpx.Client,
    world: World,
    project: Record,
    contract: Record,
    receiver: Receiver,
    hook: Record,
    deliveries: Callable[[], list[Record]],
) -> None:
    world.plan(Fault("procore", "deliver_webhook", FaultKind.LOST_REPLY))
    rename(client, contract, project, "One")
    wait_for(lambda: outcomes(deliveries()) == ["retried"])
    world.clock.advance(timedelta(seconds=1))
    wait_for(lambda: outcomes(deliveries()) == ["ok"])
    assert len(receiver.received) == 2


def test_only_triggered_events_of_active_hooks_are_delivered(
    client: httpx.Client,
    company_id: int,
    make: Make,
    contract: Record,
    project: Record,
    receiver: Receiver,
) -> None:
    hooks = f"/rest/v2.0/companies/{company_id}/projects/{project['id']}/webhooks/hooks"
    made = client.post(
        hooks,
        json={
            "payload_version": "v4.0",
            "namespace": "mine",
            "destination_url": receiver.url,
        },
    )
    assert made.status_code == 201, made.text
    hook = made.json()["data"]
    trigger = {"resource_name": "Prime Contracts", "event_type": "update"}
    assert client.post(f"{hooks}/{hook['id']}/triggers", json=trigger).status_code == 201
    elsewhere = make("project", name="Elsewhere")
    other = make("prime_contract", project_id=elsewhere["id"])
    rename(client, other, elsewhere, "Not this project")
    rename(client, contract, project, "This one")
    wait_for(lambda: len(client.get(f"{hooks}/{hook['id']}/deliveries").json()["data"]) == 1)
    wait_for(
        lambda: (
            client.get(f"{hooks}/{hook['id']}/deliveries").json()["data"][0]["status"]
            == "delivered"
        )
    )
    ((_, payload),) = receiver.received
    assert payload["resource_id"] == str(contract["id"]), "ids are text in v4.0"
    assert payload["reason"] == "update"
    client.patch(f"{hooks}/{hook['id']}", json={"status": "disabled"})
    rename(client, contract, project, "Not while disabled")
    assert len(client.get(f"{hooks}/{hook['id']}/deliveries").json()["data"]) == 1


def test_secrets_are_masked_and_event_types_in_capitals_in_v1(
    client: httpx.Client, company_id: int, hook: Record
) -> None:
    assert hook["api_version"] == "v2"
    assert hook["owned_by_company_id"] == company_id
    assert hook["destination_headers"]["Authorization"].endswith("*12345")
    assert "secret" not in hook["destination_headers"]["Authorization"]
    query = {"company_id": company_id}
    triggers = client.get(f"{HOOKS}/{hook['id']}/triggers", params=query).json()
    assert [trigger["event_type"] for trigger in triggers] == ["CREATE", "UPDATE", "DELETE"]


def test_bulk_triggers_answer_207_when_some_are_not_taken(
    client: httpx.Client, company_id: int, hook: Record
) -> None:
    body = {
        "company_id": company_id,
        "triggers": [
            {"resource_name": "Projects", "event_type": "create"},
            {"resource_name": "Prime Contracts", "event_type": "create"},
            {"resource_name": "Spaceships", "event_type": "create"},
        ],
    }
    path = f"{HOOKS}/{hook['id']}/triggers/bulk"
    reply = client.post(path, json=body)
    assert reply.status_code == 207
    assert len(reply.json()["success"]) == 1
    assert [list(e["errors"]) for e in reply.json()["errors"]] == [
        ["event_type"],
        ["resource_name"],
    ]
    ids = [trigger["id"] for trigger in reply.json()["success"]]
    gone = client.request("DELETE", path, json={"company_id": company_id, "triggers": ids})
    assert (gone.status_code, gone.json()) == (200, {"success": ids})


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"namespace": "Has Capitals"}, "namespace"),
        ({"namespace": ""}, "namespace"),
        ({"destination_url": "ftp://x"}, "destination_url"),
        ({"destination_url": None}, "destination_url"),
        ({"destination_url": "https://a.example:99999999/"}, "destination_url"),
        ({"destination_url": "https://a.example:0/"}, "destination_url"),
        ({"destination_url": "https://a.example:port/"}, "destination_url"),
        ({"destination_url": "https://:443/"}, "destination_url"),
        ({"destination_url": "https://a b/"}, "destination_url"),
        ({"destination_headers": {"A": "x\r\nB: y"}}, "destination_headers"),
        ({"destination_headers": {"A": " x"}}, "destination_headers"),
        ({"destination_headers": {"Content-Length": "0"}}, "destination_headers"),
        ({"destination_headers": {"transfer-encoding": "chunked"}}, "destination_headers"),
        ({"destination_headers": {"HOST": "b.example"}}, "destination_headers"),
        ({"destination_headers": {"Connection": "close"}}, "destination_headers"),
        ({"api_version": "v9"}, "api_version"),
    ],
)
def test_a_wrong_hook_is_refused(
    client: httpx.Client, company_id: int, fields: Record, wrong: str
) -> None:
    hook = {
        "api_version": "v2",
        "namespace": "a-1",
        "destination_url": "https://a.example",
        **fields,
    }
    reply = client.post(HOOKS, json={"company_id": company_id, "hook": hook})
    assert (reply.status_code, list(reply.json()["errors"])) == (422, [wrong])


def test_a_v2_list_needs_its_namespace(client: httpx.Client, company_id: int) -> None:
    path = f"/rest/v2.0/companies/{company_id}/webhooks/hooks"
    assert client.get(path).status_code == 400
    assert client.get(path, params={"namespace": "tieout"}).json() == {"data": []}


def test_a_deleted_hook_is_gone_with_its_triggers(
    client: httpx.Client, site: ProcoreSite, company_id: int, hook: Record
) -> None:
    query = {"company_id": company_id}
    assert client.delete(f"{HOOKS}/{hook['id']}", params=query).status_code == 204
    assert client.get(HOOKS, params=query).json() == []
    assert site.stores.webhooks.triggers == {}


def test_where_time_runs_retries_leave_without_any_request(
    client: httpx.Client,
    site: ProcoreSite,
    world: World,
    project: Record,
    contract: Record,
    receiver: Receiver,
    hook: Record,
) -> None:
    world.clock.run()
    receiver.status = 500
    rename(client, contract, project, "One")
    wait_for(lambda: len(receiver.received) == 1)
    receiver.status = 200
    wait_for(lambda: len(receiver.received) == 2)
    wait_for(lambda: not site.stores.webhooks.queues)
