"""A change order's lines, each shown alone: as v2 sees them, and under the potential change order
in v1 (procore_api.md 7.4, 8)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Record = dict[str, Any]
Make = Callable[..., Record]


@pytest.fixture
def v1_lines(change_order: Record) -> str:
    potential_id = change_order["potential_change_order_id"]
    return f"/rest/v1.0/potential_change_orders/{potential_id}/line_items"


@pytest.fixture
def v2_lines(company_id: int, project: Record, change_order: Record) -> str:
    return (
        f"/rest/v2.0/companies/{company_id}/projects/{project['id']}"
        f"/prime_change_orders/{change_order['id']}/line_items"
    )


@pytest.fixture
def line_id(change_order: Record) -> int:
    found: int = change_order["package"]["line_items"][0]["id"]
    return found


def test_both_versions_show_one_line(
    client: httpx.Client,
    project: Record,
    contract: Record,
    change_order: Record,
    v1_lines: str,
    v2_lines: str,
    line_id: int,
) -> None:
    query = {"project_id": project["id"]}
    v1 = client.get(f"{v1_lines}/{line_id}", params=query).json()
    v2 = client.get(f"{v2_lines}/{line_id}").json()["data"]
    assert (v1["id"], v2["id"]) == (line_id, str(line_id))
    assert (v1["amount"], v2["amount"]) == ("299.0", "299.00")
    assert v1["wbs_code"]["flat_code"] == v2["wbs_code"]["flat_code"] == "01-011.E"
    holder_id = change_order["potential_change_order_id"]
    assert v1["holder"] == {"id": holder_id, "holder_type": "PotentialChangeOrder"}
    assert v2["prime_line_item_id"] == str(contract["line_items"][0]["id"])
    assert "prime_line_item_id" not in v1, "v1 has no associated contract line"
    assert client.get(v1_lines, params=query).json() == [v1]
    assert client.get(v2_lines).json() == {"data": [v2]}


def test_the_extended_view_of_one_line_adds_its_origin_and_change_event(
    client: httpx.Client, make: Make, v2_lines: str, line_id: int
) -> None:
    make("external_data", item_type="line_item", item_id=line_id, origin_id="O", origin_data="D")
    plain = client.get(f"{v2_lines}/{line_id}").json()["data"]
    shown = client.get(f"{v2_lines}/{line_id}", params={"view": "extended"}).json()["data"]
    assert shown == {
        **plain,
        "external_data": {"origin_id": "O", "origin_code": None, "origin_data": "D"},
        "change_event_line_item": None,
    }


def test_a_change_in_one_version_shows_in_the_other(
    client: httpx.Client, project: Record, v1_lines: str, v2_lines: str, line_id: int
) -> None:
    query = {"project_id": project["id"]}
    client.patch(f"{v2_lines}/{line_id}", json={"amount": "12.50"})
    assert client.get(f"{v1_lines}/{line_id}", params=query).json()["amount"] == "12.5"
    change = {"line_item": {"description": "Second door"}}
    client.patch(f"{v1_lines}/{line_id}", params=query, json=change)
    assert client.get(f"{v2_lines}/{line_id}").json()["data"]["description"] == "Second door"


def test_a_line_is_not_found_elsewhere(
    client: httpx.Client,
    project: Record,
    contract: Record,
    make_change_order: Make,
    v1_lines: str,
    v2_lines: str,
) -> None:
    other = make_change_order()["package"]["line_items"][0]["id"]
    query = {"project_id": project["id"]}
    for foreign_id in (other, contract["line_items"][0]["id"], 99):
        assert client.get(f"{v1_lines}/{foreign_id}", params=query).status_code == 404
        assert client.get(f"{v2_lines}/{foreign_id}").status_code == 404
    no_project = client.get(f"{v1_lines}/{other}", params={"project_id": 99})
    assert no_project.status_code == 404


def test_a_reader_may_see_a_line_and_not_change_it(
    client: httpx.Client,
    as_person: Callable[[str], httpx.Client],
    make: Make,
    company_id: int,
    project: Record,
    contract: Record,
    v1_lines: str,
    v2_lines: str,
    line_id: int,
) -> None:
    make(
        "user",
        login="reader@example.com",
        projects=[{"project_id": project["id"], "prime_contracts": "read_only"}],
    )
    v2 = f"/rest/v2.0/companies/{company_id}/projects/{project['id']}/prime_contracts"
    client.patch(f"{v2}/{contract['id']}", json={"private": False})
    person, query = as_person("reader@example.com"), {"project_id": project["id"]}
    seen = person.get(f"{v1_lines}/{line_id}", params=query)
    assert seen.json() == client.get(f"{v1_lines}/{line_id}", params=query).json()
    assert person.get(f"{v2_lines}/{line_id}").status_code == 200
    change = {"line_item": {"amount": "1"}}
    assert person.patch(f"{v1_lines}/{line_id}", params=query, json=change).status_code == 403
    assert person.delete(f"{v2_lines}/{line_id}").status_code == 403
    assert client.get(f"{v1_lines}/{line_id}", params=query).json() == seen.json()
