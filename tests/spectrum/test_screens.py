"""What people do in Spectrum's screens: records made, and refusals that say the way out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from simulator.spectrum.screens.makers import MAKERS

if TYPE_CHECKING:
    from conftest import Spectrum

KEY: dict[str, object] = {"job_number": "24-101", "customer_code": "RIVER"}

REFUSED: dict[str, tuple[str, dict[str, object], str]] = {
    "unknown field": (
        "customer",
        {"code": "X", "nmae": "Y"},
        "field 'nmae' is 'Y'; allowed: did you mean 'name'? fields code, name, status",
    ),
    "no code": (
        "customer",
        {},
        "field 'code' is None; allowed: a text of 1 to 10 characters",
    ),
    "code too long": (
        "customer",
        {"code": "12345678901"},
        "field 'code' is '12345678901'; allowed: a text of at most 10 characters, without control "
        "characters",
    ),
    "control character": (
        "customer",
        {"code": "A\x00"},
        "field 'code' is 'A\\x00'; allowed: a text of at most 10 characters, without control "
        "characters",
    ),
    "customer twice": (
        "customer",
        {"code": "RIVER"},
        "field 'code' is 'RIVER'; allowed: a code that no customer has yet",
    ),
    "job twice": (
        "job",
        {"number": "24-101"},
        "field 'number' is '24-101'; allowed: a number that no job has yet",
    ),
    "job of nobody": (
        "job",
        {"number": "X", "customer_code": "NOBODY"},
        "field 'customer_code' is 'NOBODY'; allowed: the code of an existing customer",
    ),
    "float amount": (
        "job",
        {"number": "X", "original_contract": 1.5},
        "field 'original_contract' is 1.5; allowed: a number as text or whole number, at most 2 "
        "decimals",
    ),
    "no amount": (
        "job",
        {"number": "X", "original_contract": "lots"},
        "field 'original_contract' is 'lots'; allowed: a number as text or whole number, at most "
        "2 decimals",
    ),
    "tenth of a cent": (
        "job",
        {"number": "X", "original_contract": "1.001"},
        "field 'original_contract' is '1.001'; allowed: a number as text or whole number, at most "
        "2 decimals",
    ),
    "price method": (
        "job",
        {"number": "X", "price_method": "Q"},
        "field 'price_method' is 'Q'; allowed: one of F, T, C, U",
    ),
    "phase of no job": (
        "phase",
        {"job_number": "99"},
        "field 'job_number' is '99'; allowed: the number of an existing job",
    ),
    "phase with dashes": (
        "phase",
        {"job_number": "24-101", "phase_code": "01-000", "cost_type": "L"},
        "field 'phase_code' is '01-000'; allowed: a code without dashes",
    ),
    "phase twice": (
        "phase",
        {"job_number": "24-101", "phase_code": "01000", "cost_type": "L"},
        "field 'cost_type' is 'L'; allowed: one that 01000 does not have yet",
    ),
    "closing a phase that is not there": (
        "close_phase",
        {"job_number": "24-101", "phase_code": "01000", "cost_type": "Q"},
        "field 'cost_type' is 'Q'; allowed: one that 01000 has",
    ),
    "contract twice": (
        "contract",
        KEY,
        "field 'customer_code' is 'RIVER'; allowed: a customer that job 24-101 has no contract "
        "with yet",
    ),
    "contract not there": (
        "update_contract",
        {"job_number": "24-101", "customer_code": "NOBODY"},
        "field 'customer_code' is 'NOBODY'; allowed: a customer that job 24-101 has a contract "
        "with",
    ),
    "item of twelve": (
        "billing_item",
        {**KEY, "code": "123456789012"},
        "field 'code' is '123456789012'; allowed: a text of at most 11 characters, without "
        "control characters",
    ),
    "group on fixed price": (
        "billing_item",
        {**KEY, "code": "9", "group_code": "A"},
        "field 'group_code' is 'A'; allowed: none, for a fixed price contract",
    ),
    "no group on unit price": (
        "billing_item",
        {"job_number": "24-102", "customer_code": "RIVER", "code": "9"},
        "field 'group_code' is ''; allowed: a group, for a unit price contract",
    ),
    "item not there": (
        "update_billing_item",
        {**KEY, "code": "77"},
        "field 'code' is '77'; allowed: the contract's items are: 01, 0123456789, 01234567890",
    ),
    "action type 6": (
        "change_request_status",
        {"code": "ZZ", "action_type": 6},
        "field 'action_type' is 6; allowed: a whole number from 1 to 5",
    ),
    "order status of type 3": (
        "change_order_status",
        {"code": "ZZ", "action_type": 3},
        "field 'action_type' is 3; allowed: a whole number from 1 to 2",
    ),
    "request without status": (
        "change_request",
        {**KEY, "number": "9", "status_code": "??"},
        "field 'status_code' is '??'; allowed: the status codes are: AP, EX, CO, PE, RV",
    ),
    "request with an unknown item": (
        "change_request",
        {**KEY, "number": "9", "status_code": "AP", "billing_lines": [{"billing_item_code": "7"}]},
        "field 'billing_item_code' is '7'; allowed: the contract's items are: 01, 0123456789, "
        "01234567890",
    ),
    "lines that are none": (
        "change_request",
        {**KEY, "number": "9", "status_code": "AP", "cost_lines": "many"},
        "field 'cost_lines' is 'many'; allowed: a list of records",
    ),
    "request not there": (
        "delete_change_request",
        {**KEY, "number": "9"},
        "field 'number' is '9'; allowed: the contract's change requests are: none",
    ),
    "period backwards": (
        "processing_period",
        {"from": "2020-02-01", "to": "2020-01-31"},
        "field 'to' is '2020-01-31'; allowed: 2020-02-01 or later",
    ),
    "no date": (
        "processing_period",
        {"from": "01/01/2020", "to": "2020-01-31"},
        "field 'from' is '01/01/2020'; allowed: a date, YYYY-MM-DD",
    ),
    "secret life": (
        "access_client",
        {"client_id": "c", "client_secret": "s", "authorization_id": "NOBODY", "life_days": 6},
        "field 'authorization_id' is 'NOBODY'; allowed: an existing authorization id",
    ),
    "negative markup": (
        "pricing_defaults",
        {**KEY, "markups": [{"cost_type": "L", "percent": "-1"}]},
        "field 'percent' is Decimal('-1.00'); allowed: zero or more (D-276)",
    ),
    "flag as text": (
        "switches",
        {"pads_codes": "yes"},
        "field 'pads_codes' is 'yes'; allowed: true or false",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_name_the_field_the_value_and_what_is_allowed(
    spectrum: Spectrum, name: str
) -> None:
    kind, given, message = REFUSED[name]
    before = spectrum.site.world.snapshot()
    with pytest.raises(ValueError, match="spectrum ") as refused:
        spectrum.make(kind, **given)
    assert str(refused.value).endswith(": " + message)
    assert spectrum.site.world.snapshot() == before


def test_every_kind_is_named() -> None:
    needed = {
        "customer",
        "job",
        "phase",
        "cost_type",
        "contract",
        "billing_item",
        "change_request_status",
        "change_request",
        "delete_change_request",
        "update_billing_item",
        "delete_billing_item",
        "close_job",
        "close_phase",
        "processing_period",
        "authorization",
    }
    assert needed <= set(MAKERS)


def test_a_closed_phase_is_complete_for_every_reader(spectrum: Spectrum) -> None:
    """D-153; a blank status leaves completed ones out of GetPhase, as of GetJob."""
    closed = {"job_number": "24-101", "phase_code": "01000", "cost_type": "L"}
    status = "SELECT Status_Code FROM JC_PHASE_MASTER WHERE Phase_Code='01000' AND Cost_Type='L'"
    assert [row["Status_Code"] for row in spectrum.sql(status)] == ["A"]
    assert spectrum.make("close_phase", **closed)["status"] == "C"
    assert [row["Status_Code"] for row in spectrum.sql(status)] == ["C"]
    rows = spectrum.call("GetPhase", pJob_Number="24-101", pStatus_Code="C")
    assert [(row["Phase_Code"], row["Cost_Type"]) for row in rows] == [("01000", "L")]


def test_a_unit_price_job_makes_a_unit_price_contract(spectrum: Spectrum) -> None:
    (contract,) = spectrum.sql(
        "SELECT Use_Unit_Pricing FROM CR_CONTRACT_MASTER WHERE Job_Number = '24-102'"
    )
    assert contract["Use_Unit_Pricing"] == "Y"


def test_the_main_page_follows_the_items_only_when_told(spectrum: Spectrum) -> None:
    amount = "SELECT Original_Contract FROM CR_CONTRACT_MASTER WHERE Job_Number = '24-101'"
    spectrum.make("update_billing_item", **KEY, code="01", original_contract="100000.01")
    assert spectrum.cents(amount) == 250_000_00
    spectrum.make(
        "billing_item", **KEY, code="NEW", original_contract="1", updates_original_contract=True
    )
    assert spectrum.cents(amount) == 250_001_01
    spectrum.make("update_contract", **KEY, original_contract=Decimal("7.00"))
    assert spectrum.cents(amount) == 7_00


def test_items_keep_their_sequence_when_one_is_deleted(spectrum: Spectrum) -> None:
    spectrum.make("delete_billing_item", **KEY, code="0123456789")
    made = spectrum.make("billing_item", **KEY, code="LAST", original_contract="0.00")
    assert made["sequence"] == 4
    rows = spectrum.sql(
        "SELECT Sequence, Billing_Item_Code FROM CR_DRAW_REQUEST_DETAIL ORDER BY Sequence"
    )
    assert [tuple(row.values()) for row in rows] == [(1, "01"), (3, "01234567890"), (4, "LAST")]


def test_an_item_that_is_billed_is_not_deleted(spectrum: Spectrum) -> None:
    spectrum.request(CR_Status="AP", CR_Billing_Item_Code="01", CR_Revenue="1")
    with pytest.raises(ValueError, match="001 does"):
        spectrum.make("delete_billing_item", **KEY, code="01")


def test_a_foreign_change_request_and_its_deletion(spectrum: Spectrum) -> None:
    made = spectrum.make(
        "change_request",
        **KEY,
        number="001",
        description="Entered by hand",
        status_code="AP",
        approved_date=date(2020, 5, 1),
        cost_lines=[{"phase_code": "01000", "cost_type": "L", "amount": "3.00"}],
        billing_lines=[{"billing_item_code": "01", "revenue": "4.00"}],
    )
    assert made["approved_date"] == "2020-05-01"
    total = "SELECT Approved_Changes FROM CR_CONTRACT_MASTER1_V WHERE Job_Number = '24-101'"
    assert spectrum.cents(total) == 4_00
    spectrum.make("delete_change_request", **KEY, number="001")
    assert spectrum.cents(total) == 0
    for table in ("CR_CHNG_REQ_HDR", "CR_CHNG_REQ_CON_DET", "CR_CHNG_REQ_REV"):
        assert spectrum.sql(f"SELECT * FROM {table}") == []


def test_an_action_type_in_use_is_fixed(spectrum: Spectrum) -> None:
    spectrum.make("change_request_status", code="AP", action_type=2)
    spectrum.request(CR_Status="AP")
    with pytest.raises(ValueError, match="because the code is in use"):
        spectrum.make("change_request_status", code="AP", action_type=1)
    renamed = spectrum.make(
        "change_request_status", code="AP", action_type=2, description="Approved"
    )
    assert renamed["description"] == "Approved"


def test_the_processing_period_moves(spectrum: Spectrum) -> None:
    period: dict[str, object] = {"from": "2021-01-01", "to": "2021-01-31"}
    spectrum.make("processing_period", **period)
    (row,) = spectrum.request(CR_Status="AP", Approved_Date="12/31/2020")
    assert row["desc"] == (
        "Approved_Date '12/31/2020' is invalid: the processing dates are 01/01/2021 to 01/31/2021"
    )
    assert spectrum.request(CR_Status="AP", Approved_Date="01/31/2021") == []
