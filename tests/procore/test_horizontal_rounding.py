"""Horizontal markup over HTTP: unrounded on lines, rounded once in totals (D-400 to D-402)."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from simulator.procore.fixture_fields import FixtureError
from simulator.world.world import World

Record = dict[str, Any]
Make = Callable[..., Record]
INSURANCE = {"name": "Insurance", "markup_set": "horizontal", "percentage": "1.5"}
FEE = {"name": "Fee", "markup_set": "vertical", "percentage": "12.5"}
TWO_COLUMNS = [
    {"name": "Bond", "markup_set": "horizontal", "percentage": "2.5"},
    {"name": "Overhead", "markup_set": "horizontal", "percentage": "3"},
]


@pytest.fixture
def order(make_change_order: Make) -> Record:
    """10.20 + 0.153 and 10.25 + 0.15375 are 20.75675; 12.5 % of it is 2.59: 1.29 + 1.30."""
    return make_change_order(
        amounts=("10.20", "10.25"), markups=[INSURANCE, FEE], status="approved"
    )


@pytest.fixture
def two_columns(make_change_order: Make) -> Record:
    """20.20 + 0.505 + 0.606 is 21.311; each column in cents makes 20.20 + 0.51 + 0.61."""
    return make_change_order(amounts=("10.10", "10.10"), markups=TWO_COLUMNS, status="approved")


def worth(lines: list[Record]) -> list[tuple[str, str, list[str]]]:
    """Of each line the amount without markup, that with it, and the markups' own."""
    return [
        (
            line["extended_amount"],
            line["amount"],
            [share["amount"] for share in line["markup_line_items"]],
        )
        for line in lines
    ]


UNROUNDED = [("10.2", "11.643", ["0.153", "1.29"]), ("10.25", "11.70375", ["0.15375", "1.3"])]


def test_every_total_is_rounded_and_every_line_is_not(
    client: httpx.Client, project: Record, order: Record
) -> None:
    query = {"project_id": project["id"]}
    path = f"/rest/v1.0/change_order_packages/{order['legacy_package_id']}"
    package = client.get(path, params=query).json()
    assert worth(package["line_items"]) == UNROUNDED
    path = f"/rest/v1.0/potential_change_orders/{order['potential_change_order_id']}"
    potential = client.get(path, params=query).json()
    assert worth(potential["line_items"]) == UNROUNDED
    assert (potential["line_items_total"], potential["line_items_extended_total"]) == (
        "20.45",
        "20.76",
    )
    totals = {record["grand_total"] for record in (order, package, potential)}
    assert totals == {"23.35"}


def test_the_lines_that_are_sent_are_not_rounded_either(
    client: httpx.Client, company_id: int, make: Make, contract: Record, order: Record
) -> None:
    """Whoever needs cents a line rounds (D-401)."""
    make("external_data", item_type="prime_contract", item_id=contract["id"], origin_id="T|1")
    make("erp_send", change_order_id=order["id"])
    detail = make("erp_accept", change_order_id=order["id"], transaction_date="2020-04-10")
    path = f"/rest/v1.0/companies/{company_id}/erp_requests/{detail['request_id']}"
    data = client.get(path).json()["request_data"]
    assert data["prime_contract_change_order"]["grand_total"] == "23.35"
    assert worth(data["prime_contract_change_order_items"]) == UNROUNDED
    assert data["prime_contract"]["approved_change_orders"] == "23.35"


def test_a_company_may_round_each_column_by_itself(
    client: httpx.Client, project: Record, contract: Record, make: Make, two_columns: Record
) -> None:
    """U-05: what is there already is worth what it would have been."""
    path = f"/rest/v1.0/projects/{project['id']}/prime_change_orders/{two_columns['id']}"
    of_contract = f"/rest/v1.0/prime_contract/{contract['id']}?project_id={project['id']}"

    def shown() -> tuple[str, str]:
        approved = client.get(of_contract).json()["approved_change_orders"]
        return client.get(path).json()["grand_total"], approved

    assert shown() == ("21.31", "21.31")
    assert make("setting", horizontal_rounded_on="column")["horizontal_rounded_on"] == "column"
    assert shown() == ("21.32", "21.32")
    assert make("setting", horizontal_rounded_on="total")["horizontal_rounded_on"] == "total"
    assert shown() == ("21.31", "21.31")


def test_the_tiers_above_add_up_what_the_lower_ones_show(make: Make) -> None:
    """Two parts of 21.311: each shows 21.31, and 42.622 is nowhere."""
    project = make("project", name="Tower", change_order_tiers=2)
    contract = make("prime_contract", project_id=project["id"], status="Approved")
    part = {"lines": [{"amount": "10.10"}, {"amount": "10.10"}], "markups": TWO_COLUMNS}

    def made() -> list[str]:
        package = make(
            "change_order",
            project_id=project["id"],
            contract_id=contract["id"],
            title="May",
            parts=[{"title": "Door", **part}, {"title": "Window", **part}],
        )
        return [package["grand_total"], *(each["grand_total"] for each in package["parts"])]

    assert made() == ["42.62", "21.31", "21.31"]
    make("setting", horizontal_rounded_on="column")
    assert made() == ["42.64", "21.32", "21.32"]


def test_a_world_put_back_rounds_as_it_did(
    client: httpx.Client, project: Record, world: World, make: Make, two_columns: Record
) -> None:
    path = f"/rest/v1.0/projects/{project['id']}/prime_change_orders/{two_columns['id']}"
    snapshot = world.snapshot()
    make("setting", horizontal_rounded_on="column")
    world.restore(snapshot)
    assert client.get(path).json()["grand_total"] == "21.31"
    assert make("setting")["horizontal_rounded_on"] == "total"


@pytest.mark.parametrize("wrong", ["line", "Total", "", 1])
def test_another_way_to_round_is_refused(make: Make, wrong: object) -> None:
    with pytest.raises(FixtureError, match="must be one of: total, column"):
        make("setting", horizontal_rounded_on=wrong)
    with pytest.raises(FixtureError, match="must have a value"):
        make("setting", horizontal_rounded_on=None)
