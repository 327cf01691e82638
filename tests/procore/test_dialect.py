"""Numbers, errors and headers as Procore writes them."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.procore.responses import v1_decimal, v2_decimal
from simulator.procore.site import ProcoreSite
from simulator.world.faults import Fault, FaultKind
from simulator.world.journal import Search
from simulator.world.world import World

Record = dict[str, Any]
Make = Callable[..., Record]


@pytest.mark.parametrize(
    ("amount", "v1", "v2"),
    [
        ("7396144.00", "7396144.0", "7396144.00"),
        ("343.85", "343.85", "343.85"),
        ("0.00", "0.0", "0.00"),
        ("1E+3", "1000.0", "1000"),
        ("-12.50", "-12.5", "-12.50"),
    ],
)
def test_decimals_are_printed_as_each_version_does(amount: str, v1: str, v2: str) -> None:
    assert v1_decimal(Decimal(amount)) == v1
    assert v2_decimal(Decimal(amount)) == v2


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14, places=2
    )
)
def test_a_printed_decimal_reads_back_as_itself(amount: Decimal) -> None:
    printed = v1_decimal(amount)
    assert printed is not None
    assert Decimal(printed) == amount
    assert "." in printed


def test_every_answer_carries_rate_limit_headers(
    client: httpx.Client, anonymous: httpx.Client
) -> None:
    for reply in (
        client.get("/rest/v1.0/me"),
        anonymous.get("/rest/v1.0/me"),
        client.get("/rest/v1.0/nothing_here"),
    ):
        assert int(reply.headers["X-Rate-Limit-Limit"]) > 0
        assert int(reply.headers["X-Rate-Limit-Remaining"]) > 0
        assert int(reply.headers["X-Rate-Limit-Reset"]) > 0


def test_an_unknown_path_is_a_404_in_each_dialect(client: httpx.Client) -> None:
    v1 = client.get("/rest/v1.0/nothing_here")
    v2 = client.get("/rest/v2.0/companies/1/nothing_here")
    assert (v1.status_code, v1.json()["code"]) == (404, 404)
    assert (v2.status_code, v2.json()["error"]["code"]) == (404, "NOT_FOUND")


def test_an_unimplemented_operation_is_a_501_with_its_name(client: httpx.Client) -> None:
    reply = client.get("/rest/v1.0/erp_transactions")
    assert reply.status_code == 501
    assert "list_erp_transactions" in reply.json()["message"]


def test_an_app_that_is_not_connected_is_told_in_an_array(client: httpx.Client, make: Make) -> None:
    other = make("company", name="Elsewhere Builders")
    reply = client.get(f"/rest/v1.0/projects?company_id={other['id']}")
    assert reply.status_code == 403
    assert reply.json() == {"errors": ["App is not connected to this company."]}


def test_a_missing_company_header_is_refused_when_strict(
    connect: Callable[..., httpx.Client], token: str, make: Make
) -> None:
    client = connect({"Authorization": f"Bearer {token}"})
    assert client.get("/rest/v1.0/me").status_code == 200
    make("setting", strict_company_header=True)
    reply = client.get("/rest/v1.0/me")
    assert reply.status_code == 400
    assert reply.json()["message"].startswith("Missing Procore-Company-Id header!")


def test_a_planned_error_is_in_the_dialect_and_marked(client: httpx.Client, world: World) -> None:
    world.plan(Fault("procore", "show_me", FaultKind.ERROR, status=503))
    reply = client.get("/rest/v1.0/me")
    assert reply.status_code == 503
    assert reply.json()["code"] == 503
    assert reply.headers["Retry-After"] == "5"
    assert reply.headers["X-Simulator-Fault"] == "error"
    assert client.get("/rest/v1.0/me").status_code == 200


def test_a_planned_429_says_when_to_come_back(client: httpx.Client, world: World) -> None:
    world.plan(Fault("procore", "show_me", FaultKind.TOO_MANY_REQUESTS))
    reply = client.get("/rest/v1.0/me")
    assert reply.status_code == 429
    assert int(reply.headers["Retry-After"]) >= 1


def test_a_lost_reply_is_committed_and_never_arrives(
    client: httpx.Client, world: World, project: Record
) -> None:
    world.plan(Fault("procore", "create_prime_contract", FaultKind.LOST_REPLY))
    body = {"project_id": project["id"], "prime_contract": {"title": "Lost"}}
    with pytest.raises(httpx.TransportError):
        client.post("/rest/v1.0/prime_contract", json=body)
    listed = client.get(f"/rest/v1.0/prime_contracts?project_id={project['id']}").json()
    assert [contract["title"] for contract in listed] == ["Lost"]


def test_a_stale_read_answers_from_before(
    client: httpx.Client, world: World, project: Record, contract: Record
) -> None:
    path = f"/rest/v1.0/prime_contract/{contract['id']}"
    world.plan(Fault("procore", "show_prime_contract", FaultKind.STALE_READ))
    body = {"project_id": project["id"], "prime_contract": {"title": "New"}}
    assert client.patch(path, json=body).json()["title"] == "New"
    query = f"?project_id={project['id']}"
    assert client.get(path + query).json()["title"] == "100 Prime Contract"
    assert client.get(path + query).json()["title"] == "New"


def test_the_journal_names_operation_record_and_refusing_state(
    site: ProcoreSite, client: httpx.Client, project: Record, change_order: Record
) -> None:
    site.fixtures["external_data"](
        {
            "item_type": "change_order",
            "item_id": change_order["legacy_package_id"],
            "origin_id": "X|1",
        }
    )
    path = f"/rest/v1.0/projects/{project['id']}/prime_change_orders/{change_order['id']}"
    client.patch(path, json={"change_order": {"title": "New"}})
    (entry,) = site.world.journal.search(Search(operation="update_prime_change_order"))
    assert entry.refusal == f"change order package {change_order['legacy_package_id']} is synced"
    assert entry.touched == (
        f"change_order_package:{change_order['legacy_package_id']}",
        f"prime_change_order:{change_order['id']}",
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({}, "param is missing or the value is empty: prime_contract"),
        ({"prime_contract": {"status": "approved"}}, "status must be one of: Draft, "),
    ],
)
def test_the_journal_says_what_was_wrong_with_a_request(
    site: ProcoreSite, client: httpx.Client, project: Record, body: Record, reason: str
) -> None:
    client.post("/rest/v1.0/prime_contract", json={"project_id": project["id"], **body})
    (entry,) = site.world.journal.search(Search(operation="create_prime_contract"))
    assert (entry.status, (entry.refusal or "").startswith(reason)) == (400, True)


def test_a_repeated_create_makes_a_second_record(client: httpx.Client, project: Record) -> None:
    """No idempotency key is documented, so that a client must look before it repeats."""
    body = {"project_id": project["id"], "prime_contract": {"title": "Twice"}}
    headers = {"Idempotency-Token": "same"}
    made = [client.post("/rest/v1.0/prime_contract", json=body, headers=headers) for _ in range(2)]
    assert [reply.status_code for reply in made] == [201, 201]
    assert made[0].json()["id"] != made[1].json()["id"]


@pytest.mark.parametrize(("written", "status"), [("not a number", 404), ("99", 404)])
def test_an_unknown_company_in_the_header_is_not_found(
    client: httpx.Client, written: str, status: int
) -> None:
    reply = client.get("/rest/v1.0/me", headers={"Procore-Company-Id": written})
    assert reply.status_code == status


def test_a_company_without_the_app_in_the_header_is_a_403(client: httpx.Client, make: Make) -> None:
    other = make("company", name="Elsewhere Builders")
    reply = client.get("/rest/v1.0/me", headers={"Procore-Company-Id": str(other["id"])})
    assert reply.json() == {"errors": ["App is not connected to this company."]}
