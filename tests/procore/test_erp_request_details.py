"""Ending an ERP request with PUT, as some integrators do (procore_api.md 10.1)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from simulator.world.world import World

Record = dict[str, Any]
Make = Callable[..., Record]


@pytest.fixture
def details(company_id: int) -> str:
    return f"/rest/v1.0/companies/{company_id}/erp_request_details"


@pytest.fixture
def detail(
    client: httpx.Client, make: Make, contract: Record, change_order: Record, order_path: str
) -> Record:
    """Of the change order, approved, sent and accepted."""
    make("external_data", item_type="prime_contract", item_id=contract["id"], origin_id="T|1")
    client.patch(order_path, json={"change_order": {"status": "approved"}})
    make("erp_send", change_order_id=change_order["id"])
    return make("erp_accept", change_order_id=change_order["id"])


def put(client: httpx.Client, path: str, **fields: Any) -> httpx.Response:
    return client.put(path, json={"request_detail": fields})


def read_back(client: httpx.Client, details: str, detail: Record) -> Record:
    (found,) = client.get(details, params={"filters[item_id]": detail["item_id"]}).json()
    answer: Record = found
    return answer


def test_put_ends_a_request_as_patch_does(
    client: httpx.Client, world: World, details: str, detail: Record, order_path: str
) -> None:
    world.clock.advance(timedelta(minutes=1))
    messages = ["Line 1: cost type E is unknown", "Nothing was written"]
    reply = put(client, f"{details}/{detail['id']}", status="failed", messages=messages)
    assert reply.status_code == 200
    assert reply.json() == {
        **detail,
        "status": "failed",
        "messages": messages,
        "updated_at": "2020-04-09T12:01:00Z",
    }
    assert read_back(client, details, detail) == reply.json()
    move = {"change_order": {"status": "draft"}}
    assert client.patch(order_path, json=move).status_code == 422, "a failure keeps it (D-125)"
    assert put(client, f"{details}/{detail['id']}", status="rejected").status_code == 200
    assert client.patch(order_path, json=move).status_code == 200


def test_success_is_final_and_needs_the_origin_ids(
    client: httpx.Client, make: Make, details: str, detail: Record, change_order: Record
) -> None:
    one = f"{details}/{detail['id']}"
    early = put(client, one, status="success")
    assert (early.status_code, list(early.json()["errors"])) == (422, ["status"])
    assert read_back(client, details, detail)["status"] == "in_progress"
    package = change_order["package"]
    make("external_data", item_type="change_order", item_id=package["id"], origin_id="CR1")
    line_id = package["line_items"][0]["id"]
    make("external_data", item_type="line_item", item_id=line_id, origin_id="CR1|1")
    assert put(client, one, status="success").json()["status"] == "success"
    again = put(client, one, status="failed")
    assert (again.status_code, list(again.json()["errors"])) == (422, ["status"])
    assert read_back(client, details, detail)["status"] == "success"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"status": "done"}, "status"),
        ({"status": "in_progress"}, "status"),
        ({"messages": ["no status"]}, "status"),
        ({"status": "failed", "messages": [1.5, {}]}, "messages"),
        ({"status": "failed", "messages": ["x"] * 101}, "messages"),
    ],
)
def test_a_wrong_ending_is_a_422_and_changes_nothing(
    client: httpx.Client, details: str, detail: Record, fields: Record, wrong: str
) -> None:
    reply = put(client, f"{details}/{detail['id']}", **fields)
    assert (reply.status_code, list(reply.json()["errors"])) == (422, [wrong])
    assert read_back(client, details, detail) == detail


def test_a_bare_body_is_400_and_an_unknown_detail_404(
    client: httpx.Client, details: str, detail: Record
) -> None:
    bare = client.put(f"{details}/{detail['id']}", json={"status": "failed"})
    assert bare.status_code == 400
    assert put(client, f"{details}/99", status="failed").status_code == 404
    assert read_back(client, details, detail) == detail


@pytest.mark.parametrize(("level", "status"), [("none", 404), ("standard", 403), ("admin", 200)])
def test_ending_one_takes_admin_on_erp_integrations(
    as_person: Callable[[str], httpx.Client],
    make: Make,
    details: str,
    detail: Record,
    level: str,
    status: int,
) -> None:
    make("user", login="kim@example.com", erp_integrations=level)
    reply = put(as_person("kim@example.com"), f"{details}/{detail['id']}", status="failed")
    assert reply.status_code == status
