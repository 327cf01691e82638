"""Cost codes, line item types, and the budget codes made of them."""

from typing import Any

import httpx
import pytest

Record = dict[str, Any]


@pytest.fixture
def wbs(project: Record) -> str:
    return f"/rest/v1.0/projects/{project['id']}/work_breakdown_structure"


@pytest.fixture
def segments(client: httpx.Client, wbs: str) -> dict[str, int]:
    return {one["type"]: one["id"] for one in client.get(f"{wbs}/segments").json()}


def pair(segments: dict[str, int], cost_code: Record, cost_type: Record) -> list[Record]:
    return [
        {"segment_id": segments["cost_code"], "segment_item_id": cost_code["id"]},
        {"segment_id": segments["line_item_type"], "segment_item_id": cost_type["id"]},
    ]


def test_a_budget_code_is_made_of_segment_items_and_found_again(
    client: httpx.Client, wbs: str, segments: dict[str, int], cost_code: Record, cost_type: Record
) -> None:
    body = {"segment_items": pair(segments, cost_code, cost_type)}
    made = client.post(f"{wbs}/wbs_codes", json=body)
    assert made.status_code == 201
    assert made.json()["flat_code"] == "01-011.E"
    assert made.json()["flat_name"] == "Permits.Equipment"
    again = client.post(f"{wbs}/wbs_codes", json={**body, "description": "Fees"}).json()
    assert (again["id"], again["description"]) == (made.json()["id"], "Fees")
    assert client.get(f"{wbs}/wbs_codes").json() == [again]
    assert client.get(f"{wbs}/wbs_codes", params={"query": "FEES"}).json() == [again]
    assert client.get(f"{wbs}/wbs_codes", params={"query": "roof"}).json() == []


def test_the_items_of_a_segment_are_the_codes_themselves(
    client: httpx.Client, wbs: str, segments: dict[str, int], cost_code: Record, cost_type: Record
) -> None:
    (code,) = client.get(f"{wbs}/segments/{segments['cost_code']}/segment_items").json()
    assert (code["id"], code["path_code"], code["in_use"]) == (cost_code["id"], "01-011", False)
    client.post(f"{wbs}/wbs_codes", json={"segment_items": pair(segments, cost_code, cost_type)})
    (kind,) = client.get(f"{wbs}/segments/{segments['line_item_type']}/segment_items").json()
    assert (kind["id"], kind["code"], kind["in_use"]) == (cost_type["id"], "E", True)
    assert client.get(f"{wbs}/segments/99/segment_items").status_code == 404


@pytest.mark.parametrize(
    ("items", "status", "field"),
    [
        ([], 400, "segment_items"),
        ("01-011", 400, "segment_items"),
        ([{"segment_id": 99, "segment_item_id": 1}], 422, "segment_id"),
        ([{"segment_id": "cost_code", "segment_item_id": 99}], 422, "cost_code_id"),
    ],
)
def test_a_wrong_budget_code_is_refused(
    client: httpx.Client,
    wbs: str,
    segments: dict[str, int],
    items: Any,
    status: int,
    field: str,
) -> None:
    if isinstance(items, list):
        items = [{**i, "segment_id": segments.get(i["segment_id"], i["segment_id"])} for i in items]
    reply = client.post(f"{wbs}/wbs_codes", json={"segment_items": items})
    assert (reply.status_code, list(reply.json()["errors"])) == (status, [field])


def test_cost_codes_are_synced_by_origin_id(client: httpx.Client, project: Record) -> None:
    body = {
        "project_id": project["id"],
        "updates": [
            {"code": "02-100", "name": "Roof", "origin_id": "T|02"},
            {"origin_id": "T|02", "name": "Roofing"},
            {"code": "03-100"},
        ],
    }
    answer = client.patch("/rest/v1.0/cost_codes/sync", json=body).json()
    assert [entity["name"] for entity in answer["entities"]] == ["Roof", "Roofing"]
    assert answer["entities"][0]["id"] == answer["entities"][1]["id"]
    assert [list(error["errors"]) for error in answer["errors"]] == [["name"]]
    (listed,) = client.get("/rest/v1.0/cost_codes", params={"project_id": project["id"]}).json()
    assert (listed["full_code"], listed["code"], listed["origin_id"]) == ("02-100", "100", "T|02")
    path = f"/rest/v1.0/cost_codes/{listed['id']}"
    assert client.get(path, params={"project_id": project["id"]}).json() == listed


def test_line_item_types_are_synced_by_origin_id(client: httpx.Client, company_id: int) -> None:
    body = {
        "company_id": company_id,
        "updates": [
            {"code": "L", "name": "Labor", "base_type": "labor", "origin_id": "T|L"},
            {"code": "M", "name": "Magic", "base_type": "magic"},
            {"origin_id": "T|L", "code": "LB"},
        ],
    }
    answer = client.patch("/rest/v1.0/line_item_types/sync", json=body).json()
    assert [entity["code"] for entity in answer["entities"]] == ["L", "LB"]
    assert [list(error["errors"]) for error in answer["errors"]] == [["base_type"]]
    (listed,) = client.get("/rest/v1.0/line_item_types", params={"company_id": company_id}).json()
    assert (listed["code"], listed["base_type"]) == ("LB", "labor")
