"""What the phase services take and give (spectrum_api.md 3)."""

from simulator.spectrum.jobs.model import Job
from simulator.spectrum.phases.model import Phase
from simulator.spectrum.soap.elements import choice, text

BY_COST_TYPE_FIRST = "C"

GET_PHASE_FILTERS = (
    text("pCompany_Code", 3),
    text("pCost_Type", 3),
    text("pJob_Number", 10),
    choice("pStatus_Code", "A", "I", "C"),
    text("pCost_Center", 10),
    choice("pSort_By", BY_COST_TYPE_FIRST),
)

GET_PHASE_COLUMNS = (
    "Company_Code",
    "Job_Number",
    "Phase_Code",
    "Cost_Type",
    "Description",
    "Status_Code",
    "Unit_of_Measure",
    "JTD_Quantity",
    "JTD_Hours",
    "JTD_Actual_Dollars",
    "Projected_Quantity",
    "Projected_Hours",
    "Projected_Dollars",
    "Estimated_Quantity",
    "Estimated_Hours",
    "Current_Estimated_Dollars",
    "Cost_Center",
)

NOTHING_POSTED = "0.00"


def get_phase_row(job: Job, phase: Phase) -> list[str]:
    """A phase's texts; job-to-date and projected figures are nil, no costs are posted here."""
    return [
        phase.company_code,
        job.number,
        phase.phase_code,
        phase.cost_type,
        phase.description,
        phase.status_code,
        phase.unit_of_measure,
        NOTHING_POSTED,
        NOTHING_POSTED,
        NOTHING_POSTED,
        NOTHING_POSTED,
        NOTHING_POSTED,
        NOTHING_POSTED,
        f"{phase.current_quantity:.2f}",
        f"{phase.current_hours:.2f}",
        f"{phase.current_cost:.2f}",
        phase.cost_center,
    ]
