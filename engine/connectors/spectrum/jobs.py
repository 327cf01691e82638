"""Jobs and phases, from the services that were made for them.

Get services stop at a row cap and have no pages (spectrum_api.md 1). Where the cap strikes, the
whole list is read from Info-Link instead, which knows the same rows without a cap.
"""

from collections.abc import Mapping
from decimal import Decimal

from engine.connectors.exact import money_of
from engine.connectors.spectrum.data_exchange import SYSTEM, DataExchange
from engine.connectors.spectrum.infolink import jobs as infolink_jobs
from engine.connectors.spectrum.infolink.database import InfoLink
from engine.connectors.spectrum.response_rows import Row
from engine.ports.outcomes import Unreadable
from engine.records.job import Job, PriceMethod
from engine.records.phase import Phase

GET_JOBS = "GetJobMain"
GET_PHASES = "GetPhase"
# A blank status leaves completed ones out (spectrum_api.md 3). They are asked for last, so that
# one completed in between is seen twice rather than not at all.
STATUSES = ("", "C")


def read_jobs(data_exchange: DataExchange, info_link: InfoLink) -> list[Job]:
    """Every job of the company, by number."""
    rows = _all_rows(data_exchange, GET_JOBS, {"pCompany_Code": data_exchange.company_code})
    if rows is None:
        found = infolink_jobs.read_jobs(info_link, GET_JOBS)
    else:
        found = [_job(row) for row in rows]
    by_number = {job.job_number: job for job in found}
    return [by_number[number] for number in sorted(by_number)]


def read_phases(data_exchange: DataExchange, info_link: InfoLink, job_number: str) -> list[Phase]:
    """The job's phases and cost types, by code."""
    filters = {"pCompany_Code": data_exchange.company_code, "pJob_Number": job_number}
    rows = _all_rows(data_exchange, GET_PHASES, filters)
    if rows is None:
        found = infolink_jobs.read_phases(info_link, GET_PHASES, job_number)
    else:
        found = [_phase(row) for row in rows]
    by_code = {(phase.phase_code, phase.cost_type): phase for phase in found}
    return [by_code[code] for code in sorted(by_code)]


def _all_rows(
    data_exchange: DataExchange, method: str, filters: Mapping[str, str]
) -> list[Row] | None:
    """The rows of every status; None when the row cap struck."""
    rows: list[Row] = []
    for status in STATUSES:
        reply = data_exchange.get(method, {**filters, "pStatus_Code": status})
        if reply.is_capped:
            return None
        rows += reply.rows
    return rows


def _job(row: Row) -> Job:
    name = f"job {_column(GET_JOBS, row, 'Job_Number')}"
    method_code = _column(GET_JOBS, row, "Price_Method_Code")
    try:
        price_method = PriceMethod(method_code)
    except ValueError:
        raise Unreadable(
            SYSTEM, GET_JOBS, f"{name}: Price_Method_Code is {method_code!r}; expected F, T, C or U"
        ) from None
    return Job(
        company_code=_column(GET_JOBS, row, "Company_Code"),
        job_number=_column(GET_JOBS, row, "Job_Number"),
        description=_column(GET_JOBS, row, "Job_Description"),
        status_code=_column(GET_JOBS, row, "Status_Code"),
        customer_code=_column(GET_JOBS, row, "Customer_Code"),
        price_method=price_method,
        original_contract=_original_contract(row, name),
    )


def _original_contract(row: Row, name: str) -> Decimal:
    """Blank while nobody has entered an amount."""
    text = _column(GET_JOBS, row, "Original_Contract")
    try:
        return money_of(text or "0")
    except ValueError as error:
        raise Unreadable(
            SYSTEM, GET_JOBS, f"{name}: Original_Contract is no amount: {error}"
        ) from None


def _phase(row: Row) -> Phase:
    return Phase(
        job_number=_column(GET_PHASES, row, "Job_Number"),
        phase_code=_column(GET_PHASES, row, "Phase_Code"),
        cost_type=_column(GET_PHASES, row, "Cost_Type"),
        description=_column(GET_PHASES, row, "Description"),
        status_code=_column(GET_PHASES, row, "Status_Code"),
    )


def _column(method: str, row: Row, name: str) -> str:
    if name not in row:
        raise Unreadable(SYSTEM, method, f"a row lacks the column {name}")
    return row[name]
