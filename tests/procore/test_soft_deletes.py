"""Deleted records that lists can still name (procore_api.md 3)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Record = dict[str, Any]
Make = Callable[..., Record]
PACKAGES = "/rest/v1.0/change_order_packages"
POTENTIALS = "/rest/v1.0/potential_change_orders"


@pytest.mark.parametrize("path", [PACKAGES, POTENTIALS])
def test_deleted_change_orders_are_listed_on_request(
    client: httpx.Client, make_change_order: Make, project: Record, order_path: str, path: str
) -> None:
    kept = make_change_order(title="Kept")
    assert client.delete(order_path).status_code == 204
    query = {"project_id": project["id"]}

    def titles(asked: str | None) -> list[tuple[str, bool]]:
        more = {} if asked is None else {"filters[include_deleted]": asked}
        rows = client.get(path, params={**query, **more}).json()
        return [(row["title"], row["deleted_at"] is not None) for row in rows]

    assert titles(None) == titles("perhaps") == [("Kept", False)]
    assert titles("only") == [("Extra door", True)]
    assert titles("with") == [("Kept", False), ("Extra door", True)]
    (gone,) = client.get(path, params={**query, "filters[include_deleted]": "only"}).json()
    assert client.get(f"{path}/{gone['id']}", params=query).status_code == 404
    kept_id = {PACKAGES: kept["legacy_package_id"], POTENTIALS: kept["potential_change_order_id"]}
    assert client.get(f"{path}/{kept_id[path]}", params=query).status_code == 200


def test_a_deleted_number_is_free_again(
    client: httpx.Client, change_order: Record, order_path: str, contract: Record
) -> None:
    orders = order_path.rsplit("/", 1)[0]
    assert client.delete(order_path).status_code == 204
    body = {"change_order": {"contract_id": contract["id"], "number": change_order["number"]}}
    assert client.post(orders, json=body).status_code == 201
    both = client.get(orders, params={"filters[include_deleted]": "with"}).json()
    assert [row["number"] for row in both] == [change_order["number"]] * 2
