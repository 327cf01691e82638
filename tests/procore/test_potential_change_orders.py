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


def test_a_potential_change_order_tells_its_totals_and_tiers(
    client: httpx.Client, make_change_order: Make, project: Record
) -> None:
    order = make_change_order(
        amounts=("100.00", "50.00"),
        markups=[
            {"name": "H", "markup_set": "horizontal", "percentage": "10"},
            {"name": "V", "markup_set": "vertical", "percentage": "10"},
        ],
    )
    path = f"{POTENTIAL}/{order['potential_change_order_id']}"
    shown = client.get(path, params={"project_id": project["id"]}).json()
    assert shown["line_items_total"] == "150.0"
    assert shown["line_items_extended_total"] == "165.0"
    assert shown["grand_total"] == "181.5"
    assert shown["change_order_request_acronym_number"] == ""
    assert shown["change_order_package_acronym_number"] == "PCCO #001"


REQUESTS = "/rest/v1.0/change_order_requests"


def test_change_order_requests_are_for_three_tiers(
    client: httpx.Client, make: Make, project: Record, contract: Record, change_order: Record
) -> None:
    assert client.get(REQUESTS, params={"project_id": project["id"]}).json() == []
    body = {
        "project_id": project["id"],
        "contract_id": contract["id"],
        "change_order": {"title": "T"},
    }
    refused = client.post(REQUESTS, json=body)
    assert refused.status_code == 422
    assert refused.json()["errors"]["base"][0].endswith("no change order request")


def test_a_change_order_request_stands_between_its_neighbours(
    client: httpx.Client, make: Make
) -> None:
    tower = make("project", name="Tower", change_order_tiers=3)
    contract = make("prime_contract", project_id=tower["id"], status="Approved")
    body = {"project_id": tower["id"], "contract_id": contract["id"]}
    made = client.post(REQUESTS, json={**body, "change_order": {"title": "Lift"}})
    assert made.status_code == 201
    query = {"project_id": tower["id"]}
    (request,) = client.get(REQUESTS, params={**query, "filters[status]": "draft"}).json()
    (potential,) = client.get(POTENTIAL, params=query).json()
    (package,) = client.get("/rest/v1.0/change_order_packages", params=query).json()
    assert request["id"] == made.json()["id"] == potential["change_order_request_id"]
    assert request["change_order_package_id"] == package["id"]
    path = f"{REQUESTS}/{request['id']}"
    moved = client.patch(path, json={**query, "change_order": {"status": "approved"}})
    assert moved.json()["status"] == "approved"
    shown = client.get(f"{POTENTIAL}/{potential['id']}", params=query).json()
    assert shown["status"] == "approved", "one record, one status"
    updates = [{"id": request["id"], "status": "draft"}, {"id": 99}]
    answer = client.patch(f"{REQUESTS}/sync", json={**query, "updates": updates}).json()
    assert [entity["status"] for entity in answer["entities"]] == ["draft"]
    assert [error["id"] for error in answer["errors"]] == [99]
