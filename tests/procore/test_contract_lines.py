"""A prime contract's lines, shown alone in v1 and listed in v2 (procore_api.md 7.4)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Record = dict[str, Any]
Make = Callable[..., Record]


@pytest.fixture
def coded(make: Make, project: Record, cost_code: Record, cost_type: Record) -> Record:
    """A contract with one line on a budget code, synced, and one without a code."""
    contract: Record = make(
        "prime_contract",
        project_id=project["id"],
        status="Approved",
        lines=[
            {
                "description": "Permits",
                "amount": "343.85",
                "cost_code_id": cost_code["id"],
                "line_item_type_id": cost_type["id"],
            },
            {"description": "Fees", "amount": "144"},
        ],
    )
    line_id = contract["line_items"][0]["id"]
    make("external_data", item_type="line_item", item_id=line_id, origin_id="T|L", origin_data="L")
    return contract


@pytest.fixture
def v1_lines(coded: Record) -> str:
    return f"/rest/v1.0/prime_contracts/{coded['id']}/line_items"


@pytest.fixture
def v2_lines(company_id: int, project: Record, coded: Record) -> str:
    return (
        f"/rest/v2.0/companies/{company_id}/projects/{project['id']}"
        f"/prime_contracts/{coded['id']}/line_items"
    )


def test_a_v1_line_is_shown_with_its_codes_holder_and_origin(
    client: httpx.Client,
    v1_lines: str,
    company_id: int,
    project: Record,
    coded: Record,
    cost_code: Record,
    cost_type: Record,
) -> None:
    query = {"project_id": project["id"]}
    listed = client.get(v1_lines, params=query).json()
    line = client.get(f"{v1_lines}/{listed[0]['id']}", params=query).json()
    assert line == listed[0]
    assert isinstance(line["id"], int)
    amounts = {line[name] for name in ("amount", "total_amount", "extended_amount")}
    assert amounts == {"343.85"}
    assert (line["origin_id"], line["origin_data"]) == ("T|L", "L")
    assert line["holder"] == {"id": coded["id"], "holder_type": "PrimeContract"}
    assert (line["company"]["id"], line["project"]["id"]) == (company_id, project["id"])
    assert line["cost_code"]["id"] == cost_code["id"]
    assert line["line_item_type"]["base_type"] == cost_type["base_type"] == "equipment"
    assert line["wbs_code"]["flat_code"] == "01-011.E"
    assert line["created_at"] == "2020-04-09T12:00:00Z"
    plain = client.get(f"{v1_lines}/{listed[1]['id']}", params=query).json()
    assert (plain["cost_code"], plain["line_item_type"], plain["wbs_code"]) == (None, None, None)


def test_a_line_of_another_contract_is_not_found(
    client: httpx.Client, v1_lines: str, v2_lines: str, contract: Record, project: Record
) -> None:
    query = {"project_id": project["id"]}
    for line_id in (contract["line_items"][0]["id"], 99):
        assert client.get(f"{v1_lines}/{line_id}", params=query).status_code == 404
        refused = client.get(f"{v2_lines}/{line_id}")
        assert (refused.status_code, refused.json()["error"]["code"]) == (404, "NOT_FOUND")


def test_v2_lists_the_same_lines_with_text_ids_and_numbers(
    client: httpx.Client, v1_lines: str, v2_lines: str, project: Record
) -> None:
    first, second = client.get(v1_lines, params={"project_id": project["id"]}).json()
    body = client.get(v2_lines).json()
    assert set(body) == {"data"}
    row, plain = body["data"]
    code = first["wbs_code"]
    assert row == {
        "id": str(first["id"]),
        "description": "Permits",
        "uom": None,
        "quantity": 0,
        "unit_cost": "0",
        "amount": "343.85",
        "extended_type": "manual",
        "wbs_code_id": str(code["id"]),
        "tax_code_id": None,
        "position": 1,
        "line_item_group_id": None,
        "wbs_code": {**code, "id": str(code["id"])},
        "resource": None,
        "funding_rule_id": None,
    }
    assert (plain["id"], plain["position"]) == (str(second["id"]), 2)
    assert (plain["amount"], plain["wbs_code"]) == ("144", None)


def test_only_the_extended_view_has_the_origin_fields(client: httpx.Client, v2_lines: str) -> None:
    assert all("external_data" not in row for row in client.get(v2_lines).json()["data"])
    synced, plain = client.get(v2_lines, params={"view": "extended"}).json()["data"]
    assert synced["external_data"] == {
        "origin_id": "T|L",
        "origin_code": None,
        "origin_data": "L",
    }
    assert plain["external_data"] is None
    unknown = client.get(v2_lines, params={"view": "all"})
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (400, "BAD_REQUEST")


def test_v2_lists_ten_lines_a_page_and_a_hundred_at_most(
    client: httpx.Client, make: Make, company_id: int, project: Record
) -> None:
    lines = [{"description": f"Line {number}", "amount": "1"} for number in range(105)]
    large = make("prime_contract", project_id=project["id"], lines=lines)
    path = (
        f"/rest/v2.0/companies/{company_id}/projects/{project['id']}"
        f"/prime_contracts/{large['id']}/line_items"
    )
    first = client.get(path)
    assert (first.headers["Total"], len(first.json()["data"])) == ("105", 10)
    widest = client.get(path, params={"per_page": 1000})
    assert (widest.headers["Per-Page"], len(widest.json()["data"])) == ("100", 100)
    rest = client.get(widest.links["next"]["url"]).json()["data"]
    ids = {row["id"] for row in widest.json()["data"] + rest}
    assert ids == {str(line["id"]) for line in large["line_items"]}
    some = client.get(path, params={"filters[id]": rest[0]["id"]}).json()["data"]
    assert some == rest[:1]


def test_lines_of_a_private_contract_are_not_found_by_a_reader(
    client: httpx.Client,
    as_person: Callable[[str], httpx.Client],
    make: Make,
    company_id: int,
    project: Record,
    coded: Record,
    v1_lines: str,
    v2_lines: str,
) -> None:
    make(
        "user",
        login="reader@example.com",
        projects=[{"project_id": project["id"], "prime_contracts": "read_only"}],
    )
    person = as_person("reader@example.com")
    line_id = coded["line_items"][0]["id"]
    v2 = f"/rest/v2.0/companies/{company_id}/projects/{project['id']}/prime_contracts"
    query = {"project_id": project["id"]}
    for is_private, status in ((True, 404), (False, 200)):
        body = {"private": is_private, "show_line_items_to_non_admins": True}
        client.patch(f"{v2}/{coded['id']}", json=body)
        assert person.get(f"{v1_lines}/{line_id}", params=query).status_code == status
        assert person.get(v2_lines).status_code == status
    change = person.patch(f"{v2_lines}/{line_id}", json={"amount": "1"})
    assert (change.status_code, change.json()["error"]["code"]) == (403, "FORBIDDEN")
    assert client.get(f"{v2_lines}/{line_id}").json()["data"]["amount"] == "343.85"
