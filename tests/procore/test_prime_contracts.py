"""Prime contracts and their lines over HTTP."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from simulator.procore.site import ProcoreSite

Record = dict[str, Any]
Make = Callable[..., Record]
CONTRACT = "/rest/v1.0/prime_contract"


@pytest.fixture
def one(contract: Record, project: Record) -> str:
    return f"{CONTRACT}/{contract['id']}?project_id={project['id']}"


@pytest.fixture
def lines(contract: Record, project: Record) -> str:
    return f"/rest/v1.0/prime_contracts/{contract['id']}/line_items?project_id={project['id']}"


def test_a_contract_is_created_with_201_and_read_back(
    client: httpx.Client, project: Record
) -> None:
    body = {
        "project_id": project["id"],
        "prime_contract": {
            "title": "200 Prime Contract",
            "status": "Draft",
            "origin_id": "T|200|C1",
            "retainage_percent": "10.00",
            "contract_date": "2020-04-01",
            "approval_letter_date": "yesterday",
        },
    }
    reply = client.post(CONTRACT, json=body)
    assert reply.status_code == 201
    read = client.get(f"{CONTRACT}/{reply.json()['id']}?project_id={project['id']}").json()
    assert read == reply.json()
    assert read["origin_id"] == "T|200|C1"
    assert read["retainage_percent"] == "10.0"
    assert read["contract_date"] == "2020-04-01"
    assert read["approval_letter_date"] is None, "a badly written date is stored as null"
    assert read["grand_total"] == "0.0"


def test_the_first_contract_of_a_project_needs_no_id(
    client: httpx.Client, project: Record, contract: Record
) -> None:
    assert client.get(f"{CONTRACT}?project_id={project['id']}").json()["id"] == contract["id"]


def test_totals_follow_lines_and_change_orders(
    client: httpx.Client, project: Record, one: str, make_change_order: Make
) -> None:
    """The official vector: 7396144.0 + 1929.85 = 7398073.85 (E-02)."""
    make_change_order(amounts=("1929.85",), status="approved")
    make_change_order(amounts=("100",), status="pending")
    make_change_order(amounts=("7",), status="draft")
    make_change_order(amounts=("9",), status="void")
    read = client.get(one).json()
    assert read["grand_total"] == "7396144.0"
    assert read["approved_change_orders"] == "1929.85"
    assert read["revised_contract_amount"] == "7398073.85"
    assert read["pending_change_orders_amount"] == "100.0"
    assert read["pending_revised_contract_amount"] == "7398173.85"
    assert read["draft_change_orders_amount"] == "7.0"
    assert read["outstanding_balance"] == "7398073.85"
    (listed,) = client.get(f"/rest/v1.0/prime_contracts?project_id={project['id']}").json()
    assert listed["revised_contract_amount"] == "7398073.85"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"status": "approved"}, "status"),
        ({"accounting_method": "lump"}, "accounting_method"),
        ({"retainage_percent": "ten"}, "retainage_percent"),
        ({"executed": "perhaps"}, "executed"),
        ({"title": {"a": 1}}, "title"),
        ({"title": "x" * 256}, "title"),
    ],
)
def test_a_wrong_field_is_a_400_that_names_it_and_changes_nothing(
    client: httpx.Client, project: Record, contract: Record, one: str, fields: Record, wrong: str
) -> None:
    before = client.get(one).json()
    body = {"project_id": project["id"], "prime_contract": {"number": "9", **fields}}
    reply = client.patch(f"{CONTRACT}/{contract['id']}", json=body)
    assert reply.status_code == 400
    assert list(reply.json()["errors"]) == [wrong]
    assert client.get(one).json() == before


def test_the_accounting_method_is_fixed_once_lines_exist(
    client: httpx.Client, project: Record, contract: Record
) -> None:
    body = {"project_id": project["id"], "prime_contract": {"accounting_method": "unit"}}
    reply = client.patch(f"{CONTRACT}/{contract['id']}", json=body)
    assert reply.status_code == 422
    assert "accounting_method" in reply.json()["errors"]


def test_an_origin_id_is_unique_in_the_company_per_kind(
    client: httpx.Client, project: Record, contract: Record, lines: str, make: Make
) -> None:
    other = make("project", name="Elsewhere")
    first = {"project_id": project["id"], "prime_contract": {"origin_id": "T|100|C1"}}
    assert client.patch(f"{CONTRACT}/{contract['id']}", json=first).status_code == 200
    second = {"project_id": other["id"], "prime_contract": {"origin_id": "T|100|C1"}}
    reply = client.post(CONTRACT, json=second)
    assert (reply.status_code, list(reply.json()["errors"])) == (422, ["origin_id"])
    line = {"line_item": {"description": "x", "amount": "1", "origin_id": "T|100|C1"}}
    assert client.post(lines, json=line).status_code == 201, "another kind of record may have it"


def test_a_synced_contract_cannot_be_deleted_and_a_plain_one_is_gone_with_200(
    client: httpx.Client, site: ProcoreSite, contract: Record, one: str
) -> None:
    link = {"item_type": "prime_contract", "item_id": contract["id"], "origin_id": "T|1"}
    site.fixtures["external_data"](link)
    assert client.delete(one).status_code == 422
    site.fixtures["external_data"]({**link, "origin_id": None})
    reply = client.delete(one)
    assert (reply.status_code, reply.content) == (200, b"")
    assert client.get(one).status_code == 404


def test_a_line_is_created_changed_and_deleted(
    client: httpx.Client, contract: Record, lines: str, one: str
) -> None:
    path, _, query = lines.partition("?")
    made = client.post(lines, json={"line_item": {"description": "Roof", "amount": "10.005"}})
    assert made.status_code == 201
    assert made.json()["amount"] == "10.005", "kept as written"
    assert made.json()["position"] == 3
    assert made.json()["holder"] == {"id": contract["id"], "holder_type": "PrimeContract"}
    mine = f"{path}/{made.json()['id']}?{query}"
    changed = client.patch(mine, json={"line_item": {"amount": 12.5}})
    assert changed.json()["amount"] == "12.5"
    assert client.get(one).json()["grand_total"] == "7396156.5"
    deleted = client.delete(mine)
    assert (deleted.status_code, deleted.content) == (200, b"")
    assert client.get(mine).status_code == 404


def test_a_line_with_cost_code_and_type_gets_a_budget_code(
    client: httpx.Client, lines: str, cost_code: Record, cost_type: Record
) -> None:
    fields = {"amount": "1", "cost_code_id": cost_code["id"], "line_item_type_id": cost_type["id"]}
    made = client.post(lines, json={"line_item": fields}).json()
    assert made["wbs_code"]["flat_code"] == "01-011.E"
    again = client.post(
        lines, json={"line_item": {"amount": "2", "wbs_code_id": made["wbs_code"]["id"]}}
    )
    assert again.json()["cost_code"]["id"] == cost_code["id"]
    assert again.json()["line_item_type"]["id"] == cost_type["id"]


def test_an_unknown_cost_code_is_a_422(client: httpx.Client, lines: str) -> None:
    reply = client.post(lines, json={"line_item": {"amount": "1", "cost_code_id": 99}})
    assert (reply.status_code, list(reply.json()["errors"])) == (422, ["cost_code_id"])


def test_sync_takes_what_it_can_and_echoes_the_rest(
    client: httpx.Client, lines: str, contract: Record
) -> None:
    path, _, query = lines.partition("?")
    known = contract["line_items"][0]["id"]
    updates = [
        {"origin_id": "T|1|A", "description": "New", "amount": "5"},
        {"id": known, "origin_id": "T|1|B", "amount": "6"},
        {"id": 999999, "amount": "7"},
        {"origin_id": "T|1|C", "amount": "seven"},
        {"origin_id": "T|1|A", "amount": "8"},
    ]
    reply = client.patch(f"{path}/sync?{query}", json={"updates": updates})
    assert reply.status_code == 200
    answer = reply.json()
    assert [entity["amount"] for entity in answer["entities"]] == ["5.0", "6.0", "8.0"]
    assert answer["entities"][0]["id"] == answer["entities"][2]["id"]
    assert answer["entities"][1]["id"] == known
    assert answer["errors"] == [
        {"id": 999999, "amount": "7", "errors": {"id": ["Entity with this ID not found"]}},
        {"origin_id": "T|1|C", "amount": "seven", "errors": {"amount": ["is not a number"]}},
    ]


def test_sync_refuses_more_than_a_thousand(client: httpx.Client, lines: str) -> None:
    path, _, query = lines.partition("?")
    thousand = [{"origin_id": f"L{n}", "amount": "1"} for n in range(1000)]
    assert (
        client.patch(f"{path}/sync?{query}", json={"updates": [*thousand, {}]}).status_code == 413
    )
    taken = client.patch(f"{path}/sync?{query}", json={"updates": thousand}).json()
    assert len(taken["entities"]) == 1000


def test_a_contract_line_that_a_change_order_names_cannot_go(
    client: httpx.Client, lines: str, contract: Record, change_order: Record
) -> None:
    path, _, query = lines.partition("?")
    line_id = contract["line_items"][0]["id"]
    assert client.delete(f"{path}/{line_id}?{query}").status_code == 422


def test_a_contract_of_another_project_is_not_found(
    client: httpx.Client, contract: Record, make: Make
) -> None:
    other = make("project", name="Elsewhere")
    assert client.get(f"{CONTRACT}/{contract['id']}?project_id={other['id']}").status_code == 404


def test_a_missing_project_id_is_a_400(client: httpx.Client, contract: Record) -> None:
    reply = client.get(f"{CONTRACT}/{contract['id']}")
    assert reply.status_code == 400
    assert "project_id" in reply.json()["message"]


def test_a_project_without_the_tool_refuses_with_403(client: httpx.Client, make: Make) -> None:
    bare = make("project", name="Bare", prime_contracts_tool=False)
    reply = client.get(f"/rest/v1.0/prime_contracts?project_id={bare['id']}")
    assert reply.status_code == 403
