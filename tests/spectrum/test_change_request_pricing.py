"""Unit prices, markups, add-ons, fee and the header's totals (spectrum_api.md 4.2, 4.3)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.spectrum.contracts.unit_price import complete

if TYPE_CHECKING:
    from conftest import Spectrum

UNIT = {"Job_Number": "24-102", "CR_Status": "AP"}
ITEM = {"CR_Billing_Group_Code": "A1", "CR_Billing_Item_Code": "EXCAV"}
LINE = "SELECT Unit_Price, Quantity, Revenue FROM CR_CHNG_REQ_REV_MC"
CENT = Decimal("0.01")


@pytest.mark.parametrize(
    ("given_elements", "price", "quantity", "revenue"),
    [
        ({"CR_Unit_Price": "2", "CR_Quantity": "3"}, 2, 3, 6),
        ({"CR_Unit_Price": "2", "CR_Revenue": "7"}, 2, 3.5, 7),
        ({"CR_Quantity": "4", "CR_Revenue": "10"}, 2.5, 4, 10),
        ({"CR_Quantity": "4"}, 12.5, 4, 50),
        ({"CR_Revenue": "25"}, 12.5, 2, 25),
        ({"CR_Unit_Price": "2", "CR_Quantity": "3", "CR_Revenue": "999"}, 2, 3, 6),
        ({"CR_Unit_Price": "0.0333", "CR_Quantity": "1.5"}, 0.0333, 1.5, 0.05),
        ({"CR_Unit_Price": "-2", "CR_Quantity": "3"}, -2, 3, -6),
    ],
)
def test_any_two_give_the_third(
    spectrum: Spectrum,
    given_elements: dict[str, str],
    price: float,
    quantity: float,
    revenue: float,
) -> None:
    assert spectrum.request(**UNIT, **ITEM, **given_elements) == []
    (line,) = spectrum.sql(LINE)
    assert (line["Unit_Price"], line["Quantity"], line["Revenue"]) == (price, quantity, revenue)


@pytest.mark.parametrize(
    ("elements", "code", "column"),
    [
        ({"CR_Billing_Item_Code": "EXCAV", "CR_Quantity": "1"}, "M", "CR_Billing_Group_Code"),
        ({"CR_Billing_Group_Code": "A1", "CR_Quantity": "1"}, "M", "CR_Billing_Item_Code"),
        ({**ITEM}, "M", "CR_Quantity"),
        ({**ITEM, "CR_Unit_Price": "3"}, "M", "CR_Quantity"),
        ({**ITEM, "CR_Unit_Price": "99999", "CR_Quantity": "9999999"}, "I", "CR_Revenue"),
        ({**ITEM, "CR_Unit_Price": "0.0001", "CR_Revenue": "9999999999"}, "I", "CR_Revenue"),
        ({**ITEM, "CR_Quantity": "0.01", "CR_Revenue": "9999999999"}, "I", "CR_Revenue"),
        (
            {"CR_Billing_Group_Code": "A1", "CR_Billing_Item_Code": "123456789"},
            "I",
            "CR_Billing_Item_Code",
        ),
        (
            {"CR_Billing_Group_Code": "B1", "CR_Billing_Item_Code": "EXCAV"},
            "I",
            "CR_Billing_Item_Code",
        ),
    ],
)
def test_unit_price_lines_that_are_refused(
    spectrum: Spectrum, elements: dict[str, str], code: str, column: str
) -> None:
    (row,) = spectrum.request(**UNIT, **elements)
    assert (row["error_code"], row["column"]) == (code, column)
    assert spectrum.sql(LINE) == []


def test_an_update_fills_in_from_the_line_itself(spectrum: Spectrum) -> None:
    spectrum.request(**UNIT, **ITEM, CR_Unit_Price="2", CR_Quantity="3")
    spectrum.request(Job_Number="24-102", **ITEM, CR_Quantity="5")
    (line,) = spectrum.sql(LINE)
    assert (line["Unit_Price"], line["Quantity"], line["Revenue"]) == (2, 5, 10)


prices = st.decimals(Decimal("-99999.9999"), Decimal("99999.9999"), places=4)
quantities = st.decimals(Decimal("-99999.99"), Decimal("99999.99"), places=2)
revenues = st.decimals(Decimal("-9999999999.99"), Decimal("9999999999.99"), places=2)


@given(prices, quantities, st.none() | revenues)
def test_price_and_quantity_always_beat_revenue(
    price: Decimal, quantity: Decimal, revenue: Decimal | None
) -> None:
    priced = complete(price, quantity, revenue)
    assert priced is not None
    assert priced.revenue == (price * quantity).quantize(CENT, rounding=ROUND_HALF_UP)


@given(st.none() | prices, st.none() | quantities, st.none() | revenues)
def test_a_third_is_only_found_when_two_are_usable(
    price: Decimal | None, quantity: Decimal | None, revenue: Decimal | None
) -> None:
    priced = complete(price, quantity, revenue)
    is_usable = (price is not None and quantity is not None) or (
        revenue is not None and bool(price or quantity)
    )
    assert (priced is not None) is is_usable
    if priced is not None and not (price is not None and quantity is not None):
        assert priced.revenue == revenue


def _totals(spectrum: Spectrum) -> dict[str, int]:
    names = (
        "Take_Off_Total",
        "Markup_Total",
        "Add_On_Total",
        "Job_Total",
        "Fee_Amount",
        "Change_Request_Total",
        "Billing_Adjustment",
    )
    return {name: spectrum.cents(f"SELECT {name} FROM CR_CHNG_REQ_HDR") for name in names}


def test_the_worked_example_of_the_header(spectrum: Spectrum) -> None:
    """E-26: cost 1,000, markup 100, fee 5 %, billing 1,200: the adjustment is 45."""
    spectrum.request(
        CR_Status="AP",
        Fee_Percent="5",
        Fee_Amount="999.99",
        CR_Phase_Code="01000",
        CR_Cost_Type="L",
        Change_Request_Amount="1000",
    )
    spectrum.request(Markup_Cost_Type="L", Markup_Amount="100")
    spectrum.request(CR_Billing_Item_Code="01", CR_Revenue="1200")
    assert _totals(spectrum) == {
        "Take_Off_Total": 1_000_00,
        "Markup_Total": 100_00,
        "Add_On_Total": 0,
        "Job_Total": 1_100_00,
        "Fee_Amount": 55_00,
        "Change_Request_Total": 1_200_00,
        "Billing_Adjustment": 45_00,
    }


def test_pricing_defaults_of_the_contract_come_by_themselves(spectrum: Spectrum) -> None:
    spectrum.make(
        "pricing_defaults",
        job_number="24-101",
        customer_code="RIVER",
        fee_percent="10",
        markups=[{"cost_type": "L", "percent": "20"}],
        add_ons=[
            {"code": "BOND", "percent": "1", "phase_code": "01000", "cost_type": "L"},
            {"code": "PERMIT", "amount": "30.00"},
        ],
    )
    spectrum.request(
        CR_Status="AP", CR_Phase_Code="01000", CR_Cost_Type="L", Change_Request_Amount="100"
    )
    assert _totals(spectrum)["Markup_Total"] == 20_00
    assert _totals(spectrum)["Add_On_Total"] == 1_20 + 30_00
    assert _totals(spectrum)["Fee_Amount"] == 15_12
    spectrum.request(Pricing_Addon_Code="PERMIT", Pricing_Addon_MU_Amount="12.00")
    assert _totals(spectrum)["Add_On_Total"] == 1_20 + 12_00


@pytest.mark.parametrize(
    ("elements", "column"),
    [
        ({"Markup_Cost_Type": "X", "Markup_Percent": "1"}, "Markup_Cost_Type"),
        (
            {"Markup_Cost_Type": "L", "Markup_Percent": "1", "Markup_Amount": "1"},
            "Markup_Amount",
        ),
        ({"Markup_Cost_Type": "L", "Markup_Percent": "-1"}, "Markup_Percent"),
        ({"Pricing_Addon_Code": "NEW", "Pricing_Addon_MU_Percent": "1"}, "Pricing_Addon_Code"),
    ],
)
def test_markups_and_add_ons_that_are_refused(
    spectrum: Spectrum, elements: dict[str, str], column: str
) -> None:
    spectrum.request(
        CR_Status="AP", CR_Phase_Code="01000", CR_Cost_Type="L", Change_Request_Amount="1"
    )
    (row,) = spectrum.request(**elements)
    assert (row["error_code"], row["column"]) == ("I", column)


def test_what_is_not_reimbursable_has_no_billing_and_no_markup(spectrum: Spectrum) -> None:
    spectrum.request(
        CR_Status="PE",
        Cost_Reimbursable_Flag="N",
        CR_Phase_Code="01000",
        CR_Cost_Type="L",
        Change_Request_Amount="1",
    )
    for elements in (
        {"CR_Billing_Item_Code": "01", "CR_Revenue": "1"},
        {"Markup_Cost_Type": "L", "Markup_Percent": "1"},
    ):
        (row,) = spectrum.request(**elements)
        assert (row["error_code"], row["column"]) == ("I", "Cost_Reimbursable_Flag")


def test_default_markups_stay_away_from_what_is_not_reimbursable(spectrum: Spectrum) -> None:
    spectrum.make(
        "pricing_defaults",
        job_number="24-101",
        customer_code="RIVER",
        markups=[{"cost_type": "L", "percent": "20"}],
    )
    spectrum.request(
        CR_Status="PE",
        Cost_Reimbursable_Flag="N",
        CR_Phase_Code="01000",
        CR_Cost_Type="L",
        Change_Request_Amount="100",
    )
    assert _totals(spectrum)["Markup_Total"] == 0
    spectrum.request(Cost_Reimbursable_Flag="Y", CR_Phase_Code="01000", CR_Cost_Type="L")
    assert _totals(spectrum)["Markup_Total"] == 20_00
