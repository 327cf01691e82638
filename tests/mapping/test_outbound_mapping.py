"""A change order on its way to Spectrum, row by row (D-184 to D-195)."""

from datetime import date
from decimal import Decimal

import pytest

from engine.mapping.outbound import expected_export
from engine.mapping.refusal import MappingRefused
from engine.markup import MarkupSettings, price_change_order
from engine.ports.spectrum import ChangeRequestEntry
from engine.records.change_request import BillingLine, ChangeRequest, ChangeRequestStatus, CostLine
from engine.records.contract_key import ContractKey
from engine.records.financial_markup import MarkupSet
from engine.records.prime_contract import ContractLine

KEY = ContractKey("100", "J-2001", "CUST01")
APPROVED_ON = date(2020, 4, 9)


def refusal_of(export, change_order, **choices):
    with pytest.raises(MappingRefused) as refusal:
        export(change_order, **choices)
    return refusal.value


def test_every_row_value_by_value(export, change_order, line, markup):
    pcco = change_order(
        (line(1, "1000.00", description="Posts", prime_line_item_id=2),),
        (markup(5, "3", markup_set=MarkupSet.HORIZONTAL), markup(6, "1")),
    )
    exported = export(pcco)

    assert exported.change_request == ChangeRequest(
        contract=KEY,
        number="001",
        description="Temporary fence",
        status_code="A",
        approved_date=APPROVED_ON,
        change_order_number="",
        cost_lines=(CostLine("01001", "L", Decimal("1000.00")),),
        billing_lines=(BillingLine("0200", "Temporary fence", Decimal("1040.30")),),
    )
    assert exported.note == "Posts"


def test_one_entry_a_detail_line_costs_first(export, change_order, line):
    pcco = change_order((line(1, "10.00"), line(2, "-4.00", prime_line_item_id=3)))
    header = {
        "contract": KEY,
        "number": "001",
        "description": "Temporary fence",
        "status_code": "A",
        "approved_date": APPROVED_ON,
    }
    billing = {"billing_description": "Temporary fence"}
    assert export(pcco).entries == (
        ChangeRequestEntry(
            **header, phase_code="01001", cost_type="L", estimate_amount=Decimal("10.00")
        ),
        ChangeRequestEntry(
            **header, phase_code="01002", cost_type="L", estimate_amount=Decimal("-4.00")
        ),
        ChangeRequestEntry(
            **header, **billing, billing_item_code="0100", revenue_amount=Decimal("10.00")
        ),
        ChangeRequestEntry(
            **header, **billing, billing_item_code="0300", revenue_amount=Decimal("-4.00")
        ),
    )


def test_a_change_order_without_lines_is_a_header_alone(export, change_order):
    exported = export(change_order(()))
    assert [entry.number for entry in exported.entries] == ["001"]
    assert exported.change_request.cost_lines == exported.change_request.billing_lines == ()


@pytest.mark.parametrize(
    ("status", "expected"),
    [("A", APPROVED_ON), ("B", APPROVED_ON), ("C", None), ("P", None), ("R", None)],
)
def test_the_approved_date_goes_with_action_types_1_and_2(
    export, change_order, line, status, expected
):
    request = export(change_order((line(1, "1.00"),)), status=status).change_request
    assert (request.status_code, request.approved_date) == (status, expected)


def test_lines_with_the_same_phase_and_cost_type_are_added_up(export, change_order, line):
    pcco = change_order(
        (
            line(1, "10.00", cost_code="02-100", cost_type="M", description="Gate"),
            line(2, "5.00", cost_code="01-100", cost_type="M", description="Sign"),
            line(3, "2.50", cost_code="02-100", cost_type="M", description="Lock"),
            line(4, "1.00", cost_code="02-100", cost_type="L", description="Gate"),
            line(5, "0.50", cost_code="02-100", cost_type="M", description="Gate"),
        )
    )
    exported = export(pcco)
    assert exported.change_request.cost_lines == (
        CostLine("02100", "M", Decimal("13.00")),
        CostLine("01100", "M", Decimal("5.00")),
        CostLine("02100", "L", Decimal("1.00")),
    )
    assert exported.note.splitlines() == ["Gate; Lock", "Sign", "Gate"]


def test_lines_with_the_same_billing_item_are_added_up(export, change_order, line, markup):
    pcco = change_order(
        (
            line(1, "10.00", prime_line_item_id=3),
            line(2, "20.00", prime_line_item_id=1),
            line(3, "30.00", prime_line_item_id=3),
        ),
        (markup(1, "10"),),
    )
    assert [
        (billing.billing_item_code, str(billing.revenue_amount))
        for billing in export(pcco).change_request.billing_lines
    ] == [("0300", "44.00"), ("0100", "22.00")]


