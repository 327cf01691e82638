"""What each fact is, out of records."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decisions.money import cents
from engine.decisions.pcco import ChangeOrderCase, pcco_facts
from engine.decisions.prime_contract import (
    ContractCase,
    erp_status_of,
    prime_contract_facts,
    status_word,
    unsynced_items,
)
from engine.decisions.project import project_facts
from engine.records.change_order import ChangeOrder, ChangeOrderLine
from engine.records.contract_key import ContractKey
from engine.records.financial_markup import FinancialMarkup, MarkupCalculation, MarkupSet
from engine.records.job import Job, PriceMethod
from engine.records.phase import Phase
from engine.records.prime_contract import ContractLine, PrimeContract
from engine.records.project import Project
from engine.records.spectrum_contract import BillingItem, SpectrumContract

KEY = ContractKey("TST", "24-101", "C101")
NOTHING = Decimal("0.00")
ITEMS = (
    BillingItem("0100", "Walls", Decimal("100.00")),
    BillingItem("0200", "Roof", Decimal("200.00")),
)
SPECTRUM = SpectrumContract(KEY, "Hall", PriceMethod.FIXED, Decimal("300.00"), NOTHING, ITEMS)


def contract(origin_id: str | None = KEY.origin_id, contract_id: int = 1) -> PrimeContract:
    lines = tuple(
        ContractLine(
            position,
            position,
            item.description,
            item.original_contract,
            KEY.billing_item_origin_id(item.code),
            item.code,
        )
        for position, item in enumerate(ITEMS, start=1)
    )
    return PrimeContract(
        contract_id, 1, "T", "Approved", NOTHING, NOTHING, NOTHING, origin_id, origin_id, lines
    )


def line(line_id: int, **values: object) -> ChangeOrderLine:
    base = ChangeOrderLine(line_id, line_id, f"Line {line_id}", NOTHING, 1, "01-011", 1, "L", 1)
    return replace(base, **values)  # type: ignore[arg-type]  # tests name fields by keyword


def order(**values: object) -> ChangeOrder:
    base = ChangeOrder(
        1, 1, 1, 1, "001", "T", "D", "approved", date(2020, 4, 8), NOTHING, "a", None, (), ()
    )
    return replace(base, **values)  # type: ignore[arg-type]  # tests name fields by keyword


def facts_of(change_order: ChangeOrder, **values: object) -> dict[str, object]:
    case = ChangeOrderCase(
        change_order,
        "not_sent",
        None,
        "001",
        (),
        contract().lines,
        None,
        None,
        (),
        (),
        NOTHING,
        NOTHING,
        None,
        True,
        False,
        False,
    )
    return dict(pcco_facts(replace(case, **values)))  # type: ignore[arg-type]  # by keyword


def test_a_line_is_unsynced_when_new_or_changed_since_the_last_sync() -> None:
    """X-02: changed counts as well, by description or amount."""
    known = {item.code: item for item in ITEMS}
    changes = (
        (ITEMS, []),
        ((*ITEMS, BillingItem("0300", "New", NOTHING)), ["0300"]),
        ((replace(ITEMS[0], original_contract=Decimal("100.01")), ITEMS[1]), ["0100"]),
        ((ITEMS[0], replace(ITEMS[1], description="Roofing")), ["0200"]),
        ((ITEMS[1],), []),
    )
    for items, expected in changes:
        spectrum = replace(SPECTRUM, billing_items=items)
        case = ContractCase(spectrum, contract(), False, known, (), ())
        assert [item.code for item in unsynced_items(case)] == expected


def test_without_a_record_of_the_last_sync_the_lines_in_procore_tell() -> None:
    case = ContractCase(SPECTRUM, contract(), False, None, (), ())
    assert unsynced_items(case) == []
    assert len(unsynced_items(replace(case, contract=None))) == 2


def _removable(**values: object) -> object:
    """The fact, for a contract of two lines of which Spectrum has the first only."""
    spectrum = replace(SPECTRUM, billing_items=ITEMS[:1])
    known = {item.code: item for item in ITEMS}
    case = ContractCase(spectrum, contract(), False, known, (), (), removes_deleted_lines=True)
    facts = prime_contract_facts(replace(case, **values))  # type: ignore[arg-type]  # by keyword
    return facts["prime_contract.removable_line_count"]


def test_a_line_gone_from_spectrum_may_go_with_consent_unless_a_pcco_names_it() -> None:
    names_other = order(lines=(line(7, prime_line_item_id=1),))
    names_it = order(lines=(line(7, prime_line_item_id=2),), status="draft")
    fee = FinancialMarkup(
        1, "Fee", MarkupSet.VERTICAL, 1, Decimal(5), MarkupCalculation.BASIC, (), (), None, 2
    )
    assert _removable() == 1
    assert _removable(removes_deleted_lines=False) == 0
    assert _removable(change_orders=(names_other,)) == 1
    assert _removable(change_orders=(names_other, names_it)) == 0
    assert _removable(change_orders=(order(markups=(fee,)),)) == 0
    assert _removable(spectrum=SPECTRUM) == 0
    assert _removable(spectrum=None) == 0
    assert _removable(contract=None, last_synced=None) == 0


def test_a_line_that_was_removed_counts_until_that_is_recorded() -> None:
    removed = replace(contract(), lines=contract().lines[:1])
    assert _removable(contract=removed) == 1
    assert _removable(contract=removed, last_synced={ITEMS[0].code: ITEMS[0]}) == 0
    added = replace(contract().lines[1], origin_id=None, origin_data=None)
    by_hand = replace(contract(), lines=(contract().lines[0], added))
    assert _removable(contract=by_hand, last_synced=None) == 0


def test_a_contract_is_synced_by_its_erp_id_once_its_import_has_ended() -> None:
    assert erp_status_of(None, False) == "ready_to_import"
    assert erp_status_of(contract(None), False) == "ready_to_import"
    assert erp_status_of(contract(), True) == "ready_to_import"
    assert erp_status_of(contract(), False) == "synced"


def test_only_approved_pccos_of_this_contract_count() -> None:
    orders = (order(), order(status="draft"), order(contract_id=2))
    case = ContractCase(SPECTRUM, contract(), False, None, ("Elsewhere", "Twice"), orders)
    facts = prime_contract_facts(case)
    assert facts["prime_contract.approved_pcco_count"] == 1
    assert facts["prime_contract.other_project_names"] == "Elsewhere, Twice"


@pytest.mark.parametrize(
    ("status", "word"),
    [("Approved", "approved"), ("Out For Bid", "out_for_bid"), ("Draft", "draft")],
)
def test_status_words(status: str, word: str) -> None:
    assert status_word(status) == word


def test_other_contracts_of_the_project_are_counted() -> None:
    project = Project(1, "Hall", "24-101", "TST|24-101", True)
    contracts = (contract(), contract("TST|24-102|C102", 2), contract(None, 3))
    job = Job("TST", "24-101", "Hall", "A", "C101", PriceMethod.FIXED, NOTHING)
    facts = project_facts(project, contracts, KEY, job)
    assert facts == {
        "project.is_prime_contracts_tool_active": True,
        "project.other_synced_contract_count": 1,
        "job.is_synced": True,
        "job.is_active": True,
    }
    moved = replace(project, origin_id="TST|24-999")
    closed = replace(job, status_code="C")
    facts = project_facts(moved, contracts, KEY, closed)
    assert (facts["job.is_synced"], facts["job.is_active"]) == (False, False)


def test_lines_are_named_by_position_and_description() -> None:
    facts = facts_of(
        order(
            lines=(
                line(1, prime_line_item_id=None),
                line(2, prime_line_item_id=99),
                line(3, cost_code=None),
                line(4, cost_type=None),
                line(5),
            )
        )
    )
    assert facts["pcco.lines_without_associated_line"] == "1 Line 1"
    assert facts["pcco.lines_without_billing_item"] == "2 Line 2"
    assert facts["pcco.lines_without_cost_code"] == "3 Line 3, 4 Line 4"


def test_the_longest_codes_are_those_spectrum_would_receive() -> None:
    long_item = replace(contract().lines[0], id=7, origin_data="03000-CONCR")
    markup = FinancialMarkup(
        1, "Fee", MarkupSet.VERTICAL, 1, NOTHING, MarkupCalculation.BASIC, (), (), None, 7
    )
    lines = (line(1, cost_code="01-23-45"), line(2, cost_code="0123456", cost_type="LABR"))
    facts = facts_of(
        order(lines=lines, markups=(markup,)), contract_lines=(*contract().lines, long_item)
    )
    assert facts["pcco.longest_cost_code"] == "0123456"
    assert facts["pcco.longest_cost_type"] == "LABR"
    assert facts["pcco.longest_billing_item"] == "03000-CONCR"


def test_lines_are_named_whose_phase_the_job_lacks_or_has_as_complete() -> None:
    """D-153: the pair of phase and cost type has to be there, active or inactive."""
    phases = [
        Phase("24-101", "01011", "L", "Labour", "A"),
        Phase("24-101", "01011", "M", "Material", "C"),
        Phase("24-101", "02200", "L", "Rock", "I"),
    ]
    lines = (
        line(1),
        line(2, cost_type="M"),
        line(3, cost_code="02-200"),
        line(4, cost_code="02-200", cost_type="M"),
        line(5, cost_code="03-300"),
        line(6, cost_code=None),
        line(7, cost_type=None),
    )
    facts = facts_of(order(lines=lines), phases=phases)
    lacking = "4 Line 4 (phase 02200, cost type M), 5 Line 5 (phase 03300, cost type L)"
    assert facts["pcco.lines_without_phase"] == lacking
    assert facts["pcco.lines_with_complete_phase"] == "2 Line 2 (phase 01011, cost type M)"
    all_of_them = facts_of(order(lines=lines), phases=[])["pcco.lines_without_phase"]
    assert str(all_of_them).count("phase") == 5
    unknown = facts_of(order(lines=lines), phases=None)
    assert unknown["pcco.lines_without_phase"] is None
    assert unknown["pcco.lines_with_complete_phase"] is None


def test_lines_and_markups_are_named_whose_billing_item_the_contract_lacks() -> None:
    """D-158: the service makes no billing items. What names none is another rule's."""
    by_hand = replace(contract().lines[0], id=3, origin_id=None, origin_data=None)
    lines = (line(1), line(2, prime_line_item_id=2), line(3, prime_line_item_id=None))
    markup = FinancialMarkup(
        1, "Fee", MarkupSet.VERTICAL, 1, NOTHING, MarkupCalculation.BASIC, (), (), None, 2
    )
    change_order = order(lines=(*lines, line(4, prime_line_item_id=3)), markups=(markup,))

    def lacking(codes: frozenset[str] | None) -> object:
        held = (*contract().lines, by_hand)
        facts = facts_of(change_order, contract_lines=held, billing_item_codes=codes)
        return facts["pcco.billing_items_not_in_spectrum"]

    gone = "2 Line 2 (billing item 0200), markup Fee (billing item 0200)"
    assert lacking(frozenset({"0100"})) == gone
    assert lacking(frozenset({"0100", "0200"})) is None
    assert lacking(None) is None


