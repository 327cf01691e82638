"""Making a change order in the legacy model, and finding it in the new one (procore_api.md 8)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Record = dict[str, Any]
Make = Callable[..., Record]
PACKAGES = "/rest/v1.0/change_order_packages"


def create(
    client: httpx.Client, contract: Record, project: Record, **fields: Any
) -> httpx.Response:
    body = {"project_id": project["id"], "contract_id": contract["id"], "change_order": fields}
    return client.post(PACKAGES, json=body)


def test_a_package_is_made_with_201_and_read_back(
    client: httpx.Client, project: Record, contract: Record
) -> None:
    made = create(
        client,
        contract,
        project,
        title="Extra door",
        description="On the north side",
        schedule_impact_amount=3,
        due_date="2020-05-01",
        origin_id="T|001",
        origin_data="001",
    )
    assert made.status_code == 201
    package = made.json()
    assert isinstance(package["id"], int)
    assert package["type"] == "PrimeContractChangeOrder"
    assert package["contract_id"] == contract["id"]
    assert (package["status"], package["number"]) == ("draft", "001"), "a number is text"
    assert (package["title"], package["description"]) == ("Extra door", "On the north side")
    assert (package["schedule_impact_amount"], package["due_date"]) == (3, "2020-05-01")
    assert (package["origin_id"], package["origin_data"]) == ("T|001", "001")
    assert (package["grand_total"], package["line_items"]) == ("0.0", [])
    assert package["creator"]["name"] == "Service Account"
    query = {"project_id": project["id"]}
    assert client.get(f"{PACKAGES}/{package['id']}", params=query).json() == package
    (row,) = client.get(PACKAGES, params={**query, "contract_id": contract["id"]}).json()
    assert row["id"] == package["id"]
    assert "line_items" not in row, "lists are shorter"


def test_the_new_model_has_it_too(client: httpx.Client, project: Record, contract: Record) -> None:
    package = create(client, contract, project, title="Extra door").json()
    (order,) = client.get(f"/rest/v1.0/projects/{project['id']}/prime_change_orders").json()
    assert order["legacy_package_id"] == package["id"]
    assert order["id"] != package["id"]
    assert (order["title"], order["number"]) == ("Extra door", "001")


def test_the_same_request_twice_makes_two(
    client: httpx.Client, project: Record, contract: Record
) -> None:
    """No idempotency is documented for such writes (procore_api.md 5)."""
    packages = [create(client, contract, project, title="Twice").json() for _ in range(2)]
    assert [package["number"] for package in packages] == ["001", "002"]
    assert len(client.get(PACKAGES, params={"project_id": project["id"]}).json()) == 2


def test_it_takes_the_contracts_markups(
    client: httpx.Client, project: Record, contract: Record
) -> None:
    holder = {"project_id": project["id"], "holder_type": "Contract", "holder_id": contract["id"]}
    markup = {"name": "Fee", "markup_set": "change_orders_vertical", "percentage": "15.00"}
    made = client.post("/rest/v1.0/financials/markups", params=holder, json={"markup": markup})
    assert made.status_code == 201
    package = create(client, contract, project, title="Extra door").json()
    query = {"project_id": project["id"]}
    (potential,) = client.get("/rest/v1.0/potential_change_orders", params=query).json()
    lines = f"/rest/v1.0/potential_change_orders/{potential['id']}/line_items"
    client.post(lines, params=query, json={"line_item": {"amount": "299.00"}})
    shown = client.get(f"{PACKAGES}/{package['id']}", params=query).json()
    assert shown["grand_total"] == "343.85"
    (line,) = shown["line_items"]
    assert [share["amount"] for share in line["markup_line_items"]] == ["44.85"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"status": "Approved"}, "status"),
        ({"number": "001"}, "number"),
        ({"origin_id": "T|001"}, "origin_id"),
        ({"schedule_impact_amount": "soon"}, "schedule_impact_amount"),
    ],
)
def test_a_wrong_package_is_a_422_and_not_kept(
    client: httpx.Client, project: Record, contract: Record, fields: Record, wrong: str
) -> None:
    first = create(client, contract, project, number="001", origin_id="T|001")
    assert first.status_code == 201
    reply = create(client, contract, project, **fields)
    assert (reply.status_code, list(reply.json()["errors"])) == (422, [wrong])
    assert len(client.get(PACKAGES, params={"project_id": project["id"]}).json()) == 1


def test_the_contract_must_be_there_and_open(
    client: httpx.Client, make: Make, project: Record, contract: Record
) -> None:
    elsewhere = make("project", name="Elsewhere")
    foreign = make("prime_contract", project_id=elsewhere["id"], status="Approved")
    draft = make("prime_contract", project_id=project["id"], status="Draft")
    assert create(client, foreign, project, title="T").status_code == 404
    assert create(client, {"id": 99}, project, title="T").status_code == 404
    refused = create(client, draft, project, title="T")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["contract_id"])
    for body in (
        {"project_id": project["id"], "contract_id": contract["id"]},
        {"project_id": project["id"], "change_order": {"title": "T"}},
        {"contract_id": contract["id"], "change_order": {"title": "T"}},
    ):
        assert client.post(PACKAGES, json=body).status_code == 400
    assert client.get(PACKAGES, params={"project_id": project["id"]}).json() == []


@pytest.mark.parametrize(("level", "status"), [("read_only", 403), ("none", 404), ("admin", 201)])
def test_making_one_takes_admin_on_prime_contracts(
    as_person: Callable[[str], httpx.Client],
    make: Make,
    project: Record,
    contract: Record,
    level: str,
    status: int,
) -> None:
    make(
        "user",
        login="kim@example.com",
        name="Kim Lee",
        projects=[{"project_id": project["id"], "prime_contracts": level}],
    )
    reply = create(as_person("kim@example.com"), contract, project, title="Mine")
    assert reply.status_code == status
    if status == 201:
        assert reply.json()["creator"]["login"] == "kim@example.com"
