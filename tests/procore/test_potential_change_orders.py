"""Potential change orders and their lines in v1."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Record = dict[str, Any]
Make = Callable[..., Record]
POTENTIAL = "/rest/v1.0/potential_change_orders"


@pytest.fixture
def one(change_order: Record) -> str:
    return f"{POTENTIAL}/{change_order['potential_change_order_id']}"


def test_one_is_created_and_changed_with_its_change_order(
    client: httpx.Client, project: Record, contract: Record
) -> None:
    body = {
        "project_id": project["id"],
        "contract_id": contract["id"],
        "change_order": {"title": "Door"},
    }
    made = client.post(POTENTIAL, json=body)
    assert made.status_code == 201, made.text
    path = f"{POTENTIAL}/{made.json()['id']}"
    body = {"project_id": project["id"], "change_order": {"title": "Window"}}
    assert client.patch(path, json=body).json()["title"] == "Window"
    (order,) = client.get(f"/rest/v1.0/projects/{project['id']}/prime_change_orders").json()
    assert order["title"] == "Window"
    assert order["legacy_package_id"] == made.json()["change_order_package_id"]


def test_sync_updates_by_id_and_creates_without(
    client: httpx.Client, project: Record, contract: Record, change_order: Record
) -> None:
    updates = [
        {"id": change_order["potential_change_order_id"], "title": "Changed"},
        {"contract_id": contract["id"], "title": "New"},
        {"title": "No contract"},
        {"id": 99, "title": "Nobody"},
    ]
    answer = client.patch(
        f"{POTENTIAL}/sync", json={"project_id": project["id"], "updates": updates}
    ).json()
    assert [entity["title"] for entity in answer["entities"]] == ["Changed", "New"]
    assert [list(error["errors"]) for error in answer["errors"]] == [["contract_id"], ["id"]]


def test_lines_are_written_and_reprice_the_change_order(
    client: httpx.Client, project: Record, one: str, order_path: str
) -> None:
    query = {"project_id": project["id"]}
    made = client.post(f"{one}/line_items", params=query, json={"line_item": {"amount": "1.00"}})
    assert made.status_code == 201
    assert made.json()["holder"]["holder_type"] == "PotentialChangeOrder"
    assert client.get(order_path).json()["grand_total"] == "345.0"
    path = f"{one}/line_items/{made.json()['id']}"
    client.patch(path, params=query, json={"line_item": {"amount": "2.00"}})
    assert client.get(order_path).json()["grand_total"] == "346.15"
    updates = [{"id": made.json()["id"], "amount": "0"}, {"amount": "10", "origin_id": "L"}]
    answer = client.patch(f"{one}/line_items/sync", params=query, json={"updates": updates}).json()
    assert answer["errors"] == []
    assert client.get(order_path).json()["grand_total"] == "355.35"
    assert len(client.get(f"{one}/line_items", params=query).json()) == 3
    assert client.delete(path, params=query).status_code == 200


def test_lines_of_an_approved_change_order_are_locked(
    client: httpx.Client, project: Record, one: str, order_path: str
) -> None:
    client.patch(order_path, json={"change_order": {"status": "approved"}})
    query = {"project_id": project["id"]}
    created = client.post(f"{one}/line_items", params=query, json={"line_item": {"amount": "1"}})
    assert created.status_code == 422
    synced = client.patch(
        f"{one}/line_items/sync", params=query, json={"updates": [{"amount": "1"}]}
    )
    assert synced.json()["entities"] == []
    assert "approved" in synced.json()["errors"][0]["errors"]["base"][0]
