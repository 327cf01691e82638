"""What the office keeps in Spectrum, and what it changes there."""

from datetime import date
from decimal import Decimal

from features.harness.steps import given
from features.harness.table import Table
from features.support.company import CUSTOMER
from features.support.scenario_context import ScenarioContext

ITEM_COLUMNS = ("code", "description", "amount")


@given('Spectrum has job "{job:Text}" with these billing items')
def a_job(scenario: ScenarioContext, job: str, table: Table) -> None:
    scenario.company.add_job(job, table.rows(ITEM_COLUMNS))


@given('Spectrum has job "{job:Text}" priced by units with these billing items')
def a_unit_price_job(scenario: ScenarioContext, job: str, table: Table) -> None:
    scenario.company.add_job(job, table.rows(ITEM_COLUMNS), is_unit_price=True)


@given('Spectrum has job "{job:Text}" of customer "{customer:Text}"')
def a_job_of_a_customer(scenario: ScenarioContext, job: str, customer: str) -> None:
    scenario.company.in_spectrum("customer", code=customer, name=f"Customer {customer}")
    item = {"code": "0100", "description": "Everything", "amount": "5,000.00"}
    scenario.company.add_job(job, [item], customer=customer)


@given('Spectrum has the change request status "{code:Text}" with the action type {number:Count}')
def a_change_request_status(scenario: ScenarioContext, code: str, number: int) -> None:
    scenario.company.in_spectrum("change_request_status", code=code, action_type=number)


@given('job "{job:Text}" gains these billing items in Spectrum')
def more_billing_items(scenario: ScenarioContext, job: str, table: Table) -> None:
    scenario.company.add_billing_items(job, table.rows(ITEM_COLUMNS))


@given('billing item "{code:Text}" of job "{job:Text}" is changed to {amount:Money} in Spectrum')
def a_changed_billing_item(scenario: ScenarioContext, code: str, job: str, amount: Decimal) -> None:
    scenario.company.in_spectrum(
        "update_billing_item",
        job_number=job,
        customer_code=CUSTOMER,
        code=code,
        original_contract=str(amount),
    )


@given('billing item "{code:Text}" of job "{job:Text}" is deleted in Spectrum')
def a_deleted_billing_item(scenario: ScenarioContext, code: str, job: str) -> None:
    scenario.company.in_spectrum(
        "delete_billing_item", job_number=job, customer_code=CUSTOMER, code=code
    )


@given('the header of job "{job:Text}"\'s contract says {amount:Money} in Spectrum')
def a_differing_header(scenario: ScenarioContext, job: str, amount: Decimal) -> None:
    scenario.company.in_spectrum(
        "update_contract",
        job_number=job,
        customer_code=CUSTOMER,
        original_contract=str(amount),
    )


@given('someone entered change request "{number:Text}" for job "{job:Text}" in Spectrum')
def a_foreign_change_request(scenario: ScenarioContext, number: str, job: str) -> None:
    scenario.company.in_spectrum(
        "change_request",
        job_number=job,
        customer_code=CUSTOMER,
        number=number,
        description="Entered by hand",
        status_code="Q",
        cost_lines=[],
        billing_lines=[],
    )


@given('change request "{number:Text}" of job "{job:Text}" is deleted in Spectrum')
def a_deleted_change_request(scenario: ScenarioContext, number: str, job: str) -> None:
    scenario.company.in_spectrum(
        "delete_change_request", job_number=job, customer_code=CUSTOMER, number=number
    )


@given('job "{job:Text}" is completed in Spectrum')
def a_completed_job(scenario: ScenarioContext, job: str) -> None:
    scenario.company.in_spectrum("close_job", job_number=job)


@given("Spectrum's processing dates are {first:Date} to {last:Date}")
def processing_dates(scenario: ScenarioContext, first: date, last: date) -> None:
    scenario.company.set_processing_dates(first, last)


@given(
    'phase "{phase:Text}" with the cost type "{kind:Text}" of job "{job:Text}" is completed '
    "in Spectrum"
)
def a_completed_phase(scenario: ScenarioContext, phase: str, kind: str, job: str) -> None:
    scenario.company.in_spectrum("close_phase", job_number=job, phase_code=phase, cost_type=kind)


@given('Spectrum has the cost type "{code:Text}"')
def a_cost_type(scenario: ScenarioContext, code: str) -> None:
    scenario.company.in_spectrum("cost_type", code=code, description=f"Cost type {code}")


@given(
    'Spectrum\'s job "{job:Text}" gains the phase "{phase:Text}" with the cost type "{kind:Text}"'
)
def a_new_phase(scenario: ScenarioContext, job: str, phase: str, kind: str) -> None:
    scenario.company.add_phase(job, phase, kind)