def test_the_largest_amount_is_the_one_farthest_from_zero() -> None:
    facts = facts_of(
        order(),
        estimates=(Decimal("-500.00"),),
        revenues=(Decimal("499.99"),),
    )
    assert facts["pcco.largest_amount_cents"] == -50_000
    assert facts["pcco.billing_line_count"] == 1


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_cents_are_exact(amount_cents: int) -> None:
    assert cents(Decimal(amount_cents) / 100) == amount_cents


def test_a_fraction_of_a_cent_is_refused() -> None:
    with pytest.raises(ValueError, match=r"1\.005 has a fraction of a cent"):
        cents(Decimal("1.005"))


def test_the_total_counts_where_it_is_farther_from_zero_than_any_line() -> None:
    amounts = (Decimal("6000000000.00"), Decimal("5000000000.00"))
    facts = facts_of(order(), estimates=(), revenues=amounts, billed_total=sum(amounts))
    assert facts["pcco.largest_amount_cents"] == 1_100_000_000_000


def test_amounts_that_cents_cannot_hold_are_named_as_they_are() -> None:
    """1.5 hours of 3.3367 are 5.00505."""
    whole = line(1, description="Soil", amount=Decimal("5.000"))
    parts = line(2, description="Rock", amount=Decimal("5.00505"))
    found = facts_of(replace(order(), lines=(whole, parts)))
    assert found["pcco.amounts_with_parts_of_a_cent"] == "2 Rock 5.00505"
    assert facts_of(order())["pcco.amounts_with_parts_of_a_cent"] is None


def test_the_header_is_compared_at_the_nearest_cent() -> None:
    facts = facts_of(
        replace(order(), grand_total=Decimal("5.00505")),
        billed_total=Decimal("5.00"),
        rounding_difference=Decimal("0.01"),
    )
    assert facts["pcco.header_minus_lines_cents"] == 1
    assert facts["pcco.unexplained_difference_cents"] == 0
    assert facts["pcco.about_the_difference"] == "rounding explains 0.01 of it"
