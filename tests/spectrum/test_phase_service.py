"""AddPhase: create or update, masks and zeros, one description a phase (spectrum_api.md 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.spectrum.phases.mask import Fill, code_length, formatted

if TYPE_CHECKING:
    from conftest import Row, Spectrum


def _add(spectrum: Spectrum, **given_elements: str) -> list[Row]:
    usual = {
        "Job_Number": "24-101",
        "Phase_Code": "03000",
        "Cost_Type": "L",
        "Description": "Concrete",
        "Price_Method_Code": "J",
    }
    return spectrum.call("AddPhase", **{**usual, **given_elements})


def _phase(spectrum: Spectrum, code: str, cost_type: str) -> Row:
    rows = spectrum.call("GetPhase", pJob_Number="24-101")
    return {(row["Phase_Code"], row["Cost_Type"]): row for row in rows}[(code, cost_type)]


def test_a_phase_is_added_and_its_estimates_become_current(spectrum: Spectrum) -> None:
    assert _add(spectrum, Original_Est_Cost="120.50", Original_Est_Hours="8") == []
    phase = _phase(spectrum, "03000", "L")
    assert phase["Current_Estimated_Dollars"] == "120.50"
    assert phase["Estimated_Hours"] == "8.00"
    assert phase["Status_Code"] == "A"


def test_an_update_keeps_what_is_blank(spectrum: Spectrum) -> None:
    _add(spectrum, Original_Est_Cost="120.50")
    assert _add(spectrum, Description="", Price_Method_Code="", Status_Code="C") == []
    phase = _phase(spectrum, "03000", "L")
    assert (phase["Description"], phase["Status_Code"]) == ("Concrete", "C")
    assert phase["Current_Estimated_Dollars"] == "120.50"


def test_a_phase_has_one_description_for_all_its_cost_types(spectrum: Spectrum) -> None:
    _add(spectrum)
    _add(spectrum, Cost_Type="M", Description="ignored")
    assert _phase(spectrum, "03000", "M")["Description"] == "Concrete"
    _add(spectrum, Cost_Type="M", Description="RunScript concrete")
    assert _phase(spectrum, "03000", "L")["Description"] == "RunScript concrete"
    stored = spectrum.sql("SELECT Description FROM JC_PHASE_MASTER WHERE Phase_Code = '03000'")
    assert {row["Description"] for row in stored} == {"RunScript concrete"}


@pytest.mark.parametrize(
    ("elements", "code", "column"),
    [
        ({"Job_Number": "99"}, "I", "Job_Number"),
        ({"Phase_Code": "03-000"}, "I", "Phase_Code"),
        ({"Cost_Type": "Z"}, "I", "Cost_Type"),
        ({"Description": ""}, "M", "Description"),
        ({"Price_Method_Code": ""}, "M", "Price_Method_Code"),
        ({"Price_Method_Code": "X"}, "I", "Price_Method_Code"),
        ({"Phase_Code": "x" * 21}, "I", "Phase_Code"),
    ],
)
def test_phases_that_are_refused(
    spectrum: Spectrum, elements: dict[str, str], code: str, column: str
) -> None:
    (row,) = _add(spectrum, **elements)
    assert (row["error_code"], row["column"]) == (code, column)
    assert len(spectrum.call("GetPhase")) == 3


def test_a_complete_job_takes_no_phase(spectrum: Spectrum) -> None:
    spectrum.make("close_job", job_number="24-101")
    (row,) = _add(spectrum)
    assert row["desc"].endswith("the job is complete and takes no phases")


@pytest.mark.parametrize(
    ("fill", "given_code", "stored"),
    [
        ("none", "03000", "03000"),
        ("none", "300", None),
        ("leading", "300", "00300"),
        ("trailing", "300", "30000"),
        ("trailing", "030001", None),
    ],
)
def test_codes_follow_the_mask_of_their_job(
    spectrum: Spectrum, fill: str, given_code: str, stored: str | None
) -> None:
    spectrum.make("phase_format", mask="XX-XXX", fill=fill)
    spectrum.call("AddJob", Job_Number="25-1", Taxable_Flag="N", Price_Method_Code="F")
    rows = _add(spectrum, Job_Number="25-1", Phase_Code=given_code)
    if stored is None:
        assert rows[0]["desc"] == (
            "Phase_Code is invalid, value does not match specified field mask"
        )
    else:
        assert rows == []
        (phase,) = spectrum.call("GetPhase", pJob_Number="25-1")
        assert phase["Phase_Code"] == stored


@given(
    st.text("0123456789ABC", min_size=1, max_size=20),
    st.sampled_from(["", "X", "XX-XXX", "XX-XX-XX-XX"]),
    st.sampled_from(Fill),
)
def test_what_is_stored_fits_the_mask_and_stays_as_it_is(code: str, mask: str, fill: Fill) -> None:
    stored = formatted(code, mask, fill)
    if stored is None:
        assert len(code) != code_length(mask)
        return
    assert code in stored
    assert not mask or len(stored) == code_length(mask)
    assert formatted(stored, mask, fill) == stored
