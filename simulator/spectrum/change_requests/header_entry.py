"""Entry of a change request's header: find or begin it, then apply what the call gives."""

from simulator.spectrum.change_requests import errors, wire
from simulator.spectrum.change_requests.draft import Draft, next_number, working_copy
from simulator.spectrum.change_requests.model import (
    COST_ONLY,
    RECOGNISES_NOTHING,
    RECOGNISES_REVENUE,
    AddOnLine,
    ChangeRequest,
    Status,
    cents,
)
from simulator.spectrum.contracts.model import Contract
from simulator.spectrum.jobs.model import Job
from simulator.spectrum.soap.elements import Values
from simulator.spectrum.soap.error_rows import ErrorRow
from simulator.spectrum.stores import SpectrumStores


def find_contract(
    stores: SpectrumStores, company_code: str, values: Values
) -> tuple[Job, Contract] | ErrorRow:
    """The job and contract that a call names, or what is wrong with the names."""
    job_number, customer_code = values.text("Job_Number"), values.text("Customer_Code")
    contract = stores.state.contracts.get((company_code, job_number, customer_code))
    job = stores.state.jobs.get((company_code, job_number))
    if job is None:
        return errors.unknown_job(job_number)
    if contract is None:
        if (company_code, customer_code) not in stores.state.customers:
            return errors.unknown_customer(customer_code)
        return errors.no_contract(job_number, customer_code)
    return job, contract


def begin(stores: SpectrumStores, job: Job, contract: Contract, values: Values) -> Draft | ErrorRow:
    """A draft of the existing or a new change request; an error row when none can be entered."""
    number = values.text("Change_Request_Number")
    existing = contract.change_requests.get(number) if number else None
    if existing is not None:
        locked = lock_error(existing)
        if locked is not None:
            return locked
    elif not job.takes_change_requests:
        return errors.job_takes_none(job.number)
    status = _status(stores, contract, values, existing)
    if isinstance(status, ErrorRow):
        return status
    if existing is not None:
        request = working_copy(existing)
    else:
        new_number = number or next_number(list(contract.change_requests))
        if new_number is None:
            return errors.no_number_left()
        request = _new_request(stores, contract, new_number, status)
    period = stores.state.processing_period
    return Draft(job, contract, request, status, period, is_new=existing is None)


def enter(draft: Draft, values: Values) -> None:
    """Apply the header's elements; blank ones change nothing."""
    request = draft.request
    previous_status = request.status_code
    request.status_code = draft.status.code
    request.description = values.text("CR_Description") or request.description
    request.origination_date = values.day("Origination_Date") or request.origination_date
    _enter_reimbursable(draft, values.text("Cost_Reimbursable_Flag"))
    _enter_approved_date(draft, values)
    _enter_fee(request, values)
    for name in wire.FOLLOW_UP_DAYS:
        day = values.day(name)
        if day is not None:
            request.dates[name] = day
    for name in wire.FOLLOW_UP_NUMBERS:
        number = values.number(name)
        if number is not None:
            request.numbers[name] = number
    _enter_quotation_submitted(draft, values)
    is_moved = not draft.is_new and previous_status != draft.status.code
    if is_moved and draft.status.action_type != RECOGNISES_NOTHING and not request.is_distributed:
        draft.errors.append(errors.not_distributed(draft.status))


def lock_error(request: ChangeRequest) -> ErrorRow | None:
    """Why the request can't be edited: it is on a change order or a draw request (D-137)."""
    if request.change_order_number:
        return errors.on_change_order(request.number, request.change_order_number)
    if request.draw_request_number:
        return errors.on_draw_request(request.number, request.draw_request_number)
    return None


def _status(
    stores: SpectrumStores, contract: Contract, values: Values, existing: ChangeRequest | None
) -> Status | ErrorRow:
    code = values.text("CR_Status")
    if not code:
        if existing is None:
            return errors.status_missing()
        code = existing.status_code
    status = stores.state.statuses.get((contract.company_code, code))
    return status if status is not None else errors.unknown_status(code)


def _new_request(
    stores: SpectrumStores, contract: Contract, number: str, status: Status
) -> ChangeRequest:
    """A new request with the contract's pricing defaults (D-275)."""
    pricing = contract.pricing
    return ChangeRequest(
        company_code=contract.company_code,
        job_number=contract.job_number,
        customer_code=contract.customer_code,
        number=number,
        status_code=status.code,
        is_cost_reimbursable=True,
        origination_date=stores.today(),
        fee_percent=pricing.fee_percent,
        add_on_lines={
            add_on.code: AddOnLine(
                add_on.code,
                add_on.percent,
                add_on.fixed_amount,
                add_on.phase_code,
                add_on.cost_type,
            )
            for add_on in pricing.add_ons.values()
        },
    )


def _enter_reimbursable(draft: Draft, flag: str) -> None:
    """N is refused where revenue is recognised (D-344). Blank on a new request reads as Y."""
    request = draft.request
    if flag:
        request.is_cost_reimbursable = flag == "Y"
    if not request.is_cost_reimbursable and draft.status.action_type in RECOGNISES_REVENUE:
        draft.errors.append(errors.must_be_reimbursable(draft.status))


def _enter_approved_date(draft: Draft, values: Values) -> None:
    approved = values.day("Approved_Date")
    if approved is None:
        return
    if not draft.status.allows_approved_date:
        draft.errors.append(errors.approved_date_not_allowed(draft.status))
    elif not draft.period.includes(approved):
        draft.errors.append(errors.outside_period("Approved_Date", approved, draft.period))
    else:
        draft.request.approved_date = approved


def _enter_fee(request: ChangeRequest, values: Values) -> None:
    """The percent wins over the amount; an amount alone replaces a percent (our reading)."""
    percent, amount = values.number("Fee_Percent"), values.number("Fee_Amount")
    if percent is not None:
        request.fee_percent = percent
    elif amount is not None:
        request.fee_percent = None
        request.fee_amount = cents(amount)


def _enter_quotation_submitted(draft: Draft, values: Values) -> None:
    """Defaults to the origination date when there are costs only, not billed."""
    request = draft.request
    submitted = values.day("Quotation_Submitted_Date")
    is_cost_only = draft.status.action_type == COST_ONLY or not request.is_cost_reimbursable
    if submitted is not None:
        request.quotation_submitted_date = submitted
    elif request.quotation_submitted_date is None and is_cost_only:
        request.quotation_submitted_date = request.origination_date
