"""Procore's books against the simulated Procore, in-process and over sockets."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from engine.connectors.procore.books import ProcoreRestBooks
from engine.ports.outcomes import Refused
from engine.ports.procore import ContractLineValues, ExternalLink, PrimeContractHeader
from engine.records.change_order import ChangeOrder, ChangeOrderLine
from engine.records.financial_markup import (
    ConditionSegment,
    MarkupCalculation,
    MarkupCondition,
    MarkupSet,
)
from engine.records.prime_contract import ContractLine
from engine.records.project import Project
from engine.records.user_rights import AccessLevel, UserRights

CONTRACT = "TI1|J1|OWNER"
HEADER = PrimeContractHeader("J1 Prime Contract", "Approved", CONTRACT, CONTRACT)


@pytest.fixture
def project_id(simulated) -> int:
    made = simulated.make_in_procore(
        "project", name="A Tower", number="J1", origin_id="TI1|J1", change_order_tiers=1
    )
    return int(made["id"])


def _line(item: str, amount: str, description: str = "Line") -> ContractLineValues:
    return ContractLineValues(f"{CONTRACT}|{item}", item, description, Decimal(amount))


def test_active_projects_by_id(simulated, project_id: int) -> None:
    make = simulated.make_in_procore
    other = make("project", name="A Bridge", prime_contracts_tool=False)["id"]
    make("project", name="Old", active=False)
    assert simulated.procore.projects() == [
        Project(project_id, "A Tower", "J1", "TI1|J1", has_prime_contracts_tool=True),
        Project(other, "A Bridge", "", None, has_prime_contracts_tool=False),
    ]


def test_more_projects_than_fit_on_a_page(simulated) -> None:
    made = [simulated.make_in_procore("project", name=f"P{n}")["id"] for n in range(205)]
    assert [project.id for project in simulated.procore.projects()] == sorted(made)


def test_a_contract_is_created_with_its_lines_and_read_back(simulated, project_id: int) -> None:
    books = simulated.procore
    contract_id = books.create_prime_contract(project_id, HEADER)
    books.sync_contract_lines(
        project_id, contract_id, [_line("20", "700.07", "Stéél"), _line("10", "-0.07", "")]
    )
    contract = books.prime_contract(project_id, contract_id)
    assert (contract.id, contract.project_id) == (contract_id, project_id)
    assert (contract.title, contract.status) == ("J1 Prime Contract", "Approved")
    assert (contract.origin_id, contract.origin_data) == (CONTRACT, CONTRACT)
    assert contract.grand_total == Decimal("700.00")
    assert contract.approved_change_orders == Decimal("0.00")
    assert contract.revised_contract_amount == Decimal("700.00")
    assert [(line.position, line.description, line.amount) for line in contract.lines] == [
        (1, "Stéél", Decimal("700.07")),
        (2, "", Decimal("-0.07")),
    ]
    assert [(line.origin_id, line.origin_data) for line in contract.lines] == [
        (f"{CONTRACT}|20", "20"),
        (f"{CONTRACT}|10", "10"),
    ]
    assert list(books.prime_contracts(project_id)) == [contract]


def test_an_amount_beyond_cents_is_read_as_it_is(simulated, project_id: int) -> None:
    """Procore keeps more places than the ERP has."""
    lines = [{"amount": amount} for amount in ("-12345.6789", "0.005")]
    made = simulated.make_in_procore("prime_contract", project_id=project_id, lines=lines)
    contract = simulated.procore.prime_contract(project_id, int(made["id"]))
    assert [str(line.amount) for line in contract.lines] == ["-12345.6789", "0.005"]


def test_lines_are_found_again_by_their_origin_id(simulated, project_id: int) -> None:
    books = simulated.procore
    contract_id = books.create_prime_contract(project_id, HEADER)
    books.sync_contract_lines(project_id, contract_id, [_line("10", "1.00"), _line("20", "2.00")])
    before = books.prime_contract(project_id, contract_id).lines
    books.sync_contract_lines(project_id, contract_id, [_line("20", "2.50"), _line("30", "3.00")])
    after = books.prime_contract(project_id, contract_id).lines
    assert after[0] == before[0]
    assert after[1] == ContractLine(
        before[1].id, 2, "Line", Decimal("2.50"), f"{CONTRACT}|20", "20"
    )
    assert [line.origin_data for line in after] == ["10", "20", "30"]


def test_a_header_is_written_anew(simulated, project_id: int) -> None:
    books = simulated.procore
    contract_id = books.create_prime_contract(project_id, HEADER)
    header = PrimeContractHeader("Another title", "Complete", f"{CONTRACT}2", "x")
    books.update_prime_contract(project_id, contract_id, header)
    contract = books.prime_contract(project_id, contract_id)
    assert (
        PrimeContractHeader(
            contract.title, contract.status, contract.origin_id or "", contract.origin_data or ""
        )
        == header
    )


def test_an_origin_id_that_is_taken_is_refused(simulated, project_id: int) -> None:
    simulated.procore.create_prime_contract(project_id, HEADER)
    other = simulated.make_in_procore("project", name="Another")["id"]
    with pytest.raises(Refused, match="origin_id"):
        simulated.procore.create_prime_contract(other, HEADER)
    assert simulated.procore.prime_contracts(other) == []


def test_what_is_not_there_is_refused(simulated, project_id: int) -> None:
    with pytest.raises(Refused, match=r"read prime contract: HTTP 404"):
        simulated.procore.prime_contract(project_id, 99)


@dataclass
class Written:
    """A contract with two lines and what a change order on it needs."""

    project_id: int
    contract_id: int
    line_ids: tuple[int, int]
    cost_code_id: int
    cost_type_id: int


@pytest.fixture
def written(simulated, project_id: int) -> Written:
    books, make = simulated.procore, simulated.make_in_procore
    contract_id = books.create_prime_contract(project_id, HEADER)
    books.sync_contract_lines(project_id, contract_id, [_line("10", "1.00"), _line("20", "2.00")])
    first, second = (line.id for line in books.prime_contract(project_id, contract_id).lines)
    cost_code = make("cost_code", project_id=project_id, code="01-011", name="Concrete")
    cost_type = make("line_item_type", code="L", name="Labour")
    make("user", login="pm@tieout.example", name="Pat Manager")
    return Written(project_id, contract_id, (first, second), cost_code["id"], cost_type["id"])


def change_order_of(books: ProcoreRestBooks, project_id: int, change_order_id: int) -> ChangeOrder:
    (found,) = (one for one in books.change_orders(project_id) if one.id == change_order_id)
    return found


def test_a_line_is_removed_and_a_second_time_it_is_refused(simulated, written: Written) -> None:
    books, (first, second) = simulated.procore, written.line_ids
    books.remove_contract_line(written.project_id, written.contract_id, second)
    held = books.prime_contract(written.project_id, written.contract_id).lines
    assert [line.id for line in held] == [first]
    with pytest.raises(Refused, match=r"remove prime contract line: HTTP 404"):
        books.remove_contract_line(written.project_id, written.contract_id, second)


def test_a_line_that_a_change_orders_line_names_is_not_removed(simulated, written: Written) -> None:
    _change_order(simulated, written)
    named = written.line_ids[1]
    with pytest.raises(Refused, match=r"remove prime contract line: HTTP 422"):
        simulated.procore.remove_contract_line(written.project_id, written.contract_id, named)
    held = simulated.procore.prime_contract(written.project_id, written.contract_id).lines
    assert tuple(line.id for line in held) == written.line_ids


def _change_order(simulated, written: Written, **changed: object) -> dict:
    return simulated.make_in_procore(
        "change_order",
        **{
            "project_id": written.project_id,
            "contract_id": written.contract_id,
            "number": "001",
            "title": "Steel",
            "description": "More steel",
            "status": "approved",
            "reviewed_at": "2020-04-08T23:59:59Z",
            "created_by": "pm@tieout.example",
            "lines": [
                {
                    "amount": "299.00",
                    "description": "Beams",
                    "cost_code_id": written.cost_code_id,
                    "line_item_type_id": written.cost_type_id,
                    "prime_line_item_id": written.line_ids[1],
                },
                {"amount": "-9.50"},
            ],
            **changed,
        },
    )


def test_a_change_order_put_together(simulated, written: Written) -> None:
    made = _change_order(
        simulated,
        written,
        markups=[{"name": "Fee", "markup_set": "vertical", "percentage": "15.00",
                  "prime_line_item_id": written.line_ids[0]}],
    )  # fmt: skip
    found = change_order_of(simulated.procore, written.project_id, made["id"])
    assert (found.id, found.project_id) == (made["id"], written.project_id)
    assert (found.contract_id, found.package_id) == (written.contract_id, made["package"]["id"])
    assert (found.number, found.title, found.description) == ("001", "Steel", "More steel")
    assert found.is_approved
    assert found.approved_date == date(2020, 4, 8)
    assert found.created_by_login == "pm@tieout.example"
    assert found.origin_id is None
    assert found.grand_total == Decimal("332.93")  # 289.50 and 15 % of it, half up
    first, second = found.lines
    assert first == ChangeOrderLine(
        id=first.id, position=1, description="Beams", amount=Decimal("299.00"),
        cost_code_id=written.cost_code_id, cost_code="01-011",
        cost_type_id=written.cost_type_id, cost_type="L",
        prime_line_item_id=written.line_ids[1], holder_id=made["potential_change_order_id"],
    )  # fmt: skip
    assert second == ChangeOrderLine(
        second.id,
        2,
        "",
        Decimal("-9.50"),
        *(None, None, None, None, None),
        made["potential_change_order_id"],
    )
    (fee,) = found.markups
    assert (fee.name, fee.markup_set, fee.position) == ("Fee", MarkupSet.VERTICAL, 1)
    assert (fee.percentage, fee.calculation) == (Decimal("15.00"), MarkupCalculation.BASIC)
    assert (fee.lump_sum, fee.prime_line_item_id) == (None, written.line_ids[0])
    assert list(simulated.procore.change_orders(written.project_id)) == [found]


def test_every_kind_of_markup(simulated, written: Written) -> None:
    def markup(name: str, **changed: object) -> dict[str, object]:
        return {"name": name, "markup_set": "horizontal", "percentage": "1.5", **changed}

    made = _change_order(
        simulated,
        written,
        markups=[
            markup("basic"),
            markup("above", compound="above"),
            markup("selective", compound={"type": "selective", "selections": ["basic"]}),
            markup("iterative", markup_set="vertical", compound="iterative"),
            markup("lump", markup_set="vertical", lump_sum_amount="12.34"),
            markup("conditional", conditions=[
                {"match_type": "includes", "segment": "cost_code",
                 "item_ids": [written.cost_code_id]},
                {"match_type": "excludes", "segment": "cost_type",
                 "item_ids": [written.cost_type_id]},
            ]),
        ],
    )  # fmt: skip
    found = change_order_of(simulated.procore, written.project_id, made["id"])
    by_name = {each.name: each for each in found.markups}
    assert [each.name for each in found.markups] == [
        "basic", "above", "selective", "conditional", "iterative", "lump",
    ]  # fmt: skip
    assert {name: each.calculation for name, each in by_name.items()} == {
        "basic": MarkupCalculation.BASIC,
        "above": MarkupCalculation.COMPOUNDS_ABOVE,
        "selective": MarkupCalculation.SELECTIVE,
        "conditional": MarkupCalculation.BASIC,
        "iterative": MarkupCalculation.ITERATIVE,
        "lump": MarkupCalculation.BASIC,
    }
    assert by_name["selective"].selections == (by_name["basic"].id,)
    assert by_name["lump"].lump_sum == Decimal("12.34")
    assert by_name["conditional"].conditions == (
        MarkupCondition(ConditionSegment.COST_CODE, False, frozenset({written.cost_code_id})),
        MarkupCondition(ConditionSegment.COST_TYPE, True, frozenset({written.cost_type_id})),
    )


def test_a_change_order_with_more_lines_than_fit_on_a_page(simulated, written: Written) -> None:
    made = _change_order(simulated, written, lines=[{"amount": f"{n}.01"} for n in range(130)])
    found = change_order_of(simulated.procore, written.project_id, made["id"])
    assert [line.amount for line in found.lines] == [Decimal(f"{n}.01") for n in range(130)]


def test_a_draft_without_lines_has_neither_date_nor_markups(simulated, written: Written) -> None:
    made = _change_order(simulated, written, status="draft", reviewed_at=None, lines=[])
    found = change_order_of(simulated.procore, written.project_id, made["id"])
    assert (found.approved_date, found.lines, found.markups) == (None, (), ())
    assert not found.is_approved


def test_approved_change_orders_count_in_the_contract(simulated, written: Written) -> None:
    _change_order(simulated, written)
    contract = simulated.procore.prime_contract(written.project_id, written.contract_id)
    assert contract.approved_change_orders == Decimal("289.50")
    assert contract.revised_contract_amount == Decimal("292.50")


def test_links_are_set_read_and_removed(simulated, written: Written) -> None:
    books = simulated.procore
    made = _change_order(simulated, written)
    package_id = made["package"]["id"]
    line_id = change_order_of(books, written.project_id, made["id"]).lines[0].id
    links = [
        ExternalLink("change_order", package_id, f"{CONTRACT}|CR|001", None, "hash"),
        ExternalLink("line_item", line_id, f"{CONTRACT}|CR|001|{line_id}", "10"),
    ]
    books.write_external_links(links)
    assert books.external_links("change_order", [package_id, 99]) == links[:1]
    assert books.external_links("line_item", [line_id]) == links[1:]
    assert change_order_of(books, written.project_id, made["id"]).origin_id == f"{CONTRACT}|CR|001"
    books.write_external_links([ExternalLink("change_order", package_id, None)])
    assert books.external_links("change_order", [package_id]) == []
    assert change_order_of(books, written.project_id, made["id"]).origin_id is None


def test_an_item_with_an_erp_code_alone_is_not_linked(simulated, written: Written) -> None:
    package_id = _change_order(simulated, written)["package"]["id"]
    simulated.procore.write_external_links(
        [ExternalLink("change_order", package_id, None, "a code")]
    )
    assert simulated.procore.external_links("change_order", [package_id]) == []


def test_links_that_are_not_taken_are_named(simulated, written: Written) -> None:
    first = _change_order(simulated, written)["package"]["id"]
    second = _change_order(simulated, written, number="002")["package"]["id"]
    simulated.procore.write_external_links([ExternalLink("change_order", first, "taken")])
    with pytest.raises(Refused) as caught:
        simulated.procore.write_external_links(
            [ExternalLink("change_order", second, "taken"), ExternalLink("change_order", 7, "new")]
        )
    assert f"change_order {second}: origin_id" in caught.value.detail
    assert "change_order 7: " in caught.value.detail


@pytest.mark.parametrize("level", ["none", "read_only", "standard", "admin"])
def test_rights_of_a_person(simulated, project_id: int, level: str) -> None:
    # The search finds her too, and first.
    simulated.make_in_procore(
        "user", login="joann@tieout.example", erp_integrations="read_only",
        projects=[{"project_id": project_id, "prime_contracts": "read_only"}],
    )  # fmt: skip
    other = simulated.make_in_procore("project", name="Another")["id"]
    made = simulated.make_in_procore(
        "user", login="Ann@tieout.example", name="Ann", erp_integrations=level,
        can_push_to_accounting=level == "admin",
        projects=[{"project_id": project_id, "prime_contracts": level}],
    )  # fmt: skip
    expected = UserRights(
        made["id"], "ann@tieout.example", AccessLevel(level), AccessLevel(level), level == "admin"
    )
    rights = simulated.procore.user_rights
    assert rights("ann@tieout.example", project_id) == expected
    for elsewhere in (other, None):
        assert rights("ann@tieout.example", elsewhere) == UserRights(
            made["id"], "ann@tieout.example", AccessLevel(level), AccessLevel.NONE,
            level == "admin",
        )  # fmt: skip


def test_rights_of_nobody_are_refused(simulated, project_id: int) -> None:
    with pytest.raises(Refused, match="the company has no user with the login 'nobody'"):
        simulated.procore.user_rights("nobody", project_id)


def test_a_token_that_runs_out_is_renewed_unseen(simulated, project_id: int) -> None:
    simulated.procore.prime_contracts(project_id)
    simulated.simulation.world.clock.advance(timedelta(hours=2))
    contract_id = simulated.procore.create_prime_contract(project_id, HEADER)
    assert [each.id for each in simulated.procore.prime_contracts(project_id)] == [contract_id]


def test_the_company_header_is_always_sent(simulated, project_id: int) -> None:
    simulated.make_in_procore("setting", strict_company_header=True)
    simulated.procore.projects()
    simulated.procore.create_prime_contract(project_id, HEADER)
