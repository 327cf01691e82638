"""Names, order, lengths and formats of elements, as the vendor's layouts have them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.spectrum.change_orders.wire import AR_CHANGE_ORDER
from simulator.spectrum.change_requests.wire import (
    AR_CHANGE_REQUEST,
    BLANK_BILLING_ITEM,
    NOTES,
)
from simulator.spectrum.jobs.elements import ADD_JOB, UPDATE_JOB
from simulator.spectrum.phases.wire import ADD_PHASE
from simulator.spectrum.soap.elements import Element, Kind, number, read, text

# spectrum_api.md 4.2, in the layout's own order: the name and its "Max".
CHANGE_REQUEST_LAYOUT = """
Company_Code 3, Job_Number 10, Customer_Code 10, Change_Request_Number 8, CR_Description 250,
CR_Status 2, Cost_Reimbursable_Flag 1, Origination_Date 10, Approved_Date 10, Fee_Percent 7,
Fee_Amount 12, CR_Phase_Code 20, CR_Cost_Type 3, Change_Request_Quantity 11,
Change_Request_Hours 10, Change_Request_Amount 14, Subcontractor_Code 10, Subcontract_Number 10,
Sub_Amount 14, Sub_Bid_Group_Item_Code 2, Sub_Bid_Item_Code 11, Sub_Status 1,
Sub_Change_Order_Number 8, Sub_Change_Order_Date 10, Sub_Signed_Date 10, Sub_Description 30,
Sub_Type 15, Sub_Proposal_Date 10, Sub_Sent_Date 10, Sub_Due_Date 10, Sub_Comments 250,
Markup_Cost_Type 3, Markup_Percent 6, Markup_Amount 14, Pricing_Addon_Code 10,
Pricing_Addon_MU_Percent 6, Pricing_Addon_MU_Amount 14, Pricing_Addon_Phase 20,
Pricing_Addon_Cost_Type 3, CR_Billing_Group_Code 2, CR_Billing_Item_Code 11,
CR_Billing_Item_Description 30, CR_Additional_Description 40, CR_Unit_Price 11, CR_Quantity 11,
CR_Revenue 14, Proceed_Submitted_Date 10, Proceed_Received_Date 10, Rough_Estimate 12,
Quotation_Submitted_Date 10, Quotation_Due_Date 10, Requested_Days 4, Approved_Days 4,
Default_Billing_Total 1
"""

BLANK_ITEM_LAYOUT = """
Company_Code 3, Job_Number 10, Customer_Code 10, Change_Request_Number 8, Sequence 3,
CR_Billing_Group_Code 2, CR_Billing_Item_Code 11, CR_Billing_Item_Description 30,
CR_Additional_Description 40, CR_Quantity 11, CR_Revenue 14
"""

# The layout prints 14 for Fee_Amount, which its own format -8.2 can't fill.
CHANGE_ORDER_LAYOUT = """
Company_Code 3, Job_Number 10, Customer_Code 10, Change_Order_Number 8, Description 250,
Status_Code 2, Change_Order_Date 10, Approved_Date 10, Approved_Days 4, Fee_Percent 6,
Fee_Amount 12, Change_Request_Number 8, CO_Billing_Group_Code 2, CO_Billing_Item_Code 10,
Additional_Description 40, Unit_Price 11, Quantity 11, Revenue 14
"""

PHASE_LAYOUT = """
Company_Code 3, Job_Number 10, Phase_Code 20, Description 25, Cost_Type 3,
Original_Est_Quantity 11, Unit_of_Measure 3, Original_Est_Cost 12, Original_Est_Hours 10,
Bid_Item_Number 10, Alt_Phase_Code 20, Work_Comp_Code 6, Price_Method_Code 1,
Phase_Cost_Center 10, Current_Est_Hours 10, Current_Est_Quantity 11, Current_Est_Cost 12,
Status_Code 1
"""

NOTES_LAYOUT = """
Company_Code 3, Job_Number 10, Customer_Code 10, Type 2, CR_CO_Number 8, Notes_Text 1000,
Append_Note 1
"""

LAYOUTS = {
    "ARChangeRequest": (AR_CHANGE_REQUEST, CHANGE_REQUEST_LAYOUT),
    "ARChngReqBlankBIUpdate": (BLANK_BILLING_ITEM, BLANK_ITEM_LAYOUT),
    "ARChangeOrder": (AR_CHANGE_ORDER, CHANGE_ORDER_LAYOUT),
    "AddPhase": (ADD_PHASE, PHASE_LAYOUT),
    "ChgReqChgOrderNotes": (NOTES, NOTES_LAYOUT),
}


@pytest.mark.parametrize("method", LAYOUTS)
def test_elements_stand_in_the_layouts_order_with_its_lengths(method: str) -> None:
    elements, layout = LAYOUTS[method]
    expected = [tuple(part.split()) for part in re.split(r",\s*", layout.strip())]
    assert [(element.name, str(element.max_length)) for element in elements] == expected


def test_job_layouts_begin_and_end_as_published() -> None:
    add, update = ([element.name for element in one] for one in (ADD_JOB, UPDATE_JOB))
    assert add[:3] == update[:3] == ["Company_Code", "Job_Number", "Job_Description"]
    assert add[-1] == "Status_Code"
    assert update[-1] == "Sunday_OT"
    # The layouts' spreadsheet columns run from B to BS and from B to CO.
    assert (len(add), len(update)) == (70, 92)
    assert len(set(add)) == len(add)
    assert len(set(update)) == len(update)


def test_only_flagged_elements_are_required() -> None:
    required = [element.name for element in AR_CHANGE_REQUEST if element.is_required]
    assert required == ["Company_Code", "Job_Number", "Customer_Code"]


FORMATS = ("-10.2", "-8.2", "-7.2", "-6.2", "-5.4", "-3.2", "3.2", "-3", "4", "10.2", "2.2")


@st.composite
def _formats_and_numbers(draw: st.DrawFn) -> tuple[str, Decimal]:
    number_format = draw(st.sampled_from(FORMATS))
    whole, _, decimals = number_format.lstrip("-").partition(".")
    places = int(decimals or 0)
    lowest = -(10 ** (int(whole) + places)) + 1 if number_format.startswith("-") else 0
    scaled = draw(st.integers(lowest, 10 ** (int(whole) + places) - 1))
    return number_format, Decimal(scaled).scaleb(-places)


@given(_formats_and_numbers())
def test_every_number_that_fits_is_read_exactly(case: tuple[str, Decimal]) -> None:
    number_format, value = case
    element = number("N", number_format)
    given_text = f"{value:f}"
    assert len(given_text) <= element.max_length
    values, errors = read((element,), {"N": f" {given_text} "})
    assert errors == []
    assert values.number("N") == value


@given(st.sampled_from(FORMATS), st.text("0123456789.-+eE, ", max_size=16))
def test_what_is_read_is_what_the_format_says(number_format: str, given_text: str) -> None:
    """Against an independent reading: sign, digits before and digits after the point."""
    values, errors = read((number("N", number_format),), {"N": given_text})
    stripped = given_text.strip()
    if not stripped:
        assert errors == []
        assert values.number("N") is None
        return
    whole, _, decimals = number_format.lstrip("-").partition(".")
    unsigned = stripped.removeprefix("-") if number_format.startswith("-") else stripped
    before, point, after = unsigned.partition(".")
    fits = (
        (before + after).isdigit()
        and len(before) <= int(whole)
        and len(after) <= int(decimals or 0)
        and (not point or bool(decimals))
    )
    assert (errors == []) is fits
    if fits:
        assert values.number("N") == Decimal(stripped)


@given(st.integers(1, 40), st.text(max_size=50))
def test_texts_are_kept_whole_or_refused_never_cut(max_length: int, given_text: str) -> None:
    element: Element = text("T", max_length)
    assert element.kind is Kind.TEXT
    values, errors = read((element,), {"T": given_text})
    stripped = given_text.strip()
    if len(stripped) <= max_length:
        assert errors == []
        assert values.text("T") == stripped
    else:
        assert [error.code for error in errors] == ["I"]
        assert f"{len(stripped)} characters, at most {max_length}" in errors[0].description
        assert len(errors[0].description) <= 250
        assert values.text("T") == ""
