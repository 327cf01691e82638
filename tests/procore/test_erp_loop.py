"""A change order through the ERP Integrations tool, as an integrator sees it."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from simulator.procore.fixture_fields import FixtureError

Record = dict[str, Any]
Make = Callable[..., Record]


@pytest.fixture
def company(company_id: int) -> str:
    return f"/rest/v1.0/companies/{company_id}"


@pytest.fixture
def sent(
    client: httpx.Client, make: Make, contract: Record, change_order: Record, order_path: str
) -> Record:
    """The change order, approved and sent; its contract is synced."""
    make("external_data", item_type="prime_contract", item_id=contract["id"], origin_id="T|1")
    line_id = contract["line_items"][0]["id"]
    make(
        "external_data", item_type="line_item", item_id=line_id, origin_id="T|1|A", origin_data="A"
    )
    client.patch(order_path, json={"change_order": {"status": "approved"}})
    make("erp_send", change_order_id=change_order["id"])
    return change_order


@pytest.fixture
def detail(make: Make, sent: Record) -> Record:
    return make("erp_accept", change_order_id=sent["id"], transaction_date="2020-04-10")


def end(client: httpx.Client, company: str, detail: Record, status: str) -> httpx.Response:
    body = {"request_detail": {"status": status, "messages": ["said so"]}}
    return client.patch(f"{company}/erp_request_details/{detail['id']}", json=body)


def write_ids(client: httpx.Client, company: str, detail: Record, request: Record) -> None:
    items = request["request_data"]["prime_contract_change_order_items"]
    updates = [
        {"item_type": "change_order", "item_id": detail["item_id"], "origin_id": "CR1"},
        *(
            {"item_type": "line_item", "item_id": item["id"], "origin_id": f"CR1|{item['id']}"}
            for item in items
        ),
    ]
    answer = client.patch(f"{company}/external_data/sync", json={"updates": updates}).json()
    assert answer["errors"] == []


def fetch(client: httpx.Client, company: str, detail: Record) -> Record:
    answer: Record = client.get(f"{company}/erp_requests/{detail['request_id']}").json()
    return answer


def test_a_sent_change_order_is_locked_until_it_is_taken_back(
    client: httpx.Client, make: Make, sent: Record, order_path: str
) -> None:
    move = {"change_order": {"status": "draft"}}
    refused = client.patch(order_path, json=move)
    assert refused.status_code == 422
    assert "sent to ERP" in refused.json()["errors"]["base"][0]
    make("erp_take_back", change_order_id=sent["id"])
    assert client.patch(order_path, json=move).status_code == 200


def test_only_an_approved_change_order_of_a_synced_contract_can_be_sent(
    client: httpx.Client, make: Make, contract: Record, change_order: Record, order_path: str
) -> None:
    with pytest.raises(FixtureError, match="it is draft, not approved"):
        make("erp_send", change_order_id=change_order["id"])
    client.patch(order_path, json={"change_order": {"status": "approved"}})
    with pytest.raises(FixtureError, match="its prime contract is not synced"):
        make("erp_send", change_order_id=change_order["id"])


def test_the_request_holds_the_whole_tree(
    client: httpx.Client, company: str, contract: Record, detail: Record
) -> None:
    request = fetch(client, company, detail)
    assert request["request_name"] == "create_prime_contract_change_order"
    data = request["request_data"]
    assert data["request_detail_id"] == detail["id"]
    assert data["prime_contract"]["grand_total"] == "7396144.0"
    assert len(data["prime_contract_items"]) == 2
    order = data["prime_contract_change_order"]
    assert order["approved_on"] == "2020-04-09T12:00:00Z"
    assert order["erp_custom_fields"] == {"transaction_date": "2020-04-10"}
    (item,) = data["prime_contract_change_order_items"]
    assert (item["extended_amount"], item["amount"]) == ("299.0", "343.85")
    assert item["prime_line_item_id"] == contract["line_items"][0]["id"]
    assert (item["prime_line_item_origin_id"], item["prime_line_item_origin_data"]) == (
        "T|1|A",
        "A",
    )


def test_success_needs_the_ids_of_the_change_order_and_its_items(
    client: httpx.Client, company: str, detail: Record, order_path: str
) -> None:
    refused = end(client, company, detail, "success")
    assert refused.status_code == 422
    assert "has no external data" in refused.json()["errors"]["status"][0]
    write_ids(client, company, detail, fetch(client, company, detail))
    done = end(client, company, detail, "success")
    assert (done.status_code, done.json()["status"]) == (200, "success")
    locked = client.patch(order_path, json={"change_order": {"status": "draft"}})
    assert "synced with ERP" in locked.json()["errors"]["base"][0]


def test_a_failure_keeps_it_in_the_tool_and_a_rejection_lets_it_go(
    client: httpx.Client, company: str, detail: Record, order_path: str
) -> None:
    assert end(client, company, detail, "failed").json()["messages"] == ["said so"]
    move = {"change_order": {"status": "draft"}}
    assert client.patch(order_path, json=move).status_code == 422
    assert end(client, company, detail, "rejected").status_code == 200
    assert client.patch(order_path, json=move).status_code == 200
    assert end(client, company, detail, "failed").status_code == 422, "it has ended"


def test_details_are_found_by_their_item(
    client: httpx.Client, company: str, detail: Record
) -> None:
    path = f"{company}/erp_request_details"
    (found,) = client.get(path, params={"filters[item_id]": detail["item_id"]}).json()
    assert (found["id"], found["status"]) == (detail["id"], "in_progress")
    assert client.get(path, params={"filters[item_id]": 99}).json() == []


@pytest.mark.parametrize("is_bare", [True, False])
def test_details_sync_takes_both_shapes(
    client: httpx.Client, company: str, detail: Record, is_bare: bool
) -> None:
    items = [
        {"id": detail["id"], "status": "failed", "messages": "one text"},
        {"id": 99, "status": "failed"},
        {"id": detail["id"], "status": "done"},
    ]
    body = items if is_bare else {"updates": items}
    answer = client.patch(f"{company}/erp_request_details/sync", json=body).json()
    assert [entity["messages"] for entity in answer["entities"]] == [["one text"]]
    assert [list(error["errors"]) for error in answer["errors"]] == [["id"], ["status"]]


def test_a_connection_gives_the_company_and_its_list(
    client: httpx.Client, company: str, company_id: int
) -> None:
    body = {"connection": {"service_url": "https://erp.example", "metadata": {"settings": {}}}}
    first = client.post(f"{company}/erp_connections", json=body)
    assert first.status_code == 201
    assert first.json()["id"] == company_id
    assert client.post(f"{company}/erp_connections", json=body).json() == first.json()
