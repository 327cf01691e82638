"""Staged records, and importing a prime contract from them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from simulator.procore.fixture_fields import FixtureError
from simulator.procore.site import ProcoreSite

Record = dict[str, Any]
Make = Callable[..., Record]


@pytest.fixture
def staged(company_id: int) -> str:
    return f"/rest/v1.0/companies/{company_id}/staged_records"


def contract_with_lines(*amounts: str) -> Record:
    return {
        "item_type": "prime_contract",
        "origin_id": "T|100",
        "origin_data": "100",
        "data": {"title": "100 Prime Contract", "status": "Approved", "project_origin_id": "T|P"},
        "children": [
            {
                "origin_id": f"T|100|{number}",
                "data": {
                    "amount": amount,
                    "description": f"Item {number}",
                    "cost_code_origin_id": "T|CC",
                    "line_item_type_origin_id": "T|CT",
                },
            }
            for number, amount in enumerate(amounts, start=1)
        ],
    }


@pytest.fixture
def synced_project(make: Make) -> Record:
    project = make("project", name="Synced", origin_id="T|P")
    make("cost_code", project_id=project["id"], code="01-011", name="Permits", origin_id="T|CC")
    make("line_item_type", code="E", name="Equipment", origin_id="T|CT")
    return project


def sync(client: httpx.Client, staged: str, *updates: Record) -> Record:
    reply = client.patch(f"{staged}/sync", json={"updates": list(updates)})
    assert reply.status_code == 200, reply.text
    answer: Record = reply.json()
    return answer


def test_a_staged_contract_is_imported_with_the_same_ids(
    client: httpx.Client, make: Make, staged: str, synced_project: Record
) -> None:
    answer = sync(client, staged, contract_with_lines("100", "50.50"))
    assert [entity["status"] for entity in answer["entities"]] == ["staged"] * 3
    contract = make("staged_import", staged_record_id=answer["entities"][0]["id"])
    assert contract["origin_id"] == "T|100"
    assert contract["grand_total"] == "150.5"
    assert [line["origin_id"] for line in contract["line_items"]] == ["T|100|1", "T|100|2"]
    assert contract["line_items"][0]["wbs_code"]["flat_code"] == "01-011.E"
    shown = client.get(
        f"/rest/v1.0/prime_contract/{contract['id']}?project_id={synced_project['id']}"
    )
    assert shown.json() == contract


def test_a_second_import_brings_new_and_changed_lines_to_the_same_contract(
    client: httpx.Client, make: Make, staged: str, synced_project: Record
) -> None:
    record_id = sync(client, staged, contract_with_lines("100"))["entities"][0]["id"]
    first = make("staged_import", staged_record_id=record_id)
    again = sync(client, staged, contract_with_lines("110", "7"))
    assert [entity["status"] for entity in again["entities"]] == ["imported", "imported", "staged"]
    second = make("staged_import", staged_record_id=record_id)
    assert second["id"] == first["id"]
    assert [line["amount"] for line in second["line_items"]] == ["110.0", "7.0"]


@pytest.mark.parametrize(
    ("missing", "message"),
    [("project", "project_origin_id"), ("cost_code", "cost_code_origin_id")],
)
def test_what_is_not_synced_keeps_a_contract_out(
    client: httpx.Client,
    site: ProcoreSite,
    make: Make,
    staged: str,
    synced_project: Record,
    missing: str,
    message: str,
) -> None:
    record_id = sync(client, staged, contract_with_lines("1"))["entities"][0]["id"]
    item_id = site.stores.external_data.item_with(
        site.stores.company_id, missing, {"project": "T|P", "cost_code": "T|CC"}[missing]
    )
    make("external_data", item_type=missing, item_id=item_id, origin_id=None)
    with pytest.raises(FixtureError, match=message):
        make("staged_import", staged_record_id=record_id)
    assert site.stores.prime_contracts.contracts == {}


def test_going_back_to_staged_takes_children_along_except_archived_ones(
    client: httpx.Client, staged: str, synced_project: Record, make: Make
) -> None:
    parent, first, second = sync(client, staged, contract_with_lines("1", "2"))["entities"]
    client.put(f"{staged}/{second['id']}", json={"status": "archived"})
    client.put(f"{staged}/{parent['id']}", json={"status": "archived"})
    client.put(f"{staged}/{parent['id']}", json={"status": "invalid"})
    client.put(f"{staged}/{first['id']}", json={"status": "imported"})
    client.put(f"{staged}/{parent['id']}", json={"status": "staged"})
    statuses = [
        client.put(f"{staged}/{record['id']}", json={}).json()["status"]
        for record in (parent, first, second)
    ]
    assert statuses == ["staged", "staged", "archived"]


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"item_type": "prime_contract_change_order"}, "item_type"),
        ({"item_type": None}, "item_type"),
        ({"origin_id": ""}, "origin_id"),
        ({"data": {}}, "project_origin_id"),
        ({"item_type": "line_item", "parent_origin_id": "T|none"}, "parent_origin_id"),
        ({"status": "ready"}, "status"),
    ],
)
def test_a_wrong_record_is_not_staged(
    client: httpx.Client, site: ProcoreSite, staged: str, changed: Record, wrong: str
) -> None:
    body = {
        "item_type": "prime_contract",
        "origin_id": "T|1",
        "data": {"project_origin_id": "T|P"},
        **changed,
    }
    reply = client.post(staged, json=body)
    assert (reply.status_code, list(reply.json()["errors"])) == (422, [wrong])
    assert site.stores.staged_records.records == {}


def test_a_child_in_error_leaves_its_parent_staged(
    client: httpx.Client, staged: str, synced_project: Record
) -> None:
    update = contract_with_lines("1")
    update["children"].append({"data": {"amount": "1"}})
    answer = sync(client, staged, update)
    assert len(answer["entities"]) == 2
    assert [list(error["errors"]) for error in answer["errors"]] == [["origin_id"]]


@pytest.fixture
def imported(
    client: httpx.Client, make: Make, staged: str, synced_project: Record
) -> tuple[Record, list[Record]]:
    """A contract, and the staged records it was imported from: its own and three lines', the last
    of them archived."""
    records = sync(client, staged, contract_with_lines("1", "2", "3"))["entities"]
    client.put(f"{staged}/{records[-1]['id']}", json={"status": "archived"})
    contract = make("staged_import", staged_record_id=records[0]["id"])
    archived = client.put(f"{staged}/{records[-1]['id']}", json={"status": "archived"})
    assert archived.json()["status"] == "archived"
    return contract, records


def statuses(client: httpx.Client, staged: str, records: list[Record]) -> list[str]:
    return [client.put(f"{staged}/{one['id']}", json={}).json()["status"] for one in records]


def test_an_unlinked_contract_is_staged_again_with_its_lines(
    client: httpx.Client, make: Make, staged: str, imported: tuple[Record, list[Record]]
) -> None:
    contract, records = imported
    company = staged.removesuffix("/staged_records")
    body = {"item_type": "prime_contract", "item_id": contract["id"]}
    reply = client.patch(f"{company}/erp_statuses/unlink", json=body)
    assert (reply.status_code, reply.json()) == (200, {**body, "synced": False})
    for item_type in ("prime_contract", "line_item"):
        left = client.get(f"{company}/external_data", params={"item_type": item_type})
        assert left.json() == []
    assert statuses(client, staged, records) == ["staged", "staged", "staged", "archived"]
    again = make("staged_import", staged_record_id=records[0]["id"])
    assert again["id"] != contract["id"], "the old one is Procore's own now"
    assert [line["origin_id"] for line in again["line_items"]] == ["T|100|1", "T|100|2"]


@pytest.mark.parametrize("is_by_nulls", [True, False])
def test_a_contract_whose_ids_are_taken_away_is_staged_again(
    client: httpx.Client,
    make: Make,
    staged: str,
    imported: tuple[Record, list[Record]],
    is_by_nulls: bool,
) -> None:
    contract, records = imported
    data = staged.replace("staged_records", "external_data")
    if is_by_nulls:
        item = {"item_type": "prime_contract", "item_id": contract["id"], "origin_id": None}
        client.patch(f"{data}/sync", json={"updates": [item]})
    else:
        body = {"item_type": "prime_contract", "item_ids": [contract["id"]]}
        assert client.request("DELETE", f"{data}/bulk_destroy", json=body).status_code == 204
    assert statuses(client, staged, records) == ["staged", "staged", "staged", "archived"]
    with pytest.raises(FixtureError, match="belongs to a line of another contract"):
        make("staged_import", staged_record_id=records[0]["id"])
    lines = [line["id"] for line in contract["line_items"]]
    body = {"item_type": "line_item", "item_ids": lines}
    assert client.request("DELETE", f"{data}/bulk_destroy", json=body).status_code == 204
    assert make("staged_import", staged_record_id=records[0]["id"])["grand_total"] == "3.0"


def test_only_what_was_imported_is_staged_again(
    client: httpx.Client, staged: str, imported: tuple[Record, list[Record]]
) -> None:
    contract, records = imported
    client.put(f"{staged}/{records[0]['id']}", json={"status": "archived"})
    item = {"item_type": "prime_contract", "item_id": contract["id"], "origin_id": None}
    data = staged.replace("staged_records", "external_data")
    client.patch(f"{data}/sync", json={"updates": [item]})
    assert statuses(client, staged, records) == ["archived", "imported", "imported", "archived"]


def test_an_origin_id_that_changes_or_keeps_leaves_the_record_imported(
    client: httpx.Client, staged: str, imported: tuple[Record, list[Record]]
) -> None:
    contract, records = imported
    data = staged.replace("staged_records", "external_data")
    item = {"item_type": "prime_contract", "item_id": contract["id"], "origin_data": "new"}
    client.patch(f"{data}/sync", json={"updates": [item, {**item, "origin_id": "T|other"}]})
    assert statuses(client, staged, records)[0] == "imported"
