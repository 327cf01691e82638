"""Unlinking what is synced: change orders by request, reset or call, contracts with what they were
staged as (D-031, D-120 to D-136, procore_api.md 10)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from simulator.procore.fixture_fields import FixtureError
from simulator.procore.site import ProcoreSite

Record = dict[str, Any]
Make = Callable[..., Record]
DRAFT = {"change_order": {"status": "draft"}}


@pytest.fixture
def company(company_id: int) -> str:
    return f"/rest/v1.0/companies/{company_id}"


@pytest.fixture
def synced(
    client: httpx.Client, make: Make, contract: Record, change_order: Record, order_path: str
) -> Record:
    """The package of the change order: approved, with ids for itself, its line and its markup."""
    make("external_data", item_type="prime_contract", item_id=contract["id"], origin_id="T|1")
    line_id = contract["line_items"][0]["id"]
    make(
        "external_data", item_type="line_item", item_id=line_id, origin_id="T|1|A", origin_data="A"
    )
    client.patch(order_path, json={"change_order": {"status": "approved"}})
    package: Record = change_order["package"]
    line = package["line_items"][0]
    markup_id = line["markup_line_items"][0]["markup"]["id"]
    for item_type, item_id in (
        ("change_order", package["id"]),
        ("line_item", line["id"]),
        ("markup", markup_id),
    ):
        make("external_data", item_type=item_type, item_id=item_id, origin_id=f"CR1|{item_type}")
    return package


def unlink(client: httpx.Client, company: str, item_type: str, item_id: int) -> httpx.Response:
    body = {"item_type": item_type, "item_id": item_id}
    return client.patch(f"{company}/erp_statuses/unlink", json=body)


def origin_ids(client: httpx.Client, company: str) -> list[str]:
    return [datum["origin_id"] for datum in client.get(f"{company}/external_data").json()]


def end(client: httpx.Client, company: str, detail: Record, status: str) -> httpx.Response:
    body = {"request_detail": {"status": status, "messages": ["said so"]}}
    return client.patch(f"{company}/erp_request_details/{detail['id']}", json=body)


@pytest.fixture
def asked(make: Make, synced: Record, change_order: Record) -> Record:
    """The detail of the request to unlink the synced change order."""
    return make("erp_unlink", change_order_id=change_order["id"])


def test_an_unlink_request_holds_estimates_and_revenues(
    client: httpx.Client, company: str, contract: Record, synced: Record, asked: Record
) -> None:
    assert (asked["item_type"], asked["item_id"]) == ("change_order", synced["id"])
    assert asked["status"] == "in_progress"
    request = client.get(f"{company}/erp_requests/{asked['request_id']}").json()
    assert request["request_name"] == "unlink_prime_contract_change_order"
    data = request["request_data"]
    assert data["request_detail_id"] == asked["id"]
    assert (data["prime_contract"]["id"], data["prime_contract"]["origin_id"]) == (
        contract["id"],
        "T|1",
    )
    order = data["prime_contract_change_order"]
    assert (
        order["id"],
        order["number"],
        order["origin_id"],
        order["prime_contract_origin_id"],
    ) == (
        synced["id"],
        "001",
        "CR1|change_order",
        "T|1",
    )
    (line,) = data["prime_contract_change_order_line_items"]
    assert (line["estimate_amount"], line["revenue_amount"]) == (299, 343.85), "numbers (D-135)"
    assert line["origin_id"] == "CR1|line_item"
    assert (line["prime_contract_item_id"], line["prime_contract_item_origin_id"]) == (
        contract["line_items"][0]["id"],
        "T|1|A",
    )


def test_a_change_order_stays_synced_until_its_unlink_succeeds(
    client: httpx.Client, company: str, make: Make, asked: Record, order_path: str
) -> None:
    assert client.patch(order_path, json=DRAFT).status_code == 422
    done = end(client, company, asked, "success")
    assert (done.status_code, done.json()["status"]) == (200, "success")
    assert origin_ids(client, company) == ["T|1", "T|1|A"]
    assert client.patch(order_path, json=DRAFT).status_code == 200


def test_a_failed_unlink_leaves_it_synced_and_can_be_asked_for_again(
    client: httpx.Client, company: str, make: Make, asked: Record, change_order: Record
) -> None:
    before = origin_ids(client, company)
    with pytest.raises(FixtureError, match="is being unlinked already"):
        make("erp_unlink", change_order_id=change_order["id"])
    assert end(client, company, asked, "failed").json()["messages"] == ["said so"]
    assert origin_ids(client, company) == before
    again = make("erp_unlink", change_order_id=change_order["id"])
    assert end(client, company, asked, "success").status_code == 422, "it is stale"
    assert origin_ids(client, company) == before
    assert end(client, company, again, "success").status_code == 200
    assert origin_ids(client, company) == ["T|1", "T|1|A"]


def test_the_integrator_may_take_the_ids_away_itself_before_it_closes_the_request(
    client: httpx.Client, company: str, asked: Record, synced: Record, order_path: str
) -> None:
    assert unlink(client, company, "change_order", synced["id"]).json() == {
        "item_type": "change_order",
        "item_id": synced["id"],
        "synced": False,
    }
    assert origin_ids(client, company) == ["T|1", "T|1|A"]
    assert end(client, company, asked, "success").status_code == 200
    assert client.patch(order_path, json=DRAFT).status_code == 200


def test_an_old_unlink_request_cannot_reach_a_change_order_that_was_sent_again(
    client: httpx.Client, company: str, make: Make, asked: Record, change_order: Record
) -> None:
    end(client, company, asked, "failed")
    make("erp_reset", change_order_id=change_order["id"])
    make("erp_send", change_order_id=change_order["id"])
    late = end(client, company, asked, "success")
    assert (late.status_code, list(late.json()["errors"])) == (422, ["status"])


def test_a_reset_unsyncs_at_once_and_tells_the_integrator(
    client: httpx.Client,
    company: str,
    make: Make,
    synced: Record,
    change_order: Record,
    order_path: str,
) -> None:
    reset = make("erp_reset", change_order_id=change_order["id"], reset_revenue_transactions="true")
    assert reset["is_synced"] is False
    assert origin_ids(client, company) == ["T|1", "T|1|A"]
    assert client.get(f"{company}/erp_request_details").json() == []
    request = client.get(f"{company}/erp_requests/{reset['request_id']}").json()
    assert request["request_name"] == "reset_prime_contract_change_order"
    data = request["request_data"]
    assert (data["reset_estimate_transactions"], data["reset_revenue_transactions"]) == (
        False,
        True,
    )
    assert data["prime_contract_change_order_origin_id"] == "CR1|change_order"
    (line,) = data["prime_contract_change_order_line_items"]
    assert (line["extended_amount"], line["origin_id"]) == ("299.0", "CR1|line_item")
    assert client.patch(order_path, json=DRAFT).status_code == 200


def test_a_refresh_asks_for_contracts_and_is_closed(
    client: httpx.Client, company: str, make: Make
) -> None:
    detail = make("erp_refresh")
    assert (detail["item_type"], detail["item_id"]) == ("prime_contract", None)
    request = client.get(f"{company}/erp_requests/{detail['request_id']}").json()
    assert request["request_name"] == "sync_prime_contracts"
    assert request["request_data"] == {"request_detail_id": detail["id"]}
    assert end(client, company, detail, "success").json()["status"] == "success"
    assert end(client, company, detail, "failed").status_code == 422, "it has ended"


def test_every_request_is_told_of_by_webhook(
    client: httpx.Client,
    site: ProcoreSite,
    company: str,
    company_id: int,
    make: Make,
    synced: Record,
    change_order: Record,
) -> None:
    hooks = f"/rest/v2.0/companies/{company_id}/webhooks/hooks"
    hook = {"payload_version": "v4.0", "namespace": "t", "destination_url": "http://127.0.0.1:9/"}
    hook_id = client.post(hooks, json=hook).json()["data"]["id"]
    trigger = {"resource_name": "ERP Requests", "event_type": "create"}
    client.post(f"{hooks}/{hook_id}/triggers", json=trigger)
    refresh = make("erp_refresh")
    unlinking = make("erp_unlink", change_order_id=change_order["id"])
    reset = make("erp_reset", change_order_id=change_order["id"])
    told = client.get(f"{hooks}/{hook_id}/deliveries").json()["data"]
    assert sorted(int(each["resource_id"]) for each in told) == sorted(
        [refresh["request_id"], unlinking["request_id"], reset["request_id"]]
    )


def test_only_what_is_synced_and_not_under_way_is_unlinked(
    client: httpx.Client, company: str, make: Make, contract: Record, change_order: Record
) -> None:
    package_id = change_order["package"]["id"]
    for kind in ("erp_unlink", "erp_reset"):
        with pytest.raises(FixtureError, match="is not synced with ERP"):
            make(kind, change_order_id=change_order["id"])
    for item_type, item_id in (("change_order", package_id), ("prime_contract", contract["id"])):
        refused = unlink(client, company, item_type, item_id)
        assert (refused.status_code, list(refused.json()["errors"])) == (422, ["item_id"])
    assert unlink(client, company, "change_order", contract["id"]).status_code == 404
    assert unlink(client, company, "prime_contract", 99).status_code == 404
    for body, wrong in (
        ({"item_type": "vendor", "item_id": 1}, "item_type"),
        ({"item_id": 1}, "item_type"),
        ({"item_type": "prime_contract"}, "item_id"),
        ({"item_type": "prime_contract", "item_id": None}, "item_id"),
    ):
        wrong_reply = client.patch(f"{company}/erp_statuses/unlink", json=body)
        assert (wrong_reply.status_code, list(wrong_reply.json()["errors"])) == (422, [wrong])


def test_an_export_that_has_not_ended_is_not_unlinked(
    client: httpx.Client, company: str, make: Make, synced: Record, change_order: Record
) -> None:
    unlink(client, company, "change_order", synced["id"])
    make("erp_send", change_order_id=change_order["id"])
    make("erp_accept", change_order_id=change_order["id"])
    make("external_data", item_type="change_order", item_id=synced["id"], origin_id="CR2")
    refused = unlink(client, company, "change_order", synced["id"])
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["base"])
    for kind in ("erp_unlink", "erp_reset"):
        with pytest.raises(FixtureError, match="its export has not ended"):
            make(kind, change_order_id=change_order["id"])


def test_a_package_is_unlinked_with_the_lines_and_markups_of_all_its_parts(
    client: httpx.Client, company: str, make: Make, site: ProcoreSite
) -> None:
    project = make("project", name="Two tiers", change_order_tiers=2)
    contract = make("prime_contract", project_id=project["id"], status="Approved", origin_id="T|2")
    package = make(
        "change_order",
        project_id=project["id"],
        contract_id=contract["id"],
        status="approved",
        parts=[
            {
                "title": "Door",
                "lines": [{"amount": "100.00"}],
                "markups": [{"name": "Fee", "markup_set": "vertical", "percentage": "10"}],
            },
            {"title": "Window", "lines": [{"amount": "1.00"}]},
        ],
    )
    line_ids = [line["id"] for line in package["line_items"]]
    markup_ids = list(site.stores.markups.markups)
    assert (len(line_ids), len(markup_ids)) == (2, 1)
    ids = [("change_order", package["id"])]
    ids += [("line_item", item_id) for item_id in line_ids]
    ids += [("markup", item_id) for item_id in markup_ids]
    for number, (item_type, item_id) in enumerate(ids):
        make("external_data", item_type=item_type, item_id=item_id, origin_id=f"CR|{number}")
    detail = make("erp_unlink", change_order_id=package["id"])
    request = client.get(f"{company}/erp_requests/{detail['request_id']}").json()
    amounts = [
        (line["estimate_amount"], line["revenue_amount"])
        for line in request["request_data"]["prime_contract_change_order_line_items"]
    ]
    assert amounts == [(100, 110), (1, 1)]
    assert end(client, company, detail, "success").status_code == 200
    assert origin_ids(client, company) == ["T|2"]


@pytest.mark.parametrize(
    ("level", "status"), [("none", 404), ("read_only", 403), ("standard", 200)]
)
def test_unlinking_takes_standard_on_erp_integrations(
    as_person: Callable[[str], httpx.Client],
    make: Make,
    company: str,
    synced: Record,
    level: str,
    status: int,
) -> None:
    make("user", login="kim@example.com", erp_integrations=level)
    person = as_person("kim@example.com")
    assert unlink(person, company, "change_order", synced["id"]).status_code == status
