"""Staging records one by one with POST (procore_api.md 10.3)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Record = dict[str, Any]
Make = Callable[..., Record]


@pytest.fixture
def staged(company_id: int) -> str:
    return f"/rest/v1.0/companies/{company_id}/staged_records"


@pytest.fixture
def synced_project(make: Make) -> Record:
    project = make("project", name="Synced", origin_id="T|P")
    make("cost_code", project_id=project["id"], code="01-011", name="Permits", origin_id="T|CC")
    make("line_item_type", code="E", name="Equipment", origin_id="T|CT")
    return project


CONTRACT: Record = {
    "item_type": "prime_contract",
    "origin_id": "T|100",
    "origin_code": "100",
    "origin_data": "J-100",
    "data": {"title": "100 Prime Contract", "status": "Approved", "project_origin_id": "T|P"},
}
LINE: Record = {
    "item_type": "line_item",
    "origin_id": "T|100|1",
    "parent_origin_id": "T|100",
    "data": {
        "amount": "150.50",
        "cost_code_origin_id": "T|CC",
        "line_item_type_origin_id": "T|CT",
    },
}


def test_a_record_is_staged_with_201_whatever_its_project(
    client: httpx.Client, staged: str
) -> None:
    reply = client.post(staged, json=CONTRACT)
    assert reply.status_code == 201
    assert reply.json() == {
        **CONTRACT,
        "id": reply.json()["id"],
        "parent_id": None,
        "status": "staged",
        "created_at": "2020-04-09T12:00:00Z",
        "updated_at": "2020-04-09T12:00:00Z",
    }
    assert isinstance(reply.json()["id"], int)
    unchanged = client.put(f"{staged}/{reply.json()['id']}", json={})
    assert unchanged.json() == reply.json()


def test_a_child_names_its_parent_by_either_id(client: httpx.Client, staged: str) -> None:
    parent = client.post(staged, json=CONTRACT).json()
    by_origin = client.post(staged, json=LINE)
    assert (by_origin.status_code, by_origin.json()["parent_id"]) == (201, parent["id"])
    other = {**LINE, "origin_id": "T|100|2", "parent_origin_id": None, "parent_id": parent["id"]}
    by_id = client.post(staged, json=other)
    assert (by_id.status_code, by_id.json()["parent_id"]) == (201, parent["id"])


def test_what_was_staged_one_by_one_imports_as_one_contract(
    client: httpx.Client, make: Make, staged: str, synced_project: Record
) -> None:
    parent = client.post(staged, json=CONTRACT).json()
    line = client.post(staged, json=LINE).json()
    contract = make("staged_import", staged_record_id=parent["id"])
    assert (contract["origin_id"], contract["grand_total"]) == ("T|100", "150.5")
    assert [item["origin_id"] for item in contract["line_items"]] == ["T|100|1"]
    for record in (parent, line):
        assert client.put(f"{staged}/{record['id']}", json={}).json()["status"] == "imported"
    query = {"project_id": synced_project["id"]}
    shown = client.get(f"/rest/v1.0/prime_contract/{contract['id']}", params=query)
    assert shown.json()["title"] == "100 Prime Contract"


def test_an_origin_id_is_staged_once_for_its_kind(client: httpx.Client, staged: str) -> None:
    first = client.post(staged, json=CONTRACT).json()
    again = client.post(staged, json=CONTRACT)
    assert (again.status_code, list(again.json()["errors"])) == (422, ["origin_id"])
    vendor = {"item_type": "vendor", "origin_id": "T|100", "data": {"name": "Owner"}}
    assert client.post(staged, json=vendor).status_code == 201
    updates = [{**CONTRACT, "origin_data": "changed"}]
    (same,) = client.patch(f"{staged}/sync", json={"updates": updates}).json()["entities"]
    assert (same["id"], same["origin_data"]) == (first["id"], "changed")


@pytest.mark.parametrize(
    "item_type", ["vendor", "project", "sub_job", "prime_contract", "work_order_contract"]
)
def test_every_kind_with_a_known_project_is_taken(
    client: httpx.Client, staged: str, item_type: str
) -> None:
    body = {"item_type": item_type, "origin_id": "T|1", "data": {"project_origin_id": "T|P"}}
    reply = client.post(staged, json=body)
    assert (reply.status_code, reply.json()["item_type"]) == (201, item_type)


@pytest.mark.parametrize(("level", "status"), [("none", 404), ("standard", 403), ("admin", 201)])
def test_staging_takes_admin_on_erp_integrations(
    as_person: Callable[[str], httpx.Client], make: Make, staged: str, level: str, status: int
) -> None:
    make("user", login="kim@example.com", erp_integrations=level)
    assert as_person("kim@example.com").post(staged, json=CONTRACT).status_code == status
