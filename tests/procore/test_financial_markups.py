"""Markups over HTTP."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Record = dict[str, Any]
Make = Callable[..., Record]
MARKUPS = "/rest/v1.0/financials/markups"


@pytest.fixture
def holder(project: Record, change_order: Record) -> Record:
    return {
        "project_id": project["id"],
        "holder_type": "PotentialChangeOrder",
        "holder_id": change_order["potential_change_order_id"],
    }


def create(client: httpx.Client, holder: Record, **fields: object) -> httpx.Response:
    body = {"name": "Bond", "markup_set": "vertical", "percentage": "10", **fields}
    return client.post(MARKUPS, params=holder, json={"markup": body})


def test_a_markup_is_created_with_201_and_reprices(
    client: httpx.Client, holder: Record, order_path: str
) -> None:
    reply = create(client, holder, percentage="1.50")
    assert reply.status_code == 201
    assert reply.json()["percentage"] == "1.50"
    assert reply.json()["position"] == 2
    # 299.00 + 44.85 + 4.485 half up
    assert client.get(order_path).json()["grand_total"] == "348.34"


def test_a_position_moves_the_others_down(client: httpx.Client, holder: Record) -> None:
    create(client, holder, position=1)
    listed = client.get(MARKUPS, params=holder).json()
    assert [(m["name"], m["position"]) for m in listed] == [("Bond", 1), ("Fee", 2)]
    last = {"markup": {"position": 2}}
    client.patch(f"{MARKUPS}/{listed[0]['id']}", params=holder, json=last)
    listed = client.get(MARKUPS, params=holder).json()
    assert [(m["name"], m["position"]) for m in listed] == [("Fee", 1), ("Bond", 2)]


def test_compounding_above_follows_positions(
    client: httpx.Client, holder: Record, order_path: str
) -> None:
    made = create(client, holder, compound={"type": "above"}).json()
    assert made["compound"] == {"type": "above", "selections": []}
    # 299.00 + 44.85 + 34.385 half up
    assert client.get(order_path).json()["grand_total"] == "378.24"


def test_conditions_name_segments_and_their_items(
    client: httpx.Client, project: Record, holder: Record, cost_code: Record, order_path: str
) -> None:
    path = f"/rest/v1.0/projects/{project['id']}/work_breakdown_structure/segments"
    segments = {segment["type"]: segment["id"] for segment in client.get(path).json()}
    condition = {
        "match_type": "excludes",
        "wbs_segment_id": segments["cost_code"],
        "markup_condition_items": [{"wbs_segment_item_id": cost_code["id"]}],
    }
    made = create(client, holder, markup_conditions=[condition]).json()
    assert made["applies_to_all"] is False
    assert made["markup_conditions"][0]["match_type"] == "excludes"
    assert client.get(order_path).json()["grand_total"] == "343.85"
    body = {"markup": {"applies_to_all": True}}
    cleared = client.patch(f"{MARKUPS}/{made['id']}", params=holder, json=body).json()
    assert cleared["markup_conditions"] == []
    assert client.get(order_path).json()["grand_total"] == "373.75"


def test_the_erp_view_adds_the_prime_contract_item(
    client: httpx.Client, holder: Record, contract: Record
) -> None:
    line_id = contract["line_items"][1]["id"]
    made = create(client, holder, prime_line_item_id=line_id).json()
    assert "prime_line_item_id" not in made
    with_erp_data = {**holder, "view": "with_erp_data"}
    read = client.get(f"{MARKUPS}/{made['id']}", params=with_erp_data).json()
    assert read["prime_line_item_id"] == line_id


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"percentage": None}, "percentage"),
        ({"percentage": "-1"}, "percentage"),
        ({"percentage": "ten"}, "percentage"),
        ({"markup_set": "change_orders_vertical"}, "markup_set"),
        ({"markup_set": "diagonal"}, "markup_set"),
        ({"prime_line_item_id": 99}, "prime_line_item_id"),
        ({"compound": {"type": "selective", "selections": [99]}}, "compound"),
        ({"compound": {"type": "sideways"}}, "compound"),
        ({"compound": {"type": "iterative"}, "percentage": "100"}, "percentage"),
        ({"position": 0}, "position"),
    ],
)
def test_a_wrong_markup_is_a_422_and_changes_nothing(
    client: httpx.Client, holder: Record, fields: Record, wrong: str
) -> None:
    before = client.get(MARKUPS, params=holder).json()
    reply = create(client, holder, **fields)
    assert (reply.status_code, list(reply.json()["errors"])) == (422, [wrong])
    assert client.get(MARKUPS, params=holder).json() == before


def test_an_erp_item_is_for_vertical_markups_only(
    client: httpx.Client, holder: Record, contract: Record
) -> None:
    line_id = contract["line_items"][0]["id"]
    reply = create(client, holder, markup_set="horizontal", prime_line_item_id=line_id)
    assert reply.status_code == 422


def test_a_deleted_markup_is_gone_from_the_total_and_from_selections(
    client: httpx.Client, holder: Record, order_path: str
) -> None:
    (fee,) = client.get(MARKUPS, params=holder).json()
    compound = {"type": "selective", "selections": [fee["id"]]}
    create(client, holder, compound=compound)
    assert client.delete(f"{MARKUPS}/{fee['id']}", params=holder).status_code == 204
    (left,) = client.get(MARKUPS, params=holder).json()
    assert left["compound"]["selections"] == []
    assert left["position"] == 1
    assert client.get(order_path).json()["grand_total"] == "328.9"


def test_the_prime_change_orders_own_id_is_taken_as_the_holder(
    client: httpx.Client, holder: Record, change_order: Record
) -> None:
    by_order = {**holder, "holder_id": change_order["id"]}
    assert client.get(MARKUPS, params=by_order).json() == client.get(MARKUPS, params=holder).json()


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"holder_type": "Commitment"}, 400), ({"holder_id": 99}, 404), ({"holder_id": ""}, 400)],
)
def test_a_wrong_holder_is_refused(
    client: httpx.Client, holder: Record, changed: Record, status: int
) -> None:
    assert client.get(MARKUPS, params={**holder, **changed}).status_code == status


def test_contract_markups_can_be_written_at_any_time(
    client: httpx.Client, project: Record, contract: Record
) -> None:
    holder = {"project_id": project["id"], "holder_type": "Contract", "holder_id": contract["id"]}
    made = create(client, holder, markup_set="change_orders_horizontal").json()
    body = {"markup": {"percentage": "4"}}
    changed = client.patch(f"{MARKUPS}/{made['id']}", params=holder, json=body)
    assert (changed.status_code, changed.json()["percentage"]) == (200, "4")