def test_lines_of_no_amount_are_kept(export, change_order, line):
    request = export(change_order((line(1, "0.00"),))).change_request
    assert request.cost_lines == (CostLine("01001", "L", Decimal("0.00")),)
    assert [str(billing.revenue_amount) for billing in request.billing_lines] == ["0.00"]


def test_vertical_markup_goes_to_its_prime_contract_item(export, change_order, line, markup):
    pcco = change_order(
        (line(1, "100.00", prime_line_item_id=1), line(2, "300.00", prime_line_item_id=2)),
        (
            markup(1, "10", prime_line_item_id=3),
            markup(2, "1"),
            markup(3, "5", prime_line_item_id=1),
            markup(4, "2", markup_set=MarkupSet.HORIZONTAL),
        ),
    )
    request = export(pcco).change_request
    assert [
        (billing.billing_item_code, str(billing.revenue_amount))
        for billing in request.billing_lines
    ] == [("0100", "123.42"), ("0200", "309.06"), ("0300", "40.80")]
    assert request.estimate_total == Decimal("400.00")


def test_the_other_reading_puts_horizontal_markup_into_the_estimate(
    edited_rulebook, export, change_order, line, markup
):
    """E-25: 1,000.00 by D-256, 1,030.00 by D-259."""
    pcco = change_order(
        (line(1, "1000.00"),), (markup(5, "3", markup_set=MarkupSet.HORIZONTAL), markup(6, "1"))
    )
    book = edited_rulebook(
        "markup/prime_contract_change_order.yaml",
        "is: line_amount\n",
        "is: line_amount_with_horizontal_markup\n",
    )
    ours, other = export(pcco).change_request, export(pcco, book=book).change_request
    assert (ours.estimate_total, other.estimate_total) == (Decimal("1000.00"), Decimal("1030.00"))
    assert ours.revenue_total == other.revenue_total == Decimal("1040.30")


def test_vertical_markup_without_item_can_be_refused(
    edited_rulebook, export, change_order, line, markup
):
    book = edited_rulebook(
        "markup/prime_contract_change_order.yaml",
        "is: in_proportion_to_billing_items",
        "is: refused",
    )
    assigned = change_order((line(1, "100.00"),), (markup(6, "1", prime_line_item_id=2),))
    assert export(assigned, book=book).change_request.revenue_total == Decimal("101.00")
    unassigned = change_order((line(1, "100.00"),), (markup(6, "1"),))
    assert str(refusal_of(export, unassigned, book=book)) == (
        'PCCO 001 markup 6 "Markup 6": ARChangeRequest.CR_Billing_Item_Code: the rulebook refuses '
        "vertical markup without an ERP Prime Contract Item; found 1.00. "
        "Choose the markup's ERP Prime Contract Item."
    )


def test_a_long_description_leaves_the_billing_description_to_spectrum(export, change_order, line):
    """D-199: 30 characters fit there; a longer text is left blank, never cut."""
    fits, too_long = "x" * 30, "x" * 31
    lines = (line(1, "1.00"),)
    assert export(change_order(lines, description=fits)).entries[1].billing_description == fits
    exported = export(change_order(lines, description=too_long))
    assert exported.entries[1].billing_description is None
    assert exported.change_request.billing_lines[0].description == ""
    assert exported.change_request.description == too_long


def test_notes_that_do_not_fit_are_not_sent(export, change_order, line):
    fits = export(change_order((line(1, "1.00", description="x" * 1000),)))
    assert len(fits.note) == 1000
    assert export(change_order((line(1, "1.00", description="x" * 1001),))).note == ""
    blank = (line(1, "1.00", description=" "), line(2, "1.00", description=""))
    assert export(change_order(blank)).note == ""


def test_each_description_is_one_line_of_the_notes(export, change_order, line):
    lines = (line(1, "1.00", description="Gate\n  and post"), line(2, "1.00", description=""))
    assert export(change_order((*lines, line(3, "1.00")))).note == "Gate and post\n\nLine 3"


@pytest.mark.parametrize(
    ("changed", "field", "limit"),
    [
        ({"number": "123456789"}, "ARChangeRequest.Change_Request_Number", 8),
        ({"description": "x" * 251}, "ARChangeRequest.CR_Description", 250),
    ],
)
def test_a_header_text_too_long_is_refused(export, change_order, line, changed, field, limit):
    exact = {name: text[:-1] for name, text in changed.items()}
    assert export(change_order((line(1, "1.00"),), **exact)).entries
    refusal = refusal_of(export, change_order((line(1, "1.00"),), **changed))
    assert (refusal.field, refusal.limit, refusal.actual) == (field, limit, limit + 1)
    assert refusal.problem == f"at most {limit} characters fit and this has {limit + 1}"


