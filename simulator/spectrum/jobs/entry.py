"""Entry of jobs: AddJob makes one, UpdateJob changes one; both may create the A/R contract."""

from dataclasses import replace

from simulator.spectrum.change_requests.model import ZERO
from simulator.spectrum.contracts.model import Contract
from simulator.spectrum.jobs import elements, errors
from simulator.spectrum.jobs.model import ACTIVE, Job
from simulator.spectrum.phases.mask import code_length
from simulator.spectrum.soap.elements import Element, Values
from simulator.spectrum.soap.error_rows import ErrorRow
from simulator.spectrum.soap.service import PutAnswer
from simulator.spectrum.stores import SpectrumStores

START_AND_END = (("Est_Start_Date", "Est_Complete_Date"), ("Start_Date", "Complete_Date"))
WORK_TAX_CODES = ("Work_State_Tax_Code", "Work_County_Tax_Code", "Work_Local_Tax_Code")
DATE_FORMAT = "%m/%d/%Y"


def add_job(stores: SpectrumStores, company_code: str, values: Values) -> PutAnswer:
    """A new job; a customer brings its contract with it (spectrum_api.md 3)."""
    number = values.text("Job_Number")
    if (company_code, number) in stores.state.jobs:
        return PutAnswer((errors.duplicate(number),))
    job = Job(
        company_code,
        number,
        "",
        status_code=ACTIVE,
        phase_mask=stores.state.phase_format.mask,
        details={"Create_Date": stores.today().strftime(DATE_FORMAT)},
    )
    wrong = _apply(stores, job, values, elements.ADD_JOB, is_new=True)
    if wrong:
        return PutAnswer(wrong)
    return _keep(stores, job, values.text("Customer_Code"))


def update_job(stores: SpectrumStores, company_code: str, values: Values) -> PutAnswer:
    """Change a job where elements are given; an existing contract is never changed."""
    number = values.text("Job_Number")
    existing = stores.state.jobs.get((company_code, number))
    if existing is None:
        return PutAnswer((errors.unknown_job(number),))
    job = replace(existing, details=dict(existing.details))
    wrong = _apply(stores, job, values, elements.UPDATE_JOB, is_new=False)
    if wrong:
        return PutAnswer(wrong)
    if job.is_complete and "Complete_Date" not in job.details:
        job.details["Complete_Date"] = stores.today().strftime(DATE_FORMAT)
    return _keep(stores, job, values.text("Customer_Code"))


def _apply(
    stores: SpectrumStores, job: Job, values: Values, layout: tuple[Element, ...], *, is_new: bool
) -> list[ErrorRow]:
    """Write what is given onto the job; says what is wrong with the job that results."""
    wrong = _apply_master(stores, job, values, is_new=is_new)
    customer_code = values.text("Customer_Code")
    if customer_code and (job.company_code, customer_code) not in stores.state.customers:
        wrong.append(errors.unknown_customer(customer_code))
    job.customer_code = customer_code or job.customer_code
    job.description = values.text("Job_Description") or job.description
    job.price_method_code = values.text("Price_Method_Code") or job.price_method_code
    job.status_code = values.text("Status_Code") or job.status_code
    original = values.number("Original_Contract")
    if original is not None:
        job.original_contract = original
    if values.text("Lock_Revenue_Entry"):
        job.is_revenue_entry_disallowed = values.text("Lock_Revenue_Entry") == "Y"
    for element in layout:
        if element.name not in elements.MODELLED:
            given = _as_text(values, element.name)
            if given:
                job.details[element.name] = given
    return wrong + _contradictions(job, values)


def _apply_master(
    stores: SpectrumStores, job: Job, values: Values, *, is_new: bool
) -> list[ErrorRow]:
    """The master job and the phase mask: a sub-job has its master's phase setup."""
    wrong: list[ErrorRow] = []
    mask = values.text("Phase_Display_Code")
    master_number = values.text("Master_Job")
    master = stores.state.jobs.get((job.company_code, master_number)) if master_number else None
    if master_number and master is None:
        wrong.append(errors.unusable_master(master_number, "the job does not exist"))
    elif master is not None and master.is_complete:
        wrong.append(errors.unusable_master(master_number, "the job is complete"))
    elif master is not None:
        job.master_job = master_number
        if is_new:
            job.customer_code = master.customer_code
            job.phase_mask = master.phase_mask
        if mask and code_length(mask) != code_length(master.phase_mask):
            wrong.append(errors.mask_differs_from_master(mask))
    if mask:
        if not is_new and code_length(mask) < code_length(job.phase_mask):
            wrong.append(errors.mask_shortened(mask))
        job.phase_mask = mask
    return wrong


def _contradictions(job: Job, values: Values) -> list[ErrorRow]:
    wrong: list[ErrorRow] = []
    for start, end in START_AND_END:
        first, last = values.day(start), values.day(end)
        if first is not None and last is not None and last < first:
            wrong.append(errors.ends_before_start(end, last.strftime(DATE_FORMAT)))
    details = job.details
    prevails = details.get("Track_Prevailing_Wage", "N") != "N"
    if details.get("Track_Davis_Bacon") == "Y" and prevails:
        wrong.append(errors.both_wage_rules())
    seen: set[str] = set()
    for column in WORK_TAX_CODES:
        code = details.get(column, "")
        if code and code in seen:
            wrong.append(errors.tax_code_twice(column, code))
        seen.add(code)
    needs_figure = values.text("Reports_Calc_Override") == "Y"
    if needs_figure and not values.has_any("Entered_Percent_Complete", "Entered_Projected_Cost"):
        wrong.append(errors.override_without_figure())
    return wrong


def _keep(stores: SpectrumStores, job: Job, customer_code: str) -> PutAnswer:
    """Put the job into the stores, with a contract when a customer is named and has none yet."""
    key = (job.company_code, job.number, customer_code)
    rows: tuple[ErrorRow, ...] = ()
    touched = [job.record_name]
    stores.state.jobs[(job.company_code, job.number)] = job
    with stores.store.transaction():
        stores.projection.job(job)
        if customer_code and key in stores.state.contracts:
            rows = (errors.contract_exists(customer_code),)
        elif customer_code:
            contract = Contract(
                *key,
                job.original_contract or ZERO,
                uses_unit_pricing=job.is_unit_price,
                contract_date=stores.today(),
            )
            stores.state.contracts[key] = contract
            stores.projection.contract(contract)
            touched.append(contract.record_name)
    return PutAnswer(rows, tuple(touched))


def _as_text(values: Values, name: str) -> str:
    given_number = values.number(name)
    if given_number is not None:
        return f"{given_number:f}"
    given_day = values.day(name)
    return given_day.strftime(DATE_FORMAT) if given_day is not None else values.text(name)
