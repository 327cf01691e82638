"""A change order's reason: one of the company's, written by id and shown with its words
(procore_api.md 8)."""

from typing import Any

import httpx
import pytest

Record = dict[str, Any]
REASON = "change_order_change_reason"


@pytest.fixture
def reasons(client: httpx.Client, company_id: int) -> list[Record]:
    query = {"company_id": company_id}
    listed: list[Record] = client.get(f"/rest/v1.0/{REASON}s", params=query).json()
    return listed


def test_the_list_has_ids_and_words(
    client: httpx.Client, company_id: int, reasons: list[Record]
) -> None:
    assert {frozenset(reason) for reason in reasons} == {frozenset({"id", "change_reason"})}
    assert len({reason["id"] for reason in reasons}) == len(reasons) > 1
    assert all(isinstance(reason["id"], int) for reason in reasons)
    assert client.get(f"/rest/v1.0/{REASON}s").status_code == 400
    assert client.get(f"/rest/v1.0/{REASON}s", params={"company_id": 99}).status_code == 404


def test_a_change_order_shows_the_reason_that_was_written(
    client: httpx.Client, order_path: str, reasons: list[Record]
) -> None:
    assert client.get(order_path).json()[REASON] is None
    for reason in reasons:
        body = {"change_order": {f"{REASON}_id": reason["id"]}}
        assert client.patch(order_path, json=body).json()[REASON] == reason
        assert client.get(order_path).json()[REASON] == reason
    cleared = client.patch(order_path, json={"change_order": {f"{REASON}_id": None}})
    assert cleared.json()[REASON] is None


@pytest.mark.parametrize("written", [99, 0, "Client Request"])
def test_an_unknown_reason_is_a_422_and_keeps_the_old_one(
    client: httpx.Client, order_path: str, reasons: list[Record], written: object
) -> None:
    client.patch(order_path, json={"change_order": {f"{REASON}_id": reasons[0]["id"]}})
    body = {"change_order": {f"{REASON}_id": written, "title": "New"}}
    reply = client.patch(order_path, json=body)
    assert (reply.status_code, list(reply.json()["errors"])) == (422, [f"{REASON}_id"])
    kept = client.get(order_path).json()
    assert (kept[REASON], kept["title"]) == (reasons[0], "Extra door")