@pytest.mark.parametrize(
    ("changed", "field", "limit"),
    [
        ({"cost_code": "1-2" * 10 + "3"}, "ARChangeRequest.CR_Phase_Code", 20),
        ({"cost_type": "LABX"}, "ARChangeRequest.CR_Cost_Type", 3),
    ],
)
def test_a_line_text_too_long_is_refused(export, change_order, line, changed, field, limit):
    exact = {name: text[:-1] for name, text in changed.items()}
    assert export(change_order((line(1, "1.00"), line(2, "1.00", **exact)))).entries
    refusal = refusal_of(export, change_order((line(1, "1.00"), line(2, "1.00", **changed))))
    assert refusal.record == "PCCO 001 line 2"
    assert (refusal.field, refusal.limit, refusal.actual) == (field, limit, limit + 1)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"cost_code": None},
            "PCCO 001 line 1: ARChangeRequest.CR_Phase_Code: there is no value to send; found "
            "nothing. Fill pcco_line.cost_code.",
        ),
        (
            {"cost_code": "--"},
            "PCCO 001 line 1: ARChangeRequest.CR_Phase_Code: there is no value to send; found "
            "nothing. Fill pcco_line.cost_code.",
        ),
        (
            {"cost_type": " "},
            "PCCO 001 line 1: ARChangeRequest.CR_Cost_Type: there is no value to send; found "
            "nothing. Fill pcco_line.cost_type.",
        ),
        (
            {"prime_line_item_id": None},
            "PCCO 001 line 1: ARChangeRequest.CR_Billing_Item_Code: there is no value to send; "
            "found nothing. Fill associated_line.billing_item_code.",
        ),
        (
            {"prime_line_item_id": 77},
            "PCCO 001 line 1: ARChangeRequest.CR_Billing_Item_Code: the prime contract has no such "
            "line; found prime contract line 77. "
            "Choose a line of this contract as the associated line item.",
        ),
    ],
)
def test_a_line_without_a_key_is_refused(export, change_order, line, changed, message):
    assert str(refusal_of(export, change_order((line(1, "1.00", **changed),)))) == message


def test_an_added_up_amount_beyond_spectrums_is_refused(export, change_order, line):
    most = "9999999999.99"
    assert export(change_order((line(1, most),))).change_request.revenue_total == Decimal(most)
    pcco = change_order((line(1, most), line(2, "0.01", cost_code="01-001")))
    refusal = refusal_of(export, pcco)
    assert refusal.record == "PCCO 001 phase 01001 cost type L"
    assert (refusal.limit, refusal.actual) == (10, 11)


def test_990_billing_items_pass_and_991_are_refused(rulebook, change_order, line, markup):
    contract_lines = [
        ContractLine(number, number, "", Decimal("0.00"), None, f"B{number}")
        for number in range(1, 992)
    ]
    statuses = [ChangeRequestStatus("A", 1)]
    lines = tuple(line(n, "1.00", prime_line_item_id=n) for n in range(1, 991))

    def run(markups):
        pcco = change_order(lines, markups)
        priced = price_change_order(pcco.lines, pcco.markups, MarkupSettings())
        settings = {"spectrum_status_code": "A"}
        return expected_export(
            pcco, priced, KEY, contract_lines, settings, statuses, rulebook
        ).change_request

    assert len(run((markup(1, "1", prime_line_item_id=990),)).billing_lines) == 990
    with pytest.raises(MappingRefused, match="at most 990 billing lines fit and this has 991"):
        run((markup(1, "1", prime_line_item_id=991),))


def test_a_status_code_spectrum_does_not_know_is_refused(export, change_order, line):
    refusal = refusal_of(export, change_order((line(1, "1.00"),)), status="X")
    assert str(refusal) == (
        "PCCO 001: ARChangeRequest.CR_Status: Spectrum has no such status code; found 'X'. "
        "Use one of: A, B, C, P, R."
    )


def test_prices_of_another_change_order_are_a_mistake(rulebook, change_order, line):
    pcco = change_order((line(1, "1.00"),))
    other = price_change_order([line(2, "1.00")], [], MarkupSettings())
    with pytest.raises(ValueError, match="PCCO 001: the priced lines are not the change order's"):
        expected_export(pcco, other, KEY, (), {}, (), rulebook)
