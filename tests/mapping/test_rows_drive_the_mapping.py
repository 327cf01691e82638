"""What a row says is what happens: every test changes one thing in a copy of the rules."""

from decimal import Decimal

import pytest

from engine.mapping.inbound import mapped_prime_contract
from engine.mapping.refusal import MappingRefused
from engine.records.contract_key import ContractKey
from engine.records.job import PriceMethod
from engine.records.spectrum_contract import SpectrumContract

FILE = "mapping/pcco.yaml"


@pytest.fixture
def one_line(change_order, line):
    return change_order((line(1, "-12.50"),))


def test_a_length(edited_rulebook, export, one_line):
    book = edited_rulebook(FILE, "max_length: 8\n", "max_length: 2\n")
    with pytest.raises(MappingRefused) as refusal:
        export(one_line, book=book)
    assert str(refusal.value) == (
        "PCCO 001: ARChangeRequest.Change_Request_Number: at most 2 characters fit and this has 3; "
        "found '001'. Shorten pcco.number; nothing is ever cut."
    )


def test_a_length_that_leaves_blank(edited_rulebook, export, one_line):
    book = edited_rulebook(FILE, "max_length: 30\n", "max_length: 14\n")
    assert export(one_line).entries[1].billing_description == "Temporary fence"
    assert export(one_line, book=book).entries[1].billing_description is None


def test_what_happens_to_a_text_too_long(edited_rulebook, export, change_order, line):
    notes = "max_length: 1000\n    on_missing: leave_blank\n    on_too_long: "
    book = edited_rulebook(FILE, notes + "leave_blank", notes + "refuse")
    with pytest.raises(MappingRefused, match="at most 1000 characters fit and this has 1001"):
        export(change_order((line(1, "1.00", description="x" * 1001),)), book=book)


COST_REPEAT = "to: ARChangeRequest.Change_Request_Amount\n    on_missing: refuse\n    on_repeat: "
ITEM_REPEAT = "to: ARChangeRequest.CR_Revenue\n    on_missing: refuse\n    on_repeat: "


def test_what_happens_to_two_lines_of_one_phase_and_cost_type(
    edited_rulebook, export, change_order, line
):
    twice = change_order(
        (line(1, "1.00"), line(2, "2.00", cost_code="01-001", prime_line_item_id=2))
    )
    (added,) = export(twice).change_request.cost_lines
    assert added.estimate_amount == Decimal("3.00")
    with pytest.raises(MappingRefused) as refusal:
        export(twice, book=edited_rulebook(FILE, COST_REPEAT + "add_up", COST_REPEAT + "refuse"))
    assert str(refusal.value) == (
        "PCCO 001 line 2: ARChangeRequest.Change_Request_Amount: the rulebook refuses two amounts "
        "for one line of Spectrum; found phase 01001 cost type L. Put them into one line of the "
        "change order."
    )


def test_what_happens_to_two_lines_of_one_billing_item(
    edited_rulebook, export, change_order, line, markup
):
    twice = change_order((line(1, "1.00"), line(2, "2.00")))
    (added,) = export(twice).change_request.billing_lines
    assert added.revenue_amount == Decimal("3.00")
    book = edited_rulebook(FILE, ITEM_REPEAT + "add_up", ITEM_REPEAT + "refuse")
    with pytest.raises(
        MappingRefused, match=r"PCCO 001 line 2: ARChangeRequest\.CR_Revenue: the rulebook"
    ):
        export(twice, book=book)
    fee = markup(1, "10.00", prime_line_item_id=1)  # joins the line of its item all the same
    (billed,) = export(
        change_order((line(1, "1.00"),), (fee,)), book=book
    ).change_request.billing_lines
    assert billed.revenue_amount == Decimal("1.10")


def test_a_constant_for_a_field(edited_rulebook, export, one_line):
    book = edited_rulebook(FILE, "setting: spectrum_status_code", "constant: P")
    request = export(one_line, book=book, status="A").change_request
    assert (request.status_code, request.approved_date) == ("P", None)


def test_another_setting(edited_rulebook, export, one_line):
    book = edited_rulebook(FILE, "setting: spectrum_status_code", "setting: pcco_status")
    with pytest.raises(MappingRefused, match=r"found nothing\. Fill the company setting pcco_st"):
        export(one_line, book=book)


def test_another_field(edited_rulebook, export, one_line):
    book = edited_rulebook(
        FILE,
        "from: pcco.description\n    to: ARChangeRequest.CR_Description",
        "from: pcco.title\n    to: ARChangeRequest.CR_Description",
    )
    assert export(one_line, book=book).change_request.description == "Owner's changes"


def test_the_date_whatever_the_status(edited_rulebook, export, one_line):
    book = edited_rulebook(
        FILE, "from: pcco.approved_date_if_status_allows", "from: pcco.approved_date"
    )
    assert export(one_line, status="P").change_request.approved_date is None
    sent = export(one_line, book=book, status="P").change_request.approved_date
    assert sent == one_line.approved_date


def test_a_text_format(edited_rulebook, export, one_line):
    book = edited_rulebook(FILE, "format: without_dashes", 'format: "P{value}"')
    assert export(one_line, book=book).change_request.cost_lines[0].phase_code == "P01-001"


