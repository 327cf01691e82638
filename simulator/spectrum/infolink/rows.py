"""From the model to Info-Link's rows, column for column in the order of `tables`."""

from datetime import date
from decimal import Decimal

from simulator.spectrum.change_orders.model import ChangeOrder
from simulator.spectrum.change_requests.model import (
    ZERO,
    BillingLine,
    ChangeRequest,
    CostLine,
    Status,
    cents,
)
from simulator.spectrum.contracts.model import BillingItem, Contract
from simulator.spectrum.customers.model import Customer
from simulator.spectrum.infolink.store import Row
from simulator.spectrum.jobs.model import Job
from simulator.spectrum.phases.model import Phase

NEVER_GIVEN = None
NO_BALANCE = "0.00"


def job_row(job: Job) -> Row:
    detail = job.details.get
    return (
        job.company_code,
        job.number,
        job.status_code,
        job.customer_code,
        job.description,
        _amount(job.original_contract),
        detail("Division", ""),
        detail("Project_Manager", ""),
        detail("Superintendent", ""),
        detail("Estimator", ""),
        detail("Address_1", ""),
        detail("Address_2", ""),
        detail("City", ""),
        detail("State", ""),
        detail("Zip_Code", ""),
        detail("Phone", ""),
        detail("Tax_Class_Code", ""),
        detail("WO_Site", ""),
        detail("Latitude", ""),
        detail("Longitude", ""),
        _us_date(detail("Start_Date", "")),
        _us_date(detail("Complete_Date", "")),
        job.price_method_code,
        detail("Contract_Number", ""),
        detail("Cost_Center", ""),
        job.master_job,
    )


def phase_row(phase: Phase) -> Row:
    return (
        phase.company_code,
        phase.job_number,
        phase.phase_code,
        phase.cost_type,
        phase.status_code,
        phase.description,
        str(phase.original_cost),
        str(phase.original_hours),
        NEVER_GIVEN,
        NEVER_GIVEN,
        str(phase.original_quantity),
        phase.unit_of_measure,
    )


def phase_estimate_row(phase: Phase) -> Row:
    return (
        phase.company_code,
        phase.job_number,
        phase.phase_code,
        phase.cost_type,
        str(phase.current_hours),
    )


def customer_row(customer: Customer) -> Row:
    """Nobody is billed here, so the balance is nil."""
    return (
        customer.company_code,
        customer.code,
        customer.name,
        NO_BALANCE,
        NEVER_GIVEN,
        customer.status,
    )


def contract_row(contract: Contract) -> Row:
    return (
        *contract.key,
        "",
        "",
        str(contract.original_contract),
        _flag(contract.uses_unit_pricing),
        _date(contract.contract_date),
    )


def fixed_price_billing_item_row(contract: Contract, item: BillingItem) -> Row:
    return (
        *contract.key,
        item.sequence,
        item.code,
        item.description,
        item.additional_description,
        str(item.original_contract),
        _amount(item.projected_revenue),
        item.gl_account,
        _flag(item.is_taxable),
        item.cost_center,
        item.online_tax_code,
        item.memo,
    )


def unit_price_billing_item_row(contract: Contract, item: BillingItem) -> Row:
    return (
        *contract.key,
        item.sequence,
        item.group_code,
        item.code,
        item.group_description,
        item.description,
        item.additional_description,
        item.unit_of_measure,
        _amount(item.unit_price),
        _amount(item.original_quantity),
        _amount(item.projected_quantity),
        str(item.original_contract),
        item.gl_account,
        _flag(item.is_taxable),
        item.cost_center,
        item.online_tax_code,
        item.memo,
    )


def change_request_row(request: ChangeRequest) -> Row:
    totals = request.totals()
    return (
        *change_request_key(request),
        request.status_code,
        request.change_order_number,
        request.description,
        _date(request.origination_date),
        _date(request.approved_date),
        _flag(request.is_cost_reimbursable),
        request.draw_request_number,
        _amount(request.fee_percent),
        str(totals.fee),
        str(totals.take_off),
        str(totals.markups),
        str(totals.add_ons),
        str(totals.job_total),
        str(totals.change_request),
        str(totals.billing_adjustment),
        request.notes,
    )


def change_request_key(request: ChangeRequest) -> tuple[str, str, str, str]:
    return (request.company_code, request.job_number, request.customer_code, request.number)


def cost_row(request: ChangeRequest, line: CostLine) -> Row:
    subcontract = line.subcontract
    return (
        *change_request_key(request),
        line.sequence,
        line.phase_code,
        line.cost_type,
        str(line.quantity),
        str(line.hours),
        str(line.amount),
        subcontract.subcontractor_code if subcontract else "",
        subcontract.number if subcontract else "",
    )


def billing_row(request: ChangeRequest, line: BillingLine) -> Row:
    return (
        *change_request_key(request),
        line.sequence,
        line.group_code,
        line.item_code,
        line.description,
        line.additional_description,
        _amount(line.unit_price),
        _amount(line.quantity),
        str(line.revenue),
    )


def status_row(status: Status) -> Row:
    return (status.company_code, status.code, str(status.action_type), status.description)


def change_order_row(contract: Contract, order: ChangeOrder) -> Row:
    requests = [contract.change_requests[number] for number in order.change_request_numbers]
    amount = sum((request.revenue for request in requests), order.entered_revenue)
    fee = order.fee_amount
    if order.fee_percent is not None:
        job_total = sum((request.totals().job_total for request in requests), ZERO)
        fee = cents(job_total * order.fee_percent / 100)
    return (
        *contract.key,
        order.number,
        order.status_code,
        order.description,
        _date(order.change_order_date),
        _date(order.approved_date),
        str(order.entered_revenue),
        str(amount),
        str(fee),
        order.notes,
    )


def change_order_request_row(contract: Contract, order: ChangeOrder, request_number: str) -> Row:
    return (*contract.key, order.number, request_number)


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _flag(is_set: bool) -> str:
    return "Y" if is_set else "N"


def _date(day: date | None) -> str | None:
    return None if day is None else f"{day.isoformat()} 00:00:00.000000"


def _us_date(text: str) -> str | None:
    """A job's dates are held as the web service takes them, MM/DD/CCYY."""
    return f"{text[6:]}-{text[:2]}-{text[3:5]} 00:00:00.000000" if text else None
