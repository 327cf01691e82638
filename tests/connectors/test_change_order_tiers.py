"""PCCOs of projects with several tiers, read as the engine sees them (D-073)."""

from decimal import Decimal

import pytest

from engine.connectors.procore.books import ProcoreRestBooks
from engine.ports.procore import PrimeContractHeader
from engine.records.change_order import ChangeOrder

CONTRACT = "TI1|J1|OWNER"


@pytest.fixture
def ids(simulated, tiers: int) -> dict[str, int]:
    """A project of so many tiers and its contract."""
    project = simulated.make_in_procore(
        "project", name="A Tower", origin_id="TI1|J1", change_order_tiers=tiers
    )
    header = PrimeContractHeader("J1 Prime Contract", "Approved", CONTRACT, CONTRACT)
    contract_id = simulated.procore.create_prime_contract(project["id"], header)
    return {"project_id": project["id"], "contract_id": contract_id}


def one(books: ProcoreRestBooks, ids: dict[str, int]) -> ChangeOrder:
    (found,) = books.change_orders(ids["project_id"])
    return found


def part(amount: str, percentage: str) -> dict[str, object]:
    markup = {"name": "Fee", "markup_set": "vertical", "percentage": percentage}
    return {"lines": [{"amount": amount}], "markups": [markup]}


@pytest.mark.parametrize("tiers", [2])
def test_a_batch_is_one_pcco_with_the_lines_and_markups_of_its_parts(simulated, ids) -> None:
    make = simulated.make_in_procore
    make("change_order", **ids, tier="potential_change_order", **part("9.00", "1"))
    made = make(
        "change_order",
        **ids,
        title="May",
        status="approved",
        parts=[part("100.00", "10"), part("1.00", "50")],
    )
    found = one(simulated.procore, ids)
    assert (found.id, found.package_id) == (made["batch_id"], made["id"])
    assert (found.number, found.title, found.is_approved) == ("001", "May", True)
    assert found.grand_total == Decimal("111.50")
    holders = [part["id"] for part in made["parts"]]
    assert [(line.amount, line.holder_id) for line in found.lines] == [
        (Decimal("100.00"), holders[0]),
        (Decimal("1.00"), holders[1]),
    ]
    assert [(markup.percentage, markup.holder_id) for markup in found.markups] == [
        (Decimal(10), holders[0]),
        (Decimal(50), holders[1]),
    ]


@pytest.mark.parametrize("tiers", [2])
def test_what_no_package_has_taken_is_no_pcco(simulated, ids) -> None:
    make = simulated.make_in_procore
    make("change_order", **ids, tier="potential_change_order", status="approved")
    assert simulated.procore.change_orders(ids["project_id"]) == []
    make("change_order", **ids, title="Empty")
    found = one(simulated.procore, ids)
    assert (found.title, found.lines, found.markups) == ("Empty", (), ())


@pytest.mark.parametrize("tiers", [3])
def test_with_three_tiers_the_lines_come_without_their_contract_line(simulated, ids) -> None:
    make = simulated.make_in_procore
    make(
        "change_order",
        **ids,
        parts=[{"tier": "change_order_request", "parts": [part("100.00", "10")]}],
    )
    found = one(simulated.procore, ids)
    (line,) = found.lines
    assert (line.amount, line.prime_line_item_id) == (Decimal("100.00"), None)
    assert found.grand_total == Decimal("110.00")
    assert [markup.holder_id for markup in found.markups] == [line.holder_id]
