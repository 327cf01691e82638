"""The Get services: filters, order, row cap and padding (spectrum_api.md 1, 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

if TYPE_CHECKING:
    from conftest import Spectrum


def test_get_job_main_has_what_get_job_lacks(spectrum: Spectrum) -> None:
    job = spectrum.call("GetJobMain")[0]
    assert job["Original_Contract"] == "250000.00"
    assert job["Price_Method_Code"] == "F"
    assert job["Customer_Name"] == "Riverside & Sons"
    assert "Price_Method_Code" not in spectrum.call("GetJob")[0]


def test_a_blank_status_leaves_complete_jobs_out(spectrum: Spectrum) -> None:
    spectrum.make("job", number="24-103", description="Asleep", status="I")
    spectrum.make("close_job", job_number="24-101")

    def numbers(status: str) -> list[str]:
        return [row["Job_Number"] for row in spectrum.call("GetJob", pStatus_Code=status)]

    assert numbers("") == ["24-102", "24-103"]
    assert numbers("A") == ["24-102"]
    assert numbers("I") == ["24-103"]
    assert numbers("C") == ["24-101"]


def test_every_job_filter_narrows(spectrum: Spectrum) -> None:
    people = {"project_manager": "PM", "superintendent": "SU", "estimator": "ES"}
    place = {"division": "7", "cost_center": "CC"}
    spectrum.make("customer", code="OTHER", name="Other")
    spectrum.make("job", number="24-200", customer_code="OTHER", **people, **place)
    filters = {
        "pProject_Manager": "PM",
        "pSuperintendent": "SU",
        "pEstimator": "ES",
        "pDivision": "7",
        "pCost_Center": "CC",
        "pCustomer_Code": "OTHER",
    }
    for name, text in filters.items():
        assert [row["Job_Number"] for row in spectrum.call("GetJob", **{name: text})] == ["24-200"]
        assert spectrum.call("GetJob", **{name: "none"[:5]}) == []


def test_jobs_are_sorted_as_asked(spectrum: Spectrum) -> None:
    spectrum.make("customer", code="ALPHA", name="Alpha")
    spectrum.make("job", number="24-900", customer_code="ALPHA", division="0")
    by_customer = [row["Job_Number"] for row in spectrum.call("GetJob", pSort_By="C")]
    assert by_customer == ["24-900", "24-101", "24-102"]
    (row,) = spectrum.call("GetJob", pSort_By="Z")
    assert (row["Error_Code"], row["Error_Column"]) == ("I", "pSort_By")
    assert row["Job_Number"] == ""


def test_get_phase_filters_and_sorts(spectrum: Spectrum) -> None:
    rows = spectrum.call("GetPhase", pJob_Number="24-101")
    pairs = [(row["Phase_Code"], row["Cost_Type"]) for row in rows]
    assert pairs == [("01000", "L"), ("01000", "M"), ("02000", "L")]
    by_type = spectrum.call("GetPhase", pJob_Number="24-101", pSort_By="C")
    assert [row["Cost_Type"] for row in by_type] == ["L", "L", "M"]
    only = spectrum.call("GetPhase", pCost_Type="M")
    assert [row["Phase_Code"] for row in only] == ["01000"]
    assert spectrum.call("GetPhase", pJob_Number="nothing") == []


def test_customers_by_status(spectrum: Spectrum) -> None:
    spectrum.make("customer", code="GONE", name="Gone", status="I")

    def codes(status: str) -> list[str]:
        return [row["Customer_Code"] for row in spectrum.call("GetCustomers", pStatus=status)]

    assert codes("") == ["RIVER"]
    assert codes("I") == codes("ALL") == ["GONE", "RIVER"]


def test_only_the_companys_own_records_are_given(spectrum: Spectrum) -> None:
    spectrum.make("authorization", id="WIDE", companies=["ZZZ", spectrum.company])
    assert spectrum.call("GetJob", Authorization_ID="WIDE", pCompany_Code="ZZZ") == []
    assert len(spectrum.call("GetJob", Authorization_ID="WIDE", pCompany_Code="")) == 2


def test_more_rows_than_the_cap_end_with_a_warning_row(spectrum: Spectrum) -> None:
    spectrum.make("switches", row_cap=3)
    for number in range(5):
        spectrum.make("job", number=f"25-{number:03}")
    rows = spectrum.call("GetJob")
    assert len(rows) == 4
    assert [row["Error_Code"] for row in rows] == ["", "", "", "W"]
    assert "exceeds max" in rows[-1]["Error_Description"]
    assert rows[-1]["Job_Number"] == ""


def test_the_cap_is_500_unless_switched(spectrum: Spectrum) -> None:
    for number in range(498):
        spectrum.make("job", number=f"A{number:04}")
    assert len(spectrum.call_xml("GetJob")) == 500
    spectrum.make("job", number="ONEMORE")
    rows = spectrum.call_xml("GetJob")
    assert (len(rows), rows[-1]["Error_Code"]) == (501, "W")


def test_large_replies_can_lose_their_closing_tags(spectrum: Spectrum) -> None:
    spectrum.make("switches", row_cap=1, cuts_off_large_replies=True)
    reply = spectrum.post_xml("GetJob", spectrum.parameters("GetJob", {}))
    assert reply.text.endswith("</nis:GetJobResponse>")
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(reply.content)


def test_codes_are_padded_when_switched_on(spectrum: Spectrum) -> None:
    spectrum.make("switches", pads_codes=True)
    job = spectrum.call("GetJob")[0]
    assert job["Job_Number"] == "24-101    "
    assert job["Job_Description"] == "Riverside Tower"
    (stored,) = spectrum.sql("SELECT * FROM JC_JOB_MASTER_MC WHERE Job_Number LIKE '24-101%'")
    assert stored["Job_Number"] == "24-101    "
    spectrum.request(CR_Status="AP", CR_Billing_Item_Code="01", CR_Revenue="5")
    assert spectrum.sql("SELECT Approved_Changes FROM CR_CONTRACT_MASTER1_V")[0] == {
        "Approved_Changes": 5
    }
    spectrum.make("switches", pads_codes=False)
    assert spectrum.call("GetJob")[0]["Job_Number"] == "24-101"
