"""What the phase services take and give (spectrum_api.md 3)."""

from simulator.spectrum.jobs.model import Job
from simulator.spectrum.phases.model import Phase
from simulator.spectrum.soap.elements import choice, number, text

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

ADD_PHASE = (
    text("Company_Code", 3),
    text("Job_Number", 10, is_required=True),
    text("Phase_Code", 20, is_required=True),
    text("Description", 25),
    text("Cost_Type", 3, is_required=True),
    number("Original_Est_Quantity", "-7.2"),
    text("Unit_of_Measure", 3),
    number("Original_Est_Cost", "-8.2"),
    number("Original_Est_Hours", "-6.2"),
    text("Bid_Item_Number", 10),
    text("Alt_Phase_Code", 20),
    text("Work_Comp_Code", 6),
    choice("Price_Method_Code", "F", "T", "C", "U", "J"),
    text("Phase_Cost_Center", 10),
    number("Current_Est_Hours", "-6.2"),
    number("Current_Est_Quantity", "-7.2"),
    number("Current_Est_Cost", "-8.2"),
    choice("Status_Code", "A", "I", "C"),
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
