"""ARChangeRequest: the upsert and everything it refuses (spectrum_api.md 4.2, 4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Spectrum

HEADER = "SELECT * FROM CR_CHNG_REQ_HDR_MC WHERE Change_Request_Number = :number"
COSTS = "SELECT * FROM CR_CHNG_REQ_CON_DET_MC WHERE Change_Request_Number = :number"
BILLING = "SELECT * FROM CR_CHNG_REQ_REV_MC WHERE Change_Request_Number = :number"


def test_a_new_number_creates_and_the_same_number_updates(spectrum: Spectrum) -> None:
    assert spectrum.request(CR_Status="AP", CR_Description="Extra doors") == []
    assert spectrum.request(CR_Description="Extra oak doors") == []
    (header,) = spectrum.sql(HEADER, number="001")
    assert header["Description"] == "Extra oak doors"
    assert header["Status"] == "AP"
    assert header["Change_Order_Number"] == ""
    touched = [entry.touched for entry in spectrum.site.world.journal if entry.touched]
    name = f"change_request:{spectrum.company}|24-101|RIVER|001"
    assert touched == [(name,), (name,)]


def test_blank_elements_change_nothing(spectrum: Spectrum) -> None:
    spectrum.request(
        CR_Status="AP",
        CR_Description="Doors",
        Approved_Date="04/09/2020",
        CR_Billing_Item_Code="01",
        CR_Billing_Item_Description="Oak doors",
        CR_Revenue="100.00",
    )
    spectrum.request(CR_Billing_Item_Code="01")
    (header,) = spectrum.sql(HEADER, number="001")
    assert (header["Description"], header["Status"]) == ("Doors", "AP")
    assert header["Approved_Date"].startswith("2020-04-09")
    (line,) = spectrum.sql(BILLING, number="001")
    assert line["Billing_Item_Description"] == "Oak doors"
    assert spectrum.cents("SELECT Revenue FROM CR_CHNG_REQ_REV") == 100_00


def test_lines_are_added_one_call_each_and_nothing_is_deleted(spectrum: Spectrum) -> None:
    for code, revenue in (("01", "10.00"), ("0123456789", "-2.50")):
        spectrum.request(CR_Status="AP", CR_Billing_Item_Code=code, CR_Revenue=revenue)
    for phase, amount in (("01000", "7.00"), ("02000", "1.00")):
        spectrum.request(CR_Phase_Code=phase, CR_Cost_Type="L", Change_Request_Amount=amount)
    assert [line["Billing_Item_Code"] for line in spectrum.sql(BILLING, number="001")] == [
        "01",
        "0123456789",
    ]
    assert [line["Phase_Code"] for line in spectrum.sql(COSTS, number="001")] == ["01000", "02000"]
    assert spectrum.cents("SELECT Change_Request_Total FROM CR_CHNG_REQ_HDR") == 7_50
    assert spectrum.cents("SELECT Take_Off_Total FROM CR_CHNG_REQ_HDR") == 8_00


def test_the_first_matching_line_is_updated_instead_of_adding_a_second(spectrum: Spectrum) -> None:
    spectrum.request(CR_Status="AP", CR_Billing_Item_Code="01", CR_Revenue="10.00")
    spectrum.request(CR_Billing_Item_Code="01", CR_Revenue="4.00")
    spectrum.request(CR_Phase_Code="01000", CR_Cost_Type="L", Change_Request_Amount="5.00")
    spectrum.request(CR_Phase_Code="01000", CR_Cost_Type="L", Change_Request_Hours="3")
    spectrum.request(CR_Phase_Code="01000", CR_Cost_Type="M", Change_Request_Amount="6.00")
    assert spectrum.cents("SELECT SUM(Revenue) AS s FROM CR_CHNG_REQ_REV") == 4_00
    costs = spectrum.sql(COSTS, number="001")
    assert [(line["Cost_Type"], line["Change_Request_Amount"]) for line in costs] == [
        ("L", 5),
        ("M", 6),
    ]
    assert costs[0]["Change_Request_Hours"] == 3


def test_descriptions_default_from_the_schedule_of_values(spectrum: Spectrum) -> None:
    spectrum.request(CR_Status="AP", CR_Billing_Item_Code="01", CR_Revenue="1.00")
    (line,) = spectrum.sql(BILLING, number="001")
    assert line["Billing_Item_Description"] == "Mobilization"


def test_a_blank_number_is_numbered_automatically_and_told(spectrum: Spectrum) -> None:
    spectrum.request(Change_Request_Number="017", CR_Status="AP")
    rows = spectrum.request(Change_Request_Number="", CR_Status="AP")
    assert rows == [{"error_code": "G", "desc": "018", "column": "Change_Request_Number"}]
    assert len(spectrum.sql(HEADER, number="018")) == 1


def test_a_group_is_ignored_on_fixed_price(spectrum: Spectrum) -> None:
    rows = spectrum.request(
        CR_Status="AP", CR_Billing_Group_Code="ZZ", CR_Billing_Item_Code="01", CR_Revenue="1.00"
    )
    assert rows == []


def test_billing_fields_without_an_item_are_ignored(spectrum: Spectrum) -> None:
    assert spectrum.request(CR_Status="AP", CR_Revenue="99.00") == []
    assert spectrum.sql(BILLING, number="001") == []


def test_a_billing_item_of_ten_passes_and_of_eleven_is_refused(spectrum: Spectrum) -> None:
    ten = {"CR_Billing_Item_Code": "0123456789", "CR_Revenue": "1.00"}
    eleven = {"CR_Billing_Item_Code": "01234567890", "CR_Revenue": "1.00"}
    assert spectrum.request(CR_Status="AP", **ten) == []
    (row,) = spectrum.request(Change_Request_Number="002", CR_Status="AP", **eleven)
    assert row == {
        "error_code": "I",
        "desc": "CR_Billing_Item_Code '01234567890' is invalid: it has 11 characters, at most 10 "
        "are allowed",
        "column": "CR_Billing_Item_Code",
    }
    assert spectrum.sql(HEADER, number="002") == []


REFUSALS = {
    "unknown job": ({"Job_Number": "99"}, "I", "Job_Number"),
    "unknown customer": ({"Customer_Code": "NOBODY"}, "I", "Customer_Code"),
    "no status for a new one": ({"CR_Status": ""}, "M", "CR_Status"),
    "unknown status": ({"CR_Status": "??"}, "I", "CR_Status"),
    "unknown billing item": ({"CR_Billing_Item_Code": "77"}, "I", "CR_Billing_Item_Code"),
    "unknown phase": (
        {"CR_Phase_Code": "99999", "CR_Cost_Type": "L"},
        "I",
        "CR_Phase_Code",
    ),
    "unknown cost type of a phase": (
        {"CR_Phase_Code": "02000", "CR_Cost_Type": "M"},
        "I",
        "CR_Phase_Code",
    ),
    "phase with dashes": (
        {"CR_Phase_Code": "01-000", "CR_Cost_Type": "L"},
        "I",
        "CR_Phase_Code",
    ),
    "phase without cost type": ({"CR_Phase_Code": "01000"}, "M", "CR_Cost_Type"),
    "cost without phase": ({"Change_Request_Amount": "1.00"}, "M", "CR_Phase_Code"),
    "approved date on a pending status": (
        {"CR_Status": "PE", "Approved_Date": "04/09/2020"},
        "I",
        "Approved_Date",
    ),
    "approved date on a cost only status": (
        {"CR_Status": "CO", "Approved_Date": "04/09/2020"},
        "I",
        "Approved_Date",
    ),
    "approved date on a reversing status": (
        {"CR_Status": "RV", "Approved_Date": "04/09/2020"},
        "I",
        "Approved_Date",
    ),
    "approved date outside the processing period": (
        {"Approved_Date": "01/01/2021"},
        "I",
        "Approved_Date",
    ),
    "no such day": ({"Approved_Date": "02/30/2020"}, "I", "Approved_Date"),
    "approved and not reimbursable": (
        {"Cost_Reimbursable_Flag": "N"},
        "I",
        "Cost_Reimbursable_Flag",
    ),
    "neither Y nor N": ({"Cost_Reimbursable_Flag": "X"}, "I", "Cost_Reimbursable_Flag"),
    "description of 251": ({"CR_Description": "x" * 251}, "I", "CR_Description"),
    "number of 9": ({"Change_Request_Number": "123456789"}, "I", "Change_Request_Number"),
    "eleven whole digits": (
        {"CR_Billing_Item_Code": "01", "CR_Revenue": "12345678901"},
        "I",
        "CR_Revenue",
    ),
    "unknown subcontract": (
        {
            "CR_Phase_Code": "01000",
            "CR_Cost_Type": "L",
            "Subcontractor_Code": "SUB",
            "Subcontract_Number": "1",
            "Sub_Status": "P",
        },
        "I",
        "Subcontract_Number",
    ),
    "missing company": ({"Company_Code": ""}, "M", "Company_Code"),
    "missing job": ({"Job_Number": ""}, "M", "Job_Number"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_refused_changes_nothing(spectrum: Spectrum, name: str) -> None:
    given, code, column = REFUSALS[name]
    before = spectrum.site.world.snapshot()
    (row,) = spectrum.request(**{"CR_Status": "AP", **given})
    assert (row["error_code"], row["column"]) == (code, column)
    assert spectrum.refusals() == [row["desc"]]
    after = spectrum.site.stores.state
    spectrum.site.world.restore(before)
    after.sessions = spectrum.site.stores.state.sessions
    assert after == spectrum.site.stores.state
    assert spectrum.sql("SELECT * FROM CR_CHNG_REQ_HDR_MC") == []


def test_several_mistakes_are_all_told_and_none_of_the_call_is_kept(spectrum: Spectrum) -> None:
    spectrum.request(CR_Status="AP", CR_Description="before")
    rows = spectrum.request(
        CR_Description="after",
        CR_Billing_Item_Code="77",
        CR_Phase_Code="99999",
        CR_Cost_Type="L",
        Approved_Date="12/31/2019",
    )
    assert [row["column"] for row in rows] == [
        "Approved_Date",
        "CR_Phase_Code",
        "CR_Billing_Item_Code",
    ]
    (header,) = spectrum.sql(HEADER, number="001")
    assert header["Description"] == "before"


@pytest.mark.parametrize(
    ("amount", "is_taken"),
    [
        ("-9999999999.99", True),
        ("9999999999.99", True),
        ("0", True),
        (".5", True),
        ("5.", True),
        ("10000000000", False),
        ("1.005", False),
        ("1,000.00", False),
        ("+1", False),
        ("1e3", False),
        ("--1", False),
        ("-", False),
        (".", False),
        ("\u0661", False),
    ],
)
def test_amounts_follow_the_element_format(spectrum: Spectrum, amount: str, is_taken: bool) -> None:
    rows = spectrum.request(CR_Status="AP", CR_Billing_Item_Code="01", CR_Revenue=amount)
    assert (rows == []) is is_taken
    assert bool(spectrum.sql(BILLING, number="001")) is is_taken


def test_a_complete_phase_takes_no_cost(spectrum: Spectrum) -> None:
    spectrum.make(
        "phase", job_number="24-101", phase_code="03000", cost_type="L", description="", status="C"
    )
    (row,) = spectrum.request(CR_Status="AP", CR_Phase_Code="03000", CR_Cost_Type="L")
    assert row["desc"] == "CR_Phase_Code '03000' is invalid: the phase is complete for cost type L"


def test_a_closed_job_takes_no_new_request_but_lets_old_ones_change(spectrum: Spectrum) -> None:
    spectrum.request(CR_Status="AP")
    spectrum.make("close_job", job_number="24-101")
    (row,) = spectrum.request(Change_Request_Number="002", CR_Status="AP")
    assert row["desc"] == (
        "Job_Number '24-101' is invalid: the job is complete and disallows revenue entry"
    )
    assert spectrum.request(CR_Description="late correction") == []


def test_a_request_on_a_draw_request_is_locked(spectrum: Spectrum) -> None:
    spectrum.request(CR_Status="AP")
    spectrum.make(
        "update_change_request",
        job_number="24-101",
        customer_code="RIVER",
        number="001",
        draw_request_number="7",
    )
    (row,) = spectrum.request(CR_Description="x")
    assert row["desc"] == "Change_Request_Number '001' is invalid: it is on draw request 7"


def test_leaving_action_type_4_needs_everything_distributed(spectrum: Spectrum) -> None:
    assert spectrum.request(CR_Status="PE", Change_Request_Amount="100.00") == []
    (row,) = spectrum.request(CR_Status="AP")
    assert row["column"] == "CR_Status"
    assert "needs every cost on a phase" in row["desc"]


def test_a_default_billing_total_is_one_line_as_high_as_the_cost(spectrum: Spectrum) -> None:
    spectrum.request(
        CR_Status="PE", CR_Phase_Code="01000", CR_Cost_Type="L", Change_Request_Amount="80.00"
    )
    assert spectrum.request(Default_Billing_Total="Y") == []
    (line,) = spectrum.sql(BILLING, number="001")
    assert (line["Billing_Item_Code"], line["Billing_Item_Description"]) == ("", "Billing Total")
    assert line["Revenue"] == 80
    (row,) = spectrum.request(Change_Request_Number="2", CR_Status="AP", Default_Billing_Total="Y")
    assert row["column"] == "Default_Billing_Total"


def test_at_most_990_billing_lines(spectrum: Spectrum) -> None:
    for position in range(991):
        spectrum.make(
            "billing_item",
            job_number="24-101",
            customer_code="RIVER",
            code=f"L{position}",
            original_contract="0.00",
        )
    spectrum.make(
        "change_request",
        job_number="24-101",
        customer_code="RIVER",
        number="001",
        status_code="AP",
        billing_lines=[{"billing_item_code": f"L{p}", "revenue": "1.00"} for p in range(989)],
    )
    assert spectrum.request(CR_Billing_Item_Code="L989", CR_Revenue="1.00") == []
    (row,) = spectrum.request(CR_Billing_Item_Code="L990", CR_Revenue="1.00")
    assert row["desc"].endswith("it has 990 billing lines, the most")
    assert spectrum.request(CR_Billing_Item_Code="L989", CR_Revenue="2.00") == []


def test_a_subcontract_is_its_own_cost_line(spectrum: Spectrum) -> None:
    spectrum.make("subcontract", subcontractor_code="SUB", number="S1")
    cost = {"CR_Phase_Code": "01000", "CR_Cost_Type": "L"}
    sub = {"Subcontractor_Code": "SUB", "Subcontract_Number": "S1"}
    (row,) = spectrum.request(CR_Status="AP", **cost, **sub)
    assert (row["error_code"], row["column"]) == ("M", "Sub_Status")
    (row,) = spectrum.request(CR_Status="AP", **cost, **sub, Sub_Status="E")
    assert (row["error_code"], row["column"]) == ("M", "Sub_Change_Order_Number")
    (row,) = spectrum.request(
        CR_Status="AP", **cost, **sub, Sub_Status="P", Sub_Signed_Date="04/09/2020"
    )
    assert (row["error_code"], row["column"]) == ("I", "Sub_Signed_Date")
    assert spectrum.request(CR_Status="AP", **cost, Change_Request_Amount="1.00") == []
    assert spectrum.request(**cost, **sub, Sub_Status="P", Change_Request_Amount="2.00") == []
    lines = spectrum.sql(COSTS, number="001")
    assert [line["Subcontract_Number"] for line in lines] == ["", "S1"]


def test_subcontract_elements_without_codes_are_ignored(spectrum: Spectrum) -> None:
    rows = spectrum.request(CR_Status="AP", Sub_Status="E", Sub_Signed_Date="04/09/2020")
    assert rows == []


def test_one_job_can_have_two_contracts_with_the_same_number_on_each(spectrum: Spectrum) -> None:
    spectrum.make("customer", code="OTHER", name="Other")
    spectrum.make("contract", job_number="24-101", customer_code="OTHER")
    spectrum.request(CR_Status="AP", CR_Description="one")
    spectrum.request(Customer_Code="OTHER", CR_Status="AP", CR_Description="two")
    rows = spectrum.sql(HEADER + " ORDER BY Customer_Code", number="001")
    assert [(row["Customer_Code"], row["Description"]) for row in rows] == [
        ("OTHER", "two"),
        ("RIVER", "one"),
    ]


def test_moving_between_two_pending_statuses_needs_nothing(spectrum: Spectrum) -> None:
    spectrum.make("change_request_status", code="P2", action_type=4)
    spectrum.request(CR_Status="PE", Change_Request_Amount="100.00")
    assert spectrum.request(CR_Status="P2") == []


def test_quantity_hours_and_amount_change_one_by_one(spectrum: Spectrum) -> None:
    line = {"CR_Phase_Code": "01000", "CR_Cost_Type": "L"}
    spectrum.request(CR_Status="AP", **line, Change_Request_Quantity="2.5")
    spectrum.request(**line, Change_Request_Hours="-8")
    spectrum.request(**line, Change_Request_Amount="120")
    spectrum.request(**line, Change_Request_Quantity="0")
    (cost,) = spectrum.sql(COSTS, number="001")
    assert cost["Change_Request_Quantity"] == 0
    assert cost["Change_Request_Hours"] == -8
    assert cost["Change_Request_Amount"] == 120
