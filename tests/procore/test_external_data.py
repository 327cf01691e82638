"""External data: the ERP's ids on Procore's records."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Record = dict[str, Any]
Make = Callable[..., Record]


@pytest.fixture
def data(company_id: int) -> str:
    return f"/rest/v1.0/companies/{company_id}/external_data"


def put(client: httpx.Client, data: str, *updates: Record) -> Record:
    reply = client.patch(f"{data}/sync", json={"updates": list(updates)})
    assert reply.status_code == 200, reply.text
    answer: Record = reply.json()
    return answer


def test_ids_written_here_show_on_the_record(
    client: httpx.Client, data: str, project: Record, contract: Record
) -> None:
    item = {"item_type": "prime_contract", "item_id": contract["id"]}
    answer = put(client, data, {**item, "origin_id": "T|1", "origin_data": "1"})
    (entity,) = answer["entities"]
    assert (entity["item_type"], entity["item_id"], entity["origin_id"]) == (
        "prime_contract",
        contract["id"],
        "T|1",
    )
    shown = client.get(f"/rest/v1.0/prime_contract/{contract['id']}?project_id={project['id']}")
    assert (shown.json()["origin_id"], shown.json()["origin_data"]) == ("T|1", "1")
    assert client.get(data, params=item).json() == [entity]


def test_nulls_unsync(client: httpx.Client, data: str, contract: Record) -> None:
    item = {"item_type": "prime_contract", "item_id": contract["id"]}
    put(client, data, {**item, "origin_id": "T|1", "origin_code": "c", "origin_data": "d"})
    answer = put(client, data, {**item, "origin_id": None})
    assert answer["entities"][0]["origin_data"] is None
    assert answer["errors"] == []
    assert client.get(data, params=item).json() == []


def test_an_item_is_taken_or_refused_on_its_own(
    client: httpx.Client, data: str, contract: Record, change_order: Record
) -> None:
    good = {"item_type": "prime_contract", "item_id": contract["id"], "origin_id": "A"}
    refused = [
        {"item_type": "prime_contract", "item_id": 99, "origin_id": "B"},
        {"item_type": "spaceship", "item_id": 1, "origin_id": "C"},
        {"item_type": "vendor", "item_id": 1, "origin_id": "D"},
        {"item_type": "change_order", "item_id": change_order["id"], "origin_id": "E"},
        {"item_type": "prime_contract", "origin_id": "F"},
    ]
    answer = put(client, data, *refused[:2], good, *refused[2:])
    assert len(answer["entities"]) == 1
    fields = [list(error["errors"]) for error in answer["errors"]]
    assert fields == [["item_id"], ["item_type"], ["item_id"], ["item_id"], ["item_id"]]
    assert [{k: v for k, v in e.items() if k != "errors"} for e in answer["errors"]] == refused


def test_an_origin_id_belongs_to_one_record_of_a_kind(
    client: httpx.Client, data: str, contract: Record
) -> None:
    first, second = (line["id"] for line in contract["line_items"])
    answer = put(
        client,
        data,
        {"item_type": "line_item", "item_id": first, "origin_id": "A"},
        {"item_type": "line_item", "item_id": second, "origin_id": "A"},
        {"item_type": "prime_contract", "item_id": contract["id"], "origin_id": "A"},
    )
    assert [entity["item_type"] for entity in answer["entities"]] == ["line_item", "prime_contract"]
    assert answer["errors"][0]["errors"] == {"origin_id": ["has already been taken"]}


def test_an_origin_id_is_free_again_once_unsynced(
    client: httpx.Client, data: str, contract: Record
) -> None:
    first, second = (line["id"] for line in contract["line_items"])
    answer = put(
        client,
        data,
        {"item_type": "line_item", "item_id": first, "origin_id": "A"},
        {"item_type": "line_item", "item_id": first, "origin_id": "B"},
        {"item_type": "line_item", "item_id": second, "origin_id": "A"},
    )
    assert answer["errors"] == []


def test_bulk_destroy_is_204_and_takes_the_ids_away(
    client: httpx.Client, data: str, contract: Record
) -> None:
    ids = [line["id"] for line in contract["line_items"]]
    put(client, data, *({"item_type": "line_item", "item_id": n, "origin_id": str(n)} for n in ids))
    body = {"item_type": "line_item", "item_ids": ids}
    assert client.request("DELETE", f"{data}/bulk_destroy", json=body).status_code == 204
    assert client.get(data).json() == []


@pytest.mark.parametrize(
    "body", [{}, {"item_type": "line_item"}, {"item_type": "x", "item_ids": []}]
)
def test_a_wrong_bulk_destroy_is_a_400(client: httpx.Client, data: str, body: Record) -> None:
    assert client.request("DELETE", f"{data}/bulk_destroy", json=body).status_code == 400


def test_more_than_a_thousand_updates_are_too_many(client: httpx.Client, data: str) -> None:
    updates = [{"item_type": "vendor", "item_id": 1}] * 1001
    assert client.patch(f"{data}/sync", json={"updates": updates}).status_code == 413
