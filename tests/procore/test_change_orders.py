"""Change orders: three resources, one record; statuses, locks, lines."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from simulator.procore.site import ProcoreSite
from simulator.world.world import World

Record = dict[str, Any]
Make = Callable[..., Record]


@pytest.fixture
def package_path(project: Record, change_order: Record) -> str:
    package_id = change_order["legacy_package_id"]
    return f"/rest/v1.0/change_order_packages/{package_id}?project_id={project['id']}"


@pytest.fixture
def lines_path(company_id: int, project: Record, change_order: Record) -> str:
    return (
        f"/rest/v2.0/companies/{company_id}/projects/{project['id']}"
        f"/prime_change_orders/{change_order['id']}/line_items"
    )


def sync_package(site: ProcoreSite, change_order: Record, origin_id: str | None) -> None:
    site.fixtures["external_data"](
        {
            "item_type": "change_order",
            "item_id": change_order["legacy_package_id"],
            "origin_id": origin_id,
        }
    )


def move(client: httpx.Client, path: str, status: str) -> httpx.Response:
    return client.patch(path, json={"change_order": {"status": status}})


def test_a_change_order_shows_as_three_resources(
    client: httpx.Client, project: Record, change_order: Record, order_path: str, package_path: str
) -> None:
    order = client.get(order_path).json()
    package = client.get(package_path).json()
    (potential,) = client.get(
        f"/rest/v1.0/potential_change_orders?project_id={project['id']}"
    ).json()
    assert order["type"] == "PrimeChangeOrder"
    assert "origin_id" not in order, "only the package carries the ERP link"
    assert order["legacy_package_id"] == package["id"] == potential["change_order_package_id"]
    assert order["grand_total"] == package["grand_total"] == potential["grand_total"] == "343.85"
    assert len({order["id"], package["id"], potential["id"]}) == 3
    (line,) = package["line_items"]
    assert line["holder"] == {"id": potential["id"], "holder_type": "PotentialChangeOrder"}


def test_a_package_line_prints_estimate_revenue_and_markup(
    client: httpx.Client, package_path: str
) -> None:
    """The official vector: 299.0, vertical 15 %, 44.85, 343.85 (E-01)."""
    (line,) = client.get(package_path).json()["line_items"]
    assert line["extended_amount"] == line["total_amount"] == "299.0"
    assert line["amount"] == "343.85"
    (share,) = line["markup_line_items"]
    assert share["amount"] == "44.85"
    assert share["markup"]["percentage"] == "15.00"
    assert share["markup"]["markup_set"] == "vertical"


def test_a_new_change_order_is_a_draft_with_the_next_number(
    client: httpx.Client, project: Record, contract: Record, change_order: Record
) -> None:
    path = f"/rest/v1.0/projects/{project['id']}/prime_change_orders"
    reply = client.post(path, json={"change_order": {"contract_id": contract["id"], "title": "T"}})
    assert reply.status_code == 201
    assert (reply.json()["status"], reply.json()["number"]) == ("draft", "002")


def test_a_new_change_order_takes_the_contracts_markups(
    client: httpx.Client, project: Record, contract: Record
) -> None:
    markups = "/rest/v1.0/financials/markups"
    holder = {"project_id": project["id"], "holder_type": "Contract", "holder_id": contract["id"]}
    body = {"name": "Fee", "markup_set": "change_orders_vertical", "percentage": "3"}
    assert client.post(markups, params=holder, json={"markup": body}).status_code == 201
    path = f"/rest/v1.0/projects/{project['id']}/prime_change_orders"
    made = client.post(path, json={"change_order": {"contract_id": contract["id"]}}).json()
    holder = {**holder, "holder_type": "PotentialChangeOrder", "holder_id": made["id"]}
    (markup,) = client.get(markups, params=holder).json()
    assert (markup["name"], markup["markup_set"], markup["percentage"]) == ("Fee", "vertical", "3")


@pytest.mark.parametrize(("status", "code"), [("Draft", 422), ("Approved", 201), ("Complete", 201)])
def test_the_contract_must_be_open_for_change_orders(
    client: httpx.Client, project: Record, make: Make, status: str, code: int
) -> None:
    contract = make("prime_contract", project_id=project["id"], status=status)
    path = f"/rest/v1.0/projects/{project['id']}/prime_change_orders"
    reply = client.post(path, json={"change_order": {"contract_id": contract["id"]}})
    assert reply.status_code == code


def test_approval_stamps_the_review_and_leaving_it_clears_the_stamp(
    client: httpx.Client, world: World, order_path: str
) -> None:
    world.clock.set(datetime(2020, 4, 9, 12, 30, 15, tzinfo=UTC))
    assert move(client, order_path, "approved").json()["reviewed_at"] == "2020-04-09T12:30:15Z"
    assert move(client, order_path, "draft").json()["reviewed_at"] is None


@pytest.mark.parametrize("status", ["Approved", "done", 1, ""])
def test_an_unknown_status_is_refused(
    client: httpx.Client, order_path: str, status: object
) -> None:
    reply = client.patch(order_path, json={"change_order": {"status": status}})
    assert (reply.status_code, list(reply.json()["errors"])) == (422, ["status"])
    assert client.get(order_path).json()["status"] == "draft"


def test_an_approved_change_order_is_read_only(
    client: httpx.Client, project: Record, change_order: Record, order_path: str, lines_path: str
) -> None:
    move(client, order_path, "approved")
    before = client.get(order_path).json()
    line_id = client.get(lines_path).json()["data"][0]["id"]
    markups = "/rest/v1.0/financials/markups"
    holder = {
        "project_id": project["id"],
        "holder_type": "PotentialChangeOrder",
        "holder_id": change_order["potential_change_order_id"],
    }
    (markup,) = client.get(markups, params=holder).json()
    new_markup = {"name": "X", "markup_set": "vertical", "percentage": "1"}
    replies = [
        client.patch(order_path, json={"change_order": {"title": "New"}}),
        client.delete(order_path),
        client.patch(f"{lines_path}/{line_id}", json={"amount": "1"}),
        client.delete(f"{lines_path}/{line_id}"),
        client.post(markups, params=holder, json={"markup": new_markup}),
        client.patch(
            f"{markups}/{markup['id']}", params=holder, json={"markup": {"percentage": "1"}}
        ),
        client.delete(f"{markups}/{markup['id']}", params=holder),
    ]
    statuses = [reply.status_code for reply in replies]
    assert statuses == [422, 422, 409, 409, 422, 422, 422], "v2's lines declare 409"
    assert client.get(order_path).json() == before


def test_unapproving_may_come_with_other_changes(client: httpx.Client, order_path: str) -> None:
    move(client, order_path, "approved")
    reply = client.patch(order_path, json={"change_order": {"status": "draft", "title": "New"}})
    assert (reply.json()["status"], reply.json()["title"]) == ("draft", "New")


def test_unapproving_goes_in_reverse_order_of_approval(
    client: httpx.Client, project: Record, make_change_order: Make
) -> None:
    base = f"/rest/v1.0/projects/{project['id']}/prime_change_orders"
    first, second, third = (f"{base}/{make_change_order()['id']}" for _ in range(3))
    for path in (second, first, third):
        assert move(client, path, "approved").status_code == 200
    for path in (second, first):
        reply = move(client, path, "draft")
        assert (reply.status_code, list(reply.json()["errors"])) == (422, ["status"])
    for path in (third, first, second):
        assert move(client, path, "draft").status_code == 200


def test_a_synced_change_order_is_locked_until_unlinked(
    client: httpx.Client,
    site: ProcoreSite,
    change_order: Record,
    order_path: str,
    package_path: str,
    lines_path: str,
) -> None:
    sync_package(site, change_order, "T|J|C|CR|001")
    assert client.get(package_path).json()["origin_id"] == "T|J|C|CR|001"
    line_id = client.get(lines_path).json()["data"][0]["id"]
    replies = [
        move(client, order_path, "void"),
        client.patch(package_path, json={"change_order": {"title": "New"}}),
        client.patch(f"{lines_path}/{line_id}", json={"amount": "1"}),
        client.delete(order_path),
    ]
    assert [reply.status_code for reply in replies] == [422, 422, 409, 422]
    sync_package(site, change_order, None)
    assert move(client, order_path, "void").status_code == 200


def test_the_package_takes_its_own_origin_fields_while_synced(
    client: httpx.Client, project: Record, package_path: str
) -> None:
    for origin_id in ("A", "B", None):
        body = {"project_id": project["id"], "change_order": {"origin_id": origin_id}}
        reply = client.patch(package_path, json=body)
        assert (reply.status_code, reply.json()["origin_id"]) == (200, origin_id)


def test_an_unapproved_change_order_is_deleted_with_204(
    client: httpx.Client, project: Record, order_path: str, package_path: str
) -> None:
    assert client.delete(order_path).status_code == 204
    assert client.get(order_path).status_code == 404
    assert client.get(package_path).status_code == 404
    listed = client.get(f"/rest/v1.0/projects/{project['id']}/prime_change_orders").json()
    assert listed == []


def test_v2_lines_have_text_ids_and_their_associated_line(
    client: httpx.Client, contract: Record, lines_path: str
) -> None:
    (line,) = client.get(lines_path).json()["data"]
    assert isinstance(line["id"], str)
    assert line["prime_line_item_id"] == str(contract["line_items"][0]["id"])
    assert line["wbs_code"]["flat_code"] == "01-011.E"
    assert line["amount"] == "299.00"
    assert (line["quantity"], line["position"]) == (0, 1)
    assert "external_data" not in line


def test_the_extended_view_adds_external_data_and_an_unknown_one_is_a_400(
    client: httpx.Client, site: ProcoreSite, lines_path: str
) -> None:
    (line,) = client.get(lines_path).json()["data"]
    site.fixtures["external_data"](
        {"item_type": "line_item", "item_id": int(line["id"]), "origin_id": "O", "origin_data": "D"}
    )
    (extended,) = client.get(lines_path, params={"view": "extended"}).json()["data"]
    assert extended["external_data"] == {
        "origin_id": "O",
        "origin_code": None,
        "origin_data": "D",
    }
    reply = client.get(lines_path, params={"view": "everything"})
    assert (reply.status_code, reply.json()["error"]["code"]) == (400, "BAD_REQUEST")


def test_a_v2_line_is_created_with_200_and_reprices_the_change_order(
    client: httpx.Client, contract: Record, order_path: str, lines_path: str
) -> None:
    (line,) = client.get(lines_path).json()["data"]
    body = {
        "wbs_code_id": line["wbs_code_id"],
        "amount": "1.00",
        "prime_line_item_id": str(contract["line_items"][1]["id"]),
    }
    made = client.post(lines_path, json=body)
    assert made.status_code == 200, "not 201"
    assert client.get(order_path).json()["grand_total"] == "345.0"
    cleared = client.patch(
        f"{lines_path}/{made.json()['data']['id']}", json={"prime_line_item_id": None}
    )
    assert cleared.json()["data"]["prime_line_item_id"] is None
    assert client.delete(f"{lines_path}/{made.json()['data']['id']}").status_code == 204
    assert client.get(order_path).json()["grand_total"] == "343.85"


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"wbs_code_id": None}, 400), ({"prime_line_item_id": "99"}, 400), ({"amount": "x"}, 400)],
)
def test_a_wrong_v2_line_is_refused_in_v2s_dialect(
    client: httpx.Client, lines_path: str, changed: Record, status: int
) -> None:
    (line,) = client.get(lines_path).json()["data"]
    body = {"wbs_code_id": line["wbs_code_id"], "amount": "1.00", **changed}
    reply = client.post(lines_path, json=body)
    assert reply.status_code == status
    assert reply.json()["error"]["details"][0]["message"].startswith(next(iter(changed)))
    assert len(client.get(lines_path).json()["data"]) == 1


def test_v2_lists_ten_lines_a_page(
    client: httpx.Client, company_id: int, project: Record, make_change_order: Make
) -> None:
    order = make_change_order(amounts=("1",) * 25)
    path = (
        f"/rest/v2.0/companies/{company_id}/projects/{project['id']}"
        f"/prime_change_orders/{order['id']}/line_items"
    )
    reply = client.get(path)
    assert len(reply.json()["data"]) == 10
    assert (reply.headers["Total"], reply.headers["Per-Page"]) == ("25", "10")
    seen = list(reply.json()["data"])
    while "next" in reply.links:
        reply = client.get(reply.links["next"]["url"])
        seen += reply.json()["data"]
    assert len({line["id"] for line in seen}) == 25


def test_packages_of_an_unknown_contract_are_not_found(
    client: httpx.Client, project: Record
) -> None:
    path = f"/rest/v1.0/change_order_packages?project_id={project['id']}&contract_id=99"
    assert client.get(path).status_code == 404
