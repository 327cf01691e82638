"""Prime contracts and their lines in v2."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from simulator.procore.site import ProcoreSite

Record = dict[str, Any]
Make = Callable[..., Record]


@pytest.fixture
def contracts(company_id: int, project: Record) -> str:
    return f"/rest/v2.0/companies/{company_id}/projects/{project['id']}/prime_contracts"


@pytest.fixture
def one(contracts: str, contract: Record) -> str:
    return f"{contracts}/{contract['id']}"


@pytest.fixture
def wbs_code_id(client: httpx.Client, project: Record, contract: Record, cost_code: Record) -> str:
    path = f"/rest/v1.0/prime_contracts/{contract['id']}/line_items?project_id={project['id']}"
    line = {"amount": "0", "cost_code_id": cost_code["id"]}
    return str(client.post(path, json={"line_item": line}).json()["wbs_code"]["id"])


def test_answers_are_wrapped_and_ids_are_text(
    client: httpx.Client, contracts: str, one: str, contract: Record
) -> None:
    (listed,) = client.get(contracts).json()["data"]
    shown = client.get(one).json()["data"]
    assert listed == shown
    assert shown["id"] == str(contract["id"])
    assert shown["grand_total"] == "7396144.00"
    assert "origin_id" not in shown
    extended = client.get(one, params={"view": "extended"}).json()["data"]
    assert extended["custom_fields"] == {}
    assert client.get(one, params={"view": "full"}).status_code == 400


def test_a_flat_body_creates_with_201_updates_and_deletes_with_204(
    client: httpx.Client, contracts: str
) -> None:
    made = client.post(contracts, json={"title": "New", "private": False})
    assert made.status_code == 201
    assert made.json()["data"]["private"] is False
    path = f"{contracts}/{made.json()['data']['id']}"
    changed = client.patch(path, json={"status": "Approved"}).json()["data"]
    assert (changed["title"], changed["status"]) == ("New", "Approved")
    assert client.delete(path).status_code == 204
    assert client.get(path).json()["error"]["code"] == "NOT_FOUND"


def test_filters_and_paging(
    client: httpx.Client, contracts: str, make: Make, project: Record
) -> None:
    for number in range(12):
        make("prime_contract", project_id=project["id"], title=str(number))
    make("prime_contract", project_id=project["id"], status="Complete")
    assert len(client.get(contracts).json()["data"]) == 10
    (complete,) = client.get(contracts, params={"filters[status]": "Complete"}).json()["data"]
    assert complete["status"] == "Complete"


def test_the_summary_adds_up_change_orders(
    client: httpx.Client, one: str, make_change_order: Make
) -> None:
    make_change_order(amounts=("1929.85",), status="approved")
    make_change_order(amounts=("10.00",), status="revised")
    summary = client.get(f"{one}/summary").json()["data"]
    assert summary["approved_change_total"] == "1929.85"
    assert summary["pending_revised_change_total"] == "10.00"
    assert summary["total_payments_amount"] == "0.00"


def test_a_line_is_created_with_200_and_shows_external_data_when_extended(
    client: httpx.Client, site: ProcoreSite, one: str, wbs_code_id: str
) -> None:
    made = client.post(f"{one}/line_items", json={"wbs_code_id": wbs_code_id, "amount": "12.30"})
    assert made.status_code == 200, "not 201"
    line = made.json()["data"]
    assert (line["amount"], line["wbs_code_id"]) == ("12.30", wbs_code_id)
    datum = {"item_type": "line_item", "item_id": int(line["id"]), "origin_id": "T|L"}
    site.fixtures["external_data"](datum)
    path = f"{one}/line_items/{line['id']}"
    extended = client.get(path, params={"view": "extended"}).json()["data"]
    assert extended["external_data"]["origin_id"] == "T|L"
    assert client.patch(path, json={"amount": "1"}).json()["data"]["amount"] == "1"
    assert client.delete(path).status_code == 204


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"wbs_code_id": None}, "wbs_code_id"),
        ({"quantity": 2}, "quantity"),
        ({"unit_cost": "2"}, "unit_cost"),
        ({"amount": None}, "amount"),
    ],
)
def test_an_amount_based_line_takes_amounts_only(
    client: httpx.Client, one: str, wbs_code_id: str, changed: Record, field: str
) -> None:
    body = {"wbs_code_id": wbs_code_id, "amount": "1", **changed}
    reply = client.post(f"{one}/line_items", json=body)
    assert reply.status_code == 400
    assert reply.json()["error"]["details"][0]["message"].startswith(field)


def test_a_unit_based_line_is_worth_quantity_times_unit_cost(
    client: httpx.Client, contracts: str, wbs_code_id: str
) -> None:
    made = client.post(contracts, json={"accounting_method": "unit"}).json()["data"]
    body = {"wbs_code_id": wbs_code_id, "amount": None, "quantity": 3, "unit_cost": "1.335"}
    line = client.post(f"{contracts}/{made['id']}/line_items", json=body).json()["data"]
    assert (line["amount"], line["quantity"], line["unit_cost"]) == ("4.01", 3, "1.335")


def test_statuses_and_reasons_of_the_company(client: httpx.Client, company_id: int) -> None:
    query = {"company_id": company_id}
    statuses = client.get("/rest/v1.0/change_order/statuses", params=query).json()
    names = {status["mapped_to_status"]: status["name"] for status in statuses}
    assert names["approved"] == "Approved"
    assert names["pending"] == "Pending - In Review"
    assert names["not_pricing"] == "Pending - Not Pricing"
    reasons = client.get("/rest/v1.0/change_order_change_reasons", params=query).json()
    assert "Client Request" in [reason["change_reason"] for reason in reasons]


def test_a_bad_view_is_refused_before_anything_is_written(
    client: httpx.Client, contracts: str, one: str, wbs_code_id: str, site: ProcoreSite
) -> None:
    line_body = {"wbs_code_id": wbs_code_id, "amount": "1"}
    line = client.post(f"{one}/line_items", json=line_body).json()["data"]
    before = [client.get(path).json() for path in (contracts, one, f"{one}/line_items")]
    bad = {"view": "bogus"}
    replies = [
        client.post(contracts, params=bad, json={"title": "New"}),
        client.patch(one, params=bad, json={"title": "New"}),
        client.post(f"{one}/line_items", params=bad, json=line_body),
        client.patch(f"{one}/line_items/{line['id']}", params=bad, json={"amount": "2"}),
    ]
    assert [reply.status_code for reply in replies] == [400] * 4
    assert [client.get(path).json() for path in (contracts, one, f"{one}/line_items")] == before


def test_a_deleted_contract_is_found_when_asked_for(client: httpx.Client, contracts: str) -> None:
    made = client.post(contracts, json={"title": "Gone"}).json()["data"]
    one = f"{contracts}/{made['id']}"
    assert client.delete(one).status_code == 204
    assert client.get(one).status_code == 404
    for asked in ("with", "only"):
        query = {"filters[include_deleted]": asked}
        found = client.get(one, params=query).json()["data"]
        assert (found["title"], found["deleted_at"]) == ("Gone", "2020-04-09T12:00:00Z")
        assert found in client.get(contracts, params=query).json()["data"]
    only = client.get(contracts, params={"filters[include_deleted]": "only"}).json()["data"]
    assert [contract["title"] for contract in only] == ["Gone"]
    live = client.post(contracts, json={"title": "Here"}).json()["data"]
    path, query = f"{contracts}/{live['id']}", {"filters[include_deleted]": "only"}
    assert client.get(path, params=query).status_code == 404
    since = {"filters[include_deleted]": "with", "filters[deleted_at]": "2020-01-01...2020-12-31"}
    assert client.get(contracts, params=since).json()["data"] == only


@pytest.mark.parametrize(
    "written",
    [
        {"enable_ssov": True},
        {"change_order_level_of_detail": "line_item"},
        {"auto_approve_prefilled_requisitions_on_payapp": True},
        {"show_cost_code_on_pdf": True},
    ],
)
def test_what_v2_takes_it_shows(client: httpx.Client, one: str, written: Record) -> None:
    (name,) = written
    assert client.get(one).json()["data"][name] in (False, None)
    assert client.patch(one, json=written).json()["data"][name] == written[name]


def test_custom_fields_come_back_with_their_type(client: httpx.Client, one: str) -> None:
    body = {"custom_field_1": "a", "custom_field_2": 2.5, "custom_field_3": True}
    client.patch(one, json=body)
    client.patch(one, json={"custom_field_1": "b"})
    fields = client.get(one, params={"view": "extended"}).json()["data"]["custom_fields"]
    assert fields == {
        "custom_field_1": {"data_type": "string", "value": "b"},
        "custom_field_2": {"data_type": "decimal", "value": 2.5},
        "custom_field_3": {"data_type": "boolean", "value": True},
    }
    reply = client.patch(one, json={"custom_field_1": {"a": 1}, "title": "New"})
    assert reply.status_code == 400
    assert client.get(one).json()["data"]["title"] != "New"


def test_a_unit_of_measure_is_one_of_the_companys(
    client: httpx.Client, contracts: str, make: Make, wbs_code_id: str
) -> None:
    made = client.post(contracts, json={"accounting_method": "unit"}).json()["data"]
    lines = f"{contracts}/{made['id']}/line_items"
    body = {"wbs_code_id": wbs_code_id, "amount": "1"}
    assert client.post(lines, json={**body, "uom": "EA"}).json()["data"]["uom"] == "EA"
    reply = client.post(lines, json={**body, "uom": "furlong"})
    assert reply.status_code == 400
    assert reply.json()["error"]["details"][0]["message"].startswith("uom ")
    make("setting", units_of_measure=["furlong"])
    assert client.post(lines, json={**body, "uom": "furlong"}).status_code == 200
    assert client.post(lines, json={**body, "uom": "ea"}).status_code == 400


def test_an_unknown_budget_code_is_bad_input(client: httpx.Client, one: str) -> None:
    reply = client.post(f"{one}/line_items", json={"wbs_code_id": "999", "amount": "1"})
    assert reply.status_code == 400
    assert reply.json()["error"]["code"] == "BAD_REQUEST"


@pytest.mark.parametrize(
    ("written", "in_v1", "in_v2"),
    [
        ("-12345.6789", "-12345.6789", "-12345.6789"),
        ("299.00", "299.0", "299.00"),
        ("0.000000005", "0.00000001", "0.00000001"),
        ("-0", "0.0", "0"),
        ("-0.00", "0.0", "0.00"),
        ("999999999999999.99999999", "999999999999999.99999999", "999999999999999.99999999"),
    ],
)
def test_an_amount_is_kept_as_it_was_written(
    client: httpx.Client, one: str, wbs_code_id: str, written: str, in_v1: str, in_v2: str
) -> None:
    body = {"wbs_code_id": wbs_code_id, "amount": written}
    line = client.post(f"{one}/line_items", json=body).json()["data"]
    assert line["amount"] == in_v2
    contract_id = one.rpartition("/")[2]
    v1 = f"/rest/v1.0/prime_contracts/{contract_id}/line_items/{line['id']}"
    assert client.get(v1).json()["amount"] == in_v1


def test_sums_of_the_longest_amounts_lose_no_digit(
    client: httpx.Client, contracts: str, wbs_code_id: str
) -> None:
    one = f"{contracts}/{client.post(contracts, json={}).json()['data']['id']}"
    for amount in ("999999999999999.99999999", "999999999999999.99999999", "0.00000003"):
        client.post(f"{one}/line_items", json={"wbs_code_id": wbs_code_id, "amount": amount})
    assert client.get(one).json()["data"]["grand_total"] == "2000000000000000.00000001"
