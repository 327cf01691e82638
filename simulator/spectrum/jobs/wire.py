"""What the job services take and give (spectrum_api.md 3)."""

from simulator.spectrum.change_requests.model import cents
from simulator.spectrum.jobs.model import Job
from simulator.spectrum.soap.elements import choice, text

SORT_ORDERS = ("D", "P", "S", "E", "C")

GET_JOB_FILTERS = (
    text("pCompany_Code", 3),
    text("pDivision", 5),
    choice("pStatus_Code", "A", "I", "C"),
    text("pProject_Manager", 15),
    text("pSuperintendent", 15),
    text("pEstimator", 15),
    text("pCustomer_Code", 10),
    text("pCost_Center", 10),
    choice("pSort_By", *SORT_ORDERS),
)

GET_JOB_COLUMNS = (
    "Company_Code",
    "Job_Number",
    "Job_Description",
    "Division",
    "Address_1",
    "Address_2",
    "City",
    "State",
    "Zip_Code",
    "Project_Manager",
    "Superintendent",
    "Estimator",
    "Certified_Flag",
    "Customer_Code",
    "Status_Code",
    "Work_State_Tax_Code",
    "Contract_Number",
    "Cost_Center",
)

GET_JOB_MAIN_COLUMNS = (
    "Company_Code",
    "Job_Number",
    "Job_Description",
    "Division",
    "Address_1",
    "Address_2",
    "City",
    "State",
    "Zip_Code",
    "Phone",
    "Fax_Phone",
    "Job_Site_Phone",
    "Customer_Code",
    "Customer_Name",
    "Original_Contract",
    "Contract_Number",
    "Owner_Name",
    "WO_Site",
    "Comment",
    "Price_Method_Code",
    "Total_Units",
    "Unit_of_Measure",
    "Status_Code",
    "Latitude",
    "Longitude",
    "Legal_Desc",
    "Cost_Center",
    "Field_1",
    "Field_2",
    "Field_3",
    "Field_4",
    "Field_5",
)

# GetJob gives Contract_Number as Text 15 although AddJob takes 30 (spectrum_api.md 3).
GET_JOB_CONTRACT_NUMBER_LENGTH = 15


def job_values(job: Job, customer_name: str) -> dict[str, str]:
    """Every column of a job that is not one of its descriptive details."""
    return {
        "Company_Code": job.company_code,
        "Job_Number": job.number,
        "Job_Description": job.description,
        "Customer_Code": job.customer_code,
        "Customer_Name": customer_name,
        "Status_Code": job.status_code,
        "Price_Method_Code": job.price_method_code,
        "Original_Contract": (
            "" if job.original_contract is None else str(cents(job.original_contract))
        ),
    }


def job_row(job: Job, customer_name: str, columns: tuple[str, ...]) -> list[str]:
    """The job's texts for these columns; what was never entered is blank."""
    values = job_values(job, customer_name)
    detail = job.details.get
    return [values[name] if name in values else detail(name, "") for name in columns]


def get_job_row(job: Job) -> list[str]:
    row = job_row(job, "", GET_JOB_COLUMNS)
    position = GET_JOB_COLUMNS.index("Contract_Number")
    row[position] = row[position][:GET_JOB_CONTRACT_NUMBER_LENGTH]
    return row


def get_job_main_row(job: Job, customer_name: str) -> list[str]:
    return job_row(job, customer_name, GET_JOB_MAIN_COLUMNS)