def test_an_amount_format(edited_rulebook, export, one_line):
    amount = 'from: billing_line.revenue_amount\n    format: "-10.2"'
    book = edited_rulebook(FILE, amount, amount.replace("-10.2", "10.2"))
    with pytest.raises(MappingRefused) as refusal:
        export(one_line, book=book)
    assert str(refusal.value) == (
        "PCCO 001 billing item 0100: ARChangeRequest.CR_Revenue: negative amounts are not taken; "
        "found -12.50. Correct the amount, or split the record."
    )


def test_what_happens_to_a_missing_value(edited_rulebook, export, change_order, line):
    row = "max_length: 250\n    on_missing: "
    book = edited_rulebook(FILE, row + "leave_blank", row + "refuse")
    silent = change_order((line(1, "1.00"),), description=" ")
    assert export(silent).change_request.description == ""
    with pytest.raises(MappingRefused, match="CR_Description: there is no value to send"):
        export(silent, book=book)


def test_an_edition(edited_rulebook, export, one_line):
    book = edited_rulebook(FILE, "max_length: 8\n", "max_length: 8\n    editions: [current]\n")
    with pytest.raises(MappingRefused) as refusal:
        export(one_line, book=book)
    assert str(refusal.value) == (
        "rules/mapping/pcco.yaml:2:10: ARChangeRequest.Change_Request_Number: no row of pcco fills "
        "it in the edition 2020; found no row. Add the row."
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "to: ARChangeRequest.Change_Request_Number",
            "to: ARChangeRequest.Change_Request_Nummer",
            "ARChangeRequest.Change_Request_Nummer: no such field is written; found "
            "ARChangeRequest.Change_Request_Nummer. Use one of: ARChangeRequest.Approved_Date, ",
        ),
        (
            "from: pcco.number",
            "from: pcco.nummer",
            "ARChangeRequest.Change_Request_Number: it can't be filled from this field; found "
            "pcco.nummer. Use one of: contract.company_code, ",
        ),
        (
            "format: without_dashes",
            "format: upper_case",
            "ARChangeRequest.CR_Phase_Code: a text can't have this format; found upper_case. "
            "Use no format, without_dashes, company_number_format, or a text with {value}.",
        ),
        (
            "format: MM/DD/CCYY",
            "format: DD.MM.CCYY",
            "ARChangeRequest.Approved_Date: a date can't have this format; found DD.MM.CCYY. "
            "Use MM/DD/CCYY.",
        ),
        (
            'from: cost_line.estimate_amount\n    format: "-10.2"',
            "from: cost_line.estimate_amount\n    format: whole",
            "ARChangeRequest.Change_Request_Amount: an amount can't have this format; found whole. "
            "Use digits before and after the point, such as -10.2.",
        ),
        (
            "max_length: 8\n    on_missing: refuse",
            "max_length: 8\n    on_missing: leave_blank",
            "ARChangeRequest.Change_Request_Number: nothing can be written without it; found "
            "leave_blank. Write `refuse`.",
        ),
        (
            "max_length: 8\n",
            "max_length: 8\n    on_too_long: leave_blank\n",
            "ARChangeRequest.Change_Request_Number: nothing can be written without it; found "
            "leave_blank. Write `refuse`.",
        ),
    ],
)
def test_a_row_that_makes_no_sense_names_its_place(
    edited_rulebook, export, one_line, old, new, message
):
    book = edited_rulebook(FILE, old, new)
    with pytest.raises(MappingRefused) as refusal:
        export(one_line, book=book)
    place, _, said = str(refusal.value).partition(": ")
    assert place.startswith("rules/mapping/pcco.yaml:")
    assert said.startswith(message)


def test_a_constant_of_the_wrong_kind(edited_rulebook, export, one_line):
    book = edited_rulebook(
        FILE, "from: pcco.approved_date_if_status_allows", "constant: 04/09/2020"
    )
    with pytest.raises(MappingRefused, match=r"Approved_Date: a date is needed; found '04/09/2020"):
        export(one_line, book=book)


@pytest.mark.parametrize(
    ("file", "name"),
    [("mapping/pcco.yaml", "pcco"), ("mapping/prime_contract.yaml", "prime_contract")],
)
def test_a_rulebook_without_the_mapping(edited_rulebook, export, one_line, file, name):
    book = edited_rulebook(file, f"mapping: {name}\n", "mapping: something_else\n")
    contract = SpectrumContract(
        ContractKey("1", "2", "3"), "", PriceMethod.FIXED, Decimal(0), Decimal(0), ()
    )
    with pytest.raises(MappingRefused, match=f"^rules/mapping/: {name}: the rulebook has no such"):
        export(one_line, book=book) if name == "pcco" else mapped_prime_contract(contract, book, {})


def test_a_rulebook_without_placement(edited_rulebook, export, one_line):
    book = edited_rulebook(
        "markup/prime_contract_change_order.yaml",
        "  vertical_destination:\n    is: erp_prime_contract_item\n"
        "    source: markup#prime-contract-item\n",
        "",
    )
    with pytest.raises(MappingRefused) as refusal:
        export(one_line, book=book)
    assert refusal.value.problem == (
        "the setting `vertical_destination` of prime_contract_change_order can't be used"
    )
