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
