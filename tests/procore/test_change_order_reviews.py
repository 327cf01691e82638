"""The designated reviewer's response (D-084 to D-087) and a company's own statuses."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from simulator.procore.fixture_fields import FixtureError

Record = dict[str, Any]
Make = Callable[..., Record]


@pytest.fixture
def reviewer(make: Make, project: Record) -> Record:
    rights = [{"project_id": project["id"], "prime_contracts": "read_only"}]
    return make("user", login="rae@example.com", name="Rae Lind", projects=rights)


@pytest.mark.parametrize("status", ["pending", "revised"])
@pytest.mark.parametrize("response", ["approved", "rejected"])
def test_the_reviewer_responds_while_in_review(
    client: httpx.Client,
    make: Make,
    make_change_order: Make,
    project: Record,
    reviewer: Record,
    status: str,
    response: str,
) -> None:
    order = make_change_order(status=status, designated_reviewer_id=reviewer["id"])
    answered = make(
        "change_order_review", change_order_id=order["id"], response=response, notes="As agreed"
    )
    assert (answered["status"], answered["reviewed_at"] is not None) == (response, True)
    assert answered["reviewed_by"]["login"] == "rae@example.com"
    package = client.get(
        f"/rest/v1.0/change_order_packages/{order['legacy_package_id']}",
        params={"project_id": project["id"]},
    ).json()
    assert (package["reviewer"]["name"], package["review_notes"]) == ("Rae Lind", "As agreed")


@pytest.mark.parametrize("status", ["draft", "pricing", "proceeding", "approved", "void"])
def test_there_is_no_response_outside_of_a_review(
    make: Make, make_change_order: Make, reviewer: Record, status: str
) -> None:
    order = make_change_order(status=status, designated_reviewer_id=reviewer["id"])
    with pytest.raises(FixtureError, match="while the change order is pending or revised"):
        make("change_order_review", change_order_id=order["id"], response="rejected")


def test_a_response_takes_a_designated_reviewer(make: Make, make_change_order: Make) -> None:
    order = make_change_order(status="pending")
    with pytest.raises(FixtureError, match="no designated reviewer"):
        make("change_order_review", change_order_id=order["id"], response="approved")
    with pytest.raises(FixtureError, match="does not exist"):
        make("change_order_review", change_order_id=99, response="approved")
    with pytest.raises(FixtureError, match="one of: approved, rejected"):
        make("change_order_review", change_order_id=order["id"], response="void")


def test_a_companys_own_statuses_follow_the_base_ones(
    client: httpx.Client, make: Make, company_id: int
) -> None:
    path, query = "/rest/v1.0/change_order/statuses", {"company_id": company_id}
    base = client.get(path, params=query).json()
    assert len(base) == 11
    assert {row["mapped_to_status"]: row["name"] for row in base}["pending"] == (
        "Pending - In Review"
    )
    made = make("change_order_status", name="With the owner", mapped_to_status="pending")
    assert client.get(path, params=query).json() == [*base, made]
    assert (made["mapped_to_status"], made["show_in_select"]) == ("pending", True)
    assert made["id"] not in {row["id"] for row in base}
    with pytest.raises(FixtureError, match="mapped_to_status"):
        make("change_order_status", name="Odd", mapped_to_status="With the owner")
