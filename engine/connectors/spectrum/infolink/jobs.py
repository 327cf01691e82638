"""Jobs and their phases, as the tables hold them."""

from sqlalchemy import select

from engine.connectors.spectrum.infolink.cells import Cells
from engine.connectors.spectrum.infolink.database import InfoLink
from engine.connectors.spectrum.infolink.tables import JOBS, PHASES, is_code
from engine.records.job import Job, PriceMethod
from engine.records.phase import Phase


def read_jobs(info_link: InfoLink, operation: str) -> list[Job]:
    """Every job of the company, completed ones too."""
    query = select(JOBS).where(is_code("Company_Code", info_link.company_code))
    with info_link.read_transaction(operation) as tables:
        return [_job(row) for row in tables.rows(JOBS.name, query)]


def read_phases(info_link: InfoLink, operation: str, job_number: str) -> list[Phase]:
    """Every phase and cost type of the job, completed ones too."""
    query = (
        select(PHASES)
        .where(is_code("Company_Code", info_link.company_code))
        .where(is_code("Job_Number", job_number))
    )
    with info_link.read_transaction(operation) as tables:
        return [_phase(row) for row in tables.rows(PHASES.name, query)]


def price_method(row: Cells) -> PriceMethod:
    """The job's pricing: F, T, C or U."""
    try:
        return PriceMethod(row.code("Price_Method_Code"))
    except ValueError:
        raise row.senseless("Price_Method_Code", "F, T, C or U") from None


def _job(row: Cells) -> Job:
    return Job(
        company_code=row.code("Company_Code"),
        job_number=row.code("Job_Number"),
        description=row.text("Job_Description"),
        status_code=row.code("Status_Code"),
        customer_code=row.code("Customer_Code"),
        price_method=price_method(row),
        original_contract=row.money("Original_Contract"),
    )


def _phase(row: Cells) -> Phase:
    return Phase(
        job_number=row.code("Job_Number"),
        phase_code=row.code("Phase_Code"),
        cost_type=row.code("Cost_Type"),
        description=row.text("Description"),
        status_code=row.code("Status_Code"),
    )
