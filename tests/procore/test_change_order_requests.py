"""A change order request, shown alone on a three-tier project (procore_api.md 8, D-073)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Record = dict[str, Any]
Make = Callable[..., Record]
REQUESTS = "/rest/v1.0/change_order_requests"


@pytest.fixture
def tower(make: Make) -> Record:
    return make("project", name="Tower", change_order_tiers=3)


@pytest.fixture
def request_of_tower(client: httpx.Client, make: Make, tower: Record) -> Record:
    contract = make("prime_contract", project_id=tower["id"], status="Approved")
    body = {
        "project_id": tower["id"],
        "contract_id": contract["id"],
        "change_order": {"title": "Lift", "description": "A second one", "due_date": "2020-05-01"},
    }
    made = client.post(REQUESTS, json=body)
    assert made.status_code == 201, made.text
    answer: Record = made.json()
    return answer


def test_one_is_shown_as_it_was_made(
    client: httpx.Client, tower: Record, request_of_tower: Record
) -> None:
    query = {"project_id": tower["id"]}
    shown = client.get(f"{REQUESTS}/{request_of_tower['id']}", params=query)
    assert (shown.status_code, shown.json()) == (200, request_of_tower)
    assert isinstance(shown.json()["id"], int)
    assert (shown.json()["title"], shown.json()["description"]) == ("Lift", "A second one")
    assert (shown.json()["status"], shown.json()["due_date"]) == ("draft", "2020-05-01")
    (listed,) = client.get(REQUESTS, params=query).json()
    assert "description" not in listed, "lists are shorter"
    assert listed.items() <= shown.json().items()


def test_it_is_found_under_its_own_id_and_project_only(
    client: httpx.Client, tower: Record, request_of_tower: Record, project: Record
) -> None:
    query = {"project_id": tower["id"]}
    for foreign_id in (request_of_tower["contract_id"], 99, "first"):
        assert client.get(f"{REQUESTS}/{foreign_id}", params=query).status_code == 404
    one = f"{REQUESTS}/{request_of_tower['id']}"
    assert client.get(one, params={"project_id": project["id"]}).status_code == 404
    assert client.get(one).status_code == 400


def test_a_private_contracts_request_is_not_found_by_a_reader(
    client: httpx.Client,
    as_person: Callable[[str], httpx.Client],
    make: Make,
    company_id: int,
    tower: Record,
    request_of_tower: Record,
) -> None:
    make(
        "user",
        login="reader@example.com",
        projects=[{"project_id": tower["id"], "prime_contracts": "read_only"}],
    )
    person, query = as_person("reader@example.com"), {"project_id": tower["id"]}
    one = f"{REQUESTS}/{request_of_tower['id']}"
    contract = (
        f"/rest/v2.0/companies/{company_id}/projects/{tower['id']}"
        f"/prime_contracts/{request_of_tower['contract_id']}"
    )
    for is_private, status in ((True, 404), (False, 200)):
        client.patch(contract, json={"private": is_private})
        assert person.get(one, params=query).status_code == status
    change = {**query, "change_order": {"title": "Mine"}}
    assert person.patch(one, json=change).status_code == 403
