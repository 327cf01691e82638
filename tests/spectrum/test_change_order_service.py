"""ARChangeOrder, blank billing items and notes (spectrum_api.md 4.2, 4.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Row, Spectrum

KEY = {"Job_Number": "24-101", "Customer_Code": "RIVER"}
REVISED = (
    "SELECT Revised_Contract FROM CR_CONTRACT_MASTER1_V WHERE Job_Number = '24-101'"
    " AND Customer_Code = 'RIVER'"
)


def _order(spectrum: Spectrum, **given: str) -> list[Row]:
    usual = {**KEY, "Change_Order_Number": "CO1", "Status_Code": "OK"}
    return spectrum.call("ARChangeOrder", **{**usual, **given})


def _pending(spectrum: Spectrum, number: str = "001", revenue: str = "100.00") -> None:
    spectrum.request(
        Change_Request_Number=number,
        CR_Status="PE",
        CR_Billing_Item_Code="01",
        CR_Revenue=revenue,
    )


def test_taking_a_pending_request_makes_it_count(spectrum: Spectrum) -> None:
    _pending(spectrum)
    assert spectrum.cents(REVISED) == 250_000_00
    assert _order(spectrum, Change_Request_Number="001", Approved_Date="05/01/2020") == []
    assert spectrum.cents(REVISED) == 250_100_00
    (header,) = spectrum.sql("SELECT * FROM CR_CHNG_REQ_HDR_MC")
    assert header["Change_Order_Number"] == "CO1"
    (order,) = spectrum.sql("SELECT * FROM CR_CHANGE_ORDER_HEADER_MC")
    assert (order["Entered_Revenue"], order["Change_Order_Amount"]) == (0, 100)


def test_a_request_on_an_order_is_locked(spectrum: Spectrum) -> None:
    _pending(spectrum)
    _order(spectrum, Change_Request_Number="001")
    (row,) = spectrum.request(CR_Description="x")
    assert row["desc"] == "Change_Request_Number '001' is invalid: it is on change order CO1"
    (row,) = _order(spectrum, Change_Order_Number="CO2", Change_Request_Number="001")
    assert row["desc"] == "Change_Request_Number '001' is invalid: it is on change order CO1"
    with pytest.raises(ValueError, match="it is on CO1"):
        spectrum.make(
            "delete_change_request", job_number="24-101", customer_code="RIVER", number="001"
        )


def test_an_order_takes_several_requests_and_then_no_other_change(spectrum: Spectrum) -> None:
    _pending(spectrum, "001", "100.00")
    _pending(spectrum, "002", "-30.00")
    assert _order(spectrum, Change_Request_Number="001") == []
    assert _order(spectrum, Change_Request_Number="002") == []
    assert spectrum.cents(REVISED) == 250_070_00
    (row,) = _order(spectrum, Description="later")
    assert row["desc"] == "Change_Order_Number 'CO1' is invalid: it holds change requests"


def test_billing_entered_on_the_order_counts_once(spectrum: Spectrum) -> None:
    assert _order(spectrum, CO_Billing_Item_Code="01", Revenue="10.00") == []
    assert _order(spectrum, CO_Billing_Item_Code="01", Revenue="12.00") == []
    assert _order(spectrum, CO_Billing_Item_Code="0123456789", Revenue="0.50") == []
    assert spectrum.cents(REVISED) == 250_012_50


def test_a_blank_number_is_numbered(spectrum: Spectrum) -> None:
    (row,) = _order(spectrum, Change_Order_Number="")
    assert row == {"error_code": "G", "desc": "001", "column": "Change_Order_Number"}


@pytest.mark.parametrize(
    ("given", "code", "column"),
    [
        ({"Status_Code": ""}, "M", "Status_Code"),
        ({"Status_Code": "AP"}, "I", "Status_Code"),
        ({"Job_Number": "99"}, "I", "Job_Number"),
        ({"Approved_Date": "01/01/2021"}, "I", "Approved_Date"),
        ({"Change_Order_Date": "12/31/2019"}, "I", "Change_Order_Date"),
        ({"Change_Request_Number": "404"}, "I", "Change_Request_Number"),
        ({"CO_Billing_Item_Code": "77", "Revenue": "1"}, "I", "CO_Billing_Item_Code"),
        ({"CO_Billing_Item_Code": "01234567890"}, "I", "CO_Billing_Item_Code"),
        ({"Fee_Percent": "-1"}, "I", "Fee_Percent"),
        ({"Approved_Days": "-1"}, "I", "Approved_Days"),
    ],
)
def test_orders_that_are_refused(
    spectrum: Spectrum, given: dict[str, str], code: str, column: str
) -> None:
    (row,) = _order(spectrum, **given)
    assert (row["error_code"], row["column"]) == (code, column)
    assert spectrum.sql("SELECT * FROM CR_CHANGE_ORDER_HEADER_MC") == []


def test_a_request_with_a_blank_billing_item_is_not_taken(spectrum: Spectrum) -> None:
    spectrum.make(
        "change_request",
        job_number="24-101",
        customer_code="RIVER",
        number="001",
        status_code="PE",
        billing_lines=[{"revenue": "5.00"}],
    )
    (row,) = _order(spectrum, Change_Request_Number="001")
    assert row["desc"] == "Change_Request_Number '001' is invalid: it has a blank billing item"


def test_blank_lines_are_filled_from_the_earliest_and_only_once(spectrum: Spectrum) -> None:
    spectrum.make(
        "change_request",
        job_number="24-101",
        customer_code="RIVER",
        number="001",
        status_code="PE",
        billing_lines=[{"revenue": "5.00"}, {"billing_item_code": "01"}, {"revenue": "6.00"}],
    )

    def fill(**given: str) -> list[Row]:
        usual = {**KEY, "Change_Request_Number": "001", "CR_Billing_Item_Code": "01"}
        return spectrum.call("ARChngReqBlankBIUpdate", **{**usual, "CR_Revenue": "7", **given})

    assert fill(Sequence="3", CR_Billing_Item_Code="0123456789") == []
    assert fill() == []
    lines = spectrum.sql("SELECT * FROM CR_CHNG_REQ_REV ORDER BY Sequence")
    assert [line["Billing_Item_Code"] for line in lines] == ["01", "01", "0123456789"]
    assert [line["Revenue"] for line in lines] == [7, 0, 7]
    assert lines[0]["Billing_Item_Description"] == "Mobilization"
    (row,) = fill()
    assert row["desc"].endswith("it has no blank billing line")
    (row,) = fill(Sequence="1")
    assert row["column"] == "Sequence"


@pytest.mark.parametrize(
    ("given", "code", "column"),
    [
        ({"CR_Revenue": ""}, "M", "CR_Revenue"),
        ({"CR_Billing_Item_Code": ""}, "M", "CR_Billing_Item_Code"),
        ({"CR_Billing_Item_Code": "77"}, "I", "CR_Billing_Item_Code"),
        ({"Change_Request_Number": "9"}, "I", "Change_Request_Number"),
    ],
)
def test_fillings_that_are_refused(
    spectrum: Spectrum, given: dict[str, str], code: str, column: str
) -> None:
    spectrum.make(
        "change_request",
        job_number="24-101",
        customer_code="RIVER",
        number="001",
        status_code="PE",
        billing_lines=[{"revenue": "5.00"}],
    )
    usual = {**KEY, "Change_Request_Number": "001", "CR_Billing_Item_Code": "01"}
    (row,) = spectrum.call("ARChngReqBlankBIUpdate", **{**usual, "CR_Revenue": "7", **given})
    assert (row["error_code"], row["column"]) == (code, column)
    (line,) = spectrum.sql("SELECT * FROM CR_CHNG_REQ_REV")
    assert (line["Billing_Item_Code"], line["Revenue"]) == ("", 5)


def test_notes_are_replaced_appended_and_cut_at_1000(spectrum: Spectrum) -> None:
    spectrum.request(CR_Status="AP")
    _order(spectrum)

    def note(text: str, append: str = "", kind: str = "CR", number: str = "001") -> list[Row]:
        return spectrum.call(
            "ChgReqChgOrderNotes",
            **KEY,
            Company_Code="",
            Type=kind,
            CR_CO_Number=number,
            Notes_Text=text,
            Append_Note=append,
        )

    def notes() -> str:
        return str(spectrum.sql("SELECT Notes FROM CR_CHNG_REQ_HDR")[0]["Notes"])

    assert note("first") == []
    assert notes() == "first"
    note("second")
    assert notes() == "second"
    note("x" * 999, append="Y")
    assert notes() == "second" + "x" * 994
    assert note("on the order", kind="CO", number="CO1") == []
    assert spectrum.sql("SELECT Notes FROM CR_CHANGE_ORDER_HEADER")[0]["Notes"] == "on the order"
    (row,) = note("nowhere", number="404")
    assert (row["error_code"], row["column"]) == ("I", "CR_CO_Number")
    (row,) = note("x", kind="XX")
    assert row["column"] == "Type"


def _fee(spectrum: Spectrum) -> int:
    return spectrum.cents("SELECT Fee_Amount FROM CR_CHANGE_ORDER_HEADER")


def test_fees_come_from_the_requests_unless_given(spectrum: Spectrum) -> None:
    for number in ("001", "002", "003"):
        spectrum.request(
            Change_Request_Number=number,
            CR_Status="AP",
            Fee_Percent="10",
            CR_Phase_Code="01000",
            CR_Cost_Type="L",
            Change_Request_Amount="50.00",
        )
    _order(spectrum, Change_Request_Number="001")
    assert _fee(spectrum) == 5_00
    _order(spectrum, Change_Request_Number="002")
    assert _fee(spectrum) == 10_00
    _order(spectrum, Change_Order_Number="CO2", Change_Request_Number="003", Fee_Amount="1.25")
    (second,) = spectrum.sql(
        "SELECT Fee_Amount FROM CR_CHANGE_ORDER_HEADER WHERE Change_Order_Number = 'CO2'"
    )
    assert second["Fee_Amount"] == 1.25


def test_a_fee_percent_beats_the_amount_and_is_taken_of_the_job_total(spectrum: Spectrum) -> None:
    spectrum.request(
        CR_Status="AP",
        CR_Phase_Code="01000",
        CR_Cost_Type="L",
        Change_Request_Amount="50.00",
    )
    _order(spectrum, Change_Request_Number="001", Fee_Percent="3", Fee_Amount="99")
    assert _fee(spectrum) == 1_50


def test_an_order_made_and_deleted_by_hand_locks_and_frees(spectrum: Spectrum) -> None:
    _pending(spectrum)
    key: dict[str, object] = {"job_number": "24-101", "customer_code": "RIVER"}
    made = spectrum.make(
        "change_order", **key, number="9", status_code="OK", change_request_numbers=["001"]
    )
    assert made["change_request_numbers"] == ["001"]
    assert len(spectrum.sql("SELECT * FROM CR_CHNG_ORD_CHNG_REQ_XREF")) == 1
    (row,) = spectrum.request(CR_Description="x")
    assert row["column"] == "Change_Request_Number"
    with pytest.raises(ValueError, match="change requests on no order: none"):
        spectrum.make(
            "change_order", **key, number="10", status_code="OK", change_request_numbers=["001"]
        )
    spectrum.make("delete_change_order", **key, number="9")
    assert spectrum.sql("SELECT * FROM CR_CHNG_ORD_CHNG_REQ_XREF") == []
    assert spectrum.request(CR_Description="x") == []
