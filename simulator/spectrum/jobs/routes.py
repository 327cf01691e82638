"""The job services: GetJob, GetJobMain, AddJob and UpdateJob."""

from collections.abc import Callable

from simulator.http.operation import Evidence
from simulator.spectrum.jobs import elements, entry, wire
from simulator.spectrum.jobs.model import ACTIVE, INACTIVE, Job
from simulator.spectrum.soap.elements import Values
from simulator.spectrum.soap.service import (
    GetAnswer,
    GetService,
    PutAnswer,
    PutService,
    Service,
)
from simulator.spectrum.stores import SpectrumStores

_DETAIL_BY_FILTER = {
    "pDivision": "Division",
    "pProject_Manager": "Project_Manager",
    "pSuperintendent": "Superintendent",
    "pEstimator": "Estimator",
    "pCost_Center": "Cost_Center",
}

_SORT_KEY: dict[str, Callable[[Job], str]] = {
    "": lambda job: job.number,
    "D": lambda job: job.details.get("Division", ""),
    "P": lambda job: job.details.get("Project_Manager", ""),
    "S": lambda job: job.details.get("Superintendent", ""),
    "E": lambda job: job.details.get("Estimator", ""),
    "C": lambda job: job.customer_code,
}


def services(stores: SpectrumStores) -> tuple[Service, ...]:
    """The job services over these stores."""

    def get_job(company_code: str, filters: Values) -> GetAnswer:
        return GetAnswer(map(wire.get_job_row, _selected(stores, company_code, filters)))

    def get_job_main(company_code: str, filters: Values) -> GetAnswer:
        def row(job: Job) -> list[str]:
            customer = stores.state.customers.get((company_code, job.customer_code))
            return wire.get_job_main_row(job, customer.name if customer else "")

        return GetAnswer(map(row, _selected(stores, company_code, filters)))

    def add_job(company_code: str, values: Values) -> PutAnswer:
        return entry.add_job(stores, company_code, values)

    def update_job(company_code: str, values: Values) -> PutAnswer:
        return entry.update_job(stores, company_code, values)

    return (
        PutService(
            "AddJob",
            elements.ADD_JOB,
            add_job,
            company_may_be_blank=False,
            evidence=Evidence.PUBLISHED,
            source="spectrum_api.md 3 (ADDJOB)",
        ),
        PutService(
            "UpdateJob",
            elements.UPDATE_JOB,
            update_job,
            company_may_be_blank=True,
            evidence=Evidence.PUBLISHED,
            source="spectrum_api.md 3 (UPDJOB)",
        ),
        GetService(
            "GetJob",
            wire.GET_JOB_FILTERS,
            wire.GET_JOB_COLUMNS,
            get_job,
            Evidence.PUBLISHED,
            "spectrum_api.md 3 (GETJOB)",
        ),
        GetService(
            "GetJobMain",
            wire.GET_JOB_FILTERS,
            wire.GET_JOB_MAIN_COLUMNS,
            get_job_main,
            Evidence.PUBLISHED,
            "spectrum_api.md 3 (GETJOBMAIN)",
        ),
    )


def _selected(stores: SpectrumStores, company_code: str, filters: Values) -> list[Job]:
    """The company's jobs that pass; a blank status means active and inactive, not complete."""
    status = filters.text("pStatus_Code")
    statuses = (status,) if status else (ACTIVE, INACTIVE)
    customer = filters.text("pCustomer_Code")
    details = [
        (detail, filters.text(name))
        for name, detail in _DETAIL_BY_FILTER.items()
        if filters.text(name)
    ]
    chosen = [
        job
        for (company, _), job in stores.state.jobs.items()
        if company == company_code
        and job.status_code in statuses
        and (not customer or job.customer_code == customer)
        and all(job.details.get(detail, "") == wanted for detail, wanted in details)
    ]
    sort_key = _SORT_KEY[filters.text("pSort_By")]
    return sorted(chosen, key=lambda job: (sort_key(job), job.number))
