"""AddJob and UpdateJob, and the contract they bring with them (spectrum_api.md 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Row, Spectrum

CONTRACTS = "SELECT * FROM CR_CONTRACT_MASTER_MC WHERE Job_Number = :number"


def _add(spectrum: Spectrum, number: str = "25-001", **given: str) -> list[Row]:
    usual = {"Taxable_Flag": "N", "Price_Method_Code": "F", "Job_Number": number}
    return spectrum.call("AddJob", **{**usual, **given})


def test_a_job_is_added_and_read_back(spectrum: Spectrum) -> None:
    assert _add(spectrum, Job_Description="Bridge", City="Oslo", Original_Contract="10.5") == []
    job = {row["Job_Number"]: row for row in spectrum.call("GetJobMain")}["25-001"]
    assert (job["Job_Description"], job["City"], job["Status_Code"]) == ("Bridge", "Oslo", "A")
    assert job["Original_Contract"] == "10.50"
    assert spectrum.sql(CONTRACTS, number="25-001") == []


def test_a_customer_brings_the_contract(spectrum: Spectrum) -> None:
    assert _add(spectrum, Customer_Code="RIVER", Original_Contract="99.00") == []
    (contract,) = spectrum.sql(CONTRACTS, number="25-001")
    assert (contract["Customer_Code"], contract["Original_Contract"]) == ("RIVER", 99)
    assert contract["Use_Unit_Pricing"] == "N"
    _add(spectrum, "25-002", Customer_Code="RIVER", Price_Method_Code="U")
    (contract,) = spectrum.sql(CONTRACTS, number="25-002")
    assert contract["Use_Unit_Pricing"] == "Y"


REFUSED: dict[str, tuple[dict[str, str], str, str]] = {
    "duplicate": ({"Job_Number": "24-101"}, "I", "Job_Number"),
    "unknown customer": ({"Customer_Code": "NOBODY"}, "I", "Customer_Code"),
    "no price method": ({"Price_Method_Code": ""}, "M", "Price_Method_Code"),
    "unknown price method": ({"Price_Method_Code": "X"}, "I", "Price_Method_Code"),
    "no taxable flag": ({"Taxable_Flag": ""}, "M", "Taxable_Flag"),
    "estimated end before start": (
        {"Est_Start_Date": "02/01/2020", "Est_Complete_Date": "01/31/2020"},
        "I",
        "Est_Complete_Date",
    ),
    "end before start": (
        {"Start_Date": "02/01/2020", "Complete_Date": "01/31/2020"},
        "I",
        "Complete_Date",
    ),
    "both wage rules": (
        {"Track_Davis_Bacon": "Y", "Track_Prevailing_Wage": "F"},
        "I",
        "Track_Prevailing_Wage",
    ),
    "a tax code twice": (
        {"Work_State_Tax_Code": "WA", "Work_Local_Tax_Code": "WA"},
        "I",
        "Work_Local_Tax_Code",
    ),
    "unknown master": ({"Master_Job": "99"}, "I", "Master_Job"),
    "description of 26": ({"Job_Description": "x" * 26}, "I", "Job_Description"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_jobs_that_are_refused(spectrum: Spectrum, name: str) -> None:
    given, code, column = REFUSED[name]
    (row,) = _add(spectrum, **given)
    assert (row["error_code"], row["column"]) == (code, column)
    assert spectrum.sql("SELECT * FROM JC_JOB_MASTER WHERE Job_Number = '25-001'") == []


def test_a_sub_job_has_its_masters_phases_and_customer(spectrum: Spectrum) -> None:
    _add(spectrum, "M-1", Phase_Display_Code="XX-XXX", Customer_Code="RIVER")
    (row,) = _add(spectrum, "M-1.1", Master_Job="M-1", Phase_Display_Code="XX-XX")
    assert row["column"] == "Phase_Display_Code"
    assert _add(spectrum, "M-1.2", Master_Job="M-1") == []
    job = {row["Job_Number"]: row for row in spectrum.call("GetJob")}["M-1.2"]
    assert job["Customer_Code"] == "RIVER"
    spectrum.make("close_job", job_number="M-1")
    (row,) = _add(spectrum, "M-1.3", Master_Job="M-1")
    assert row["desc"] == "Master_Job 'M-1' is invalid: the job is complete"


def test_an_update_changes_what_is_given_only(spectrum: Spectrum) -> None:
    assert spectrum.call("UpdateJob", Job_Number="24-101", City="Bergen", Company_Code="") == []
    job = spectrum.call("GetJob")[0]
    assert (job["City"], job["Job_Description"]) == ("Bergen", "Riverside Tower")


def test_an_update_never_changes_a_contract(spectrum: Spectrum) -> None:
    rows = spectrum.call(
        "UpdateJob",
        Job_Number="24-101",
        Customer_Code="RIVER",
        Original_Contract="1.00",
        Job_Description="Renamed",
    )
    assert [(row["error_code"], row["column"]) for row in rows] == [("W", "Customer_Code")]
    (contract,) = spectrum.sql(CONTRACTS, number="24-101")
    assert contract["Original_Contract"] == 250_000
    assert spectrum.call("GetJob")[0]["Job_Description"] == "Renamed"
    assert spectrum.refusals() == []


def test_an_update_with_a_new_customer_makes_a_contract(spectrum: Spectrum) -> None:
    spectrum.make("customer", code="SECOND", name="Second")
    assert spectrum.call("UpdateJob", Job_Number="24-101", Customer_Code="SECOND") == []
    customers = [row["Customer_Code"] for row in spectrum.sql(CONTRACTS, number="24-101")]
    assert customers == ["RIVER", "SECOND"]


def test_completing_a_job_dates_it(spectrum: Spectrum) -> None:
    spectrum.call("UpdateJob", Job_Number="24-101", Status_Code="C", Lock_Revenue_Entry="Y")
    (job,) = spectrum.sql("SELECT * FROM JC_JOB_MASTER WHERE Job_Number = '24-101'")
    assert job["Complete_Date"].startswith("2020-04-09")
    (row,) = spectrum.request(CR_Status="AP")
    assert row["column"] == "Job_Number"


@pytest.mark.parametrize(
    ("given", "code", "column"),
    [
        ({"Job_Number": "99"}, "I", "Job_Number"),
        ({"Reports_Calc_Override": "Y"}, "M", "Entered_Percent_Complete"),
        ({"Entered_Percent_Complete": "100.25"}, "I", "Entered_Percent_Complete"),
    ],
)
def test_updates_that_are_refused(
    spectrum: Spectrum, given: dict[str, str], code: str, column: str
) -> None:
    (row,) = spectrum.call("UpdateJob", **{"Job_Number": "24-101", "City": "X", **given})
    assert (row["error_code"], row["column"]) == (code, column)
    assert spectrum.call("GetJob")[0]["City"] == ""


def test_a_mask_is_never_shortened(spectrum: Spectrum) -> None:
    _add(spectrum, Phase_Display_Code="XX-XXX")
    (row,) = spectrum.call("UpdateJob", Job_Number="25-001", Phase_Display_Code="XX-XX")
    assert row["desc"].endswith("a mask can be lengthened, never shortened")
    assert spectrum.call("UpdateJob", Job_Number="25-001", Phase_Display_Code="XXX-XXX") == []
