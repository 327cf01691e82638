"""Projects and prime contracts in Procore, and what people change there by hand."""

from decimal import Decimal

from features.harness.steps import given
from features.support.company import CUSTOMER
from features.support.procore_screens import Values, only
from features.support.scenario_context import ScenarioContext


@given('Procore has project "{project:Text}" for job "{job:Text}"')
def a_project(scenario: ScenarioContext, project: str, job: str) -> None:
    scenario.company.add_project(project, job)


@given('Procore has project "{project:Text}" numbered "{number:Text}" for a new job "{job:Text}"')
def a_numbered_project(scenario: ScenarioContext, project: str, number: str, job: str) -> None:
    item = {"code": "0100", "description": "Everything", "amount": "5,000.00"}
    scenario.company.add_job(job, [item])
    scenario.company.add_project(project, job, number=number)


@given(
    'Procore has project "{project:Text}" for job "{job:Text}", without the Prime Contracts tool'
)
def a_project_without_the_tool(scenario: ScenarioContext, project: str, job: str) -> None:
    scenario.company.add_project(project, job, prime_contracts_tool=False)


@given('Procore has project "{project:Text}" without a job')
def a_project_without_a_job(scenario: ScenarioContext, project: str) -> None:
    scenario.company.add_project(project, None)


@given('project "{project:Text}" is no longer synced with its job')
def a_project_no_longer_synced(scenario: ScenarioContext, project: str) -> None:
    project_id = scenario.company.project_ids[project]
    scenario.company.in_procore(
        "external_data", item_type="project", item_id=project_id, origin_id=None
    )


@given('project "{project:Text}" has a prime contract "{title:Text}" of its own')
def a_contract_of_its_own(scenario: ScenarioContext, project: str, title: str) -> None:
    scenario.company.in_procore(
        "prime_contract",
        project_id=scenario.company.project_ids[project],
        title=title,
        status="Approved",
    )


@given('project "{project:Text}" holds another Spectrum contract, that of job "{job:Text}"')
def another_contract_in_the_project(scenario: ScenarioContext, project: str, job: str) -> None:
    scenario.company.in_procore(
        "prime_contract",
        project_id=scenario.company.project_ids[project],
        title=f"{job} Prime Contract",
        status="Approved",
        origin_id=f"{scenario.company.company_code}|{job}|{CUSTOMER}",
    )


@given('the prime contract of job "{job:Text}" was added to project "{project:Text}" by mistake')
def a_contract_added_twice(scenario: ScenarioContext, job: str, project: str) -> None:
    contract = scenario.company.contract_of(scenario.company.project_by_job[job])
    scenario.company.add_project(project, None)
    # The ERP id can stand on one record only; a copy shows where it came from in its origin data.
    scenario.company.in_procore(
        "prime_contract",
        project_id=scenario.company.project_ids[project],
        title=contract.title,
        status="Approved",
        origin_data=contract.origin_id,
    )


@given(
    'the prime contract of project "{project:Text}" is set to "{contract_status:Text}" in Procore'
)
def a_contract_status(scenario: ScenarioContext, project: str, contract_status: str) -> None:
    # Change orders are written while the contract is open for them (D-081).
    scenario.company.settle()
    _change_contract(scenario, project, status=contract_status)


@given('the prime contract of project "{project:Text}" is retitled to "{title:Text}" in Procore')
def a_retitled_contract(scenario: ScenarioContext, project: str, title: str) -> None:
    _change_contract(scenario, project, title=title)


@given(
    'line "{code:Text}" of project "{project:Text}"\'s prime contract '
    "is changed to {amount:Money} in Procore"
)
def a_changed_line(scenario: ScenarioContext, code: str, project: str, amount: Decimal) -> None:
    project_id = scenario.company.project_ids[project]
    contract_id = scenario.company.contract_of(project).id
    lines = scenario.procore.contract_lines(project_id, contract_id)
    line = only([line for line in lines if line.origin_data == code], f"lines {code}")
    values: Values = {"amount": str(amount)}
    scenario.procore.change_contract_line(project_id, contract_id, line.id, values)


@given(
    'the prime contract of project "{project:Text}" has a line "{description:Text}" '
    "without a billing item"
)
def a_line_without_a_billing_item(
    scenario: ScenarioContext, project: str, description: str
) -> None:
    _add_lines(scenario, project, [_line(description, None)])


@given(
    'the prime contract of project "{project:Text}" has a line with the billing item "{code:Text}"'
)
def a_line_with_a_billing_item(scenario: ScenarioContext, project: str, code: str) -> None:
    _add_lines(scenario, project, [_line(f"Line of {code}", code)])


@given(
    'the prime contract of project "{project:Text}" has {count:Count} further lines '
    "with billing items"
)
def many_lines(scenario: ScenarioContext, project: str, count: int) -> None:
    numbers = range(1, count + 1)
    _add_lines(scenario, project, [_line(f"Line {number}", f"X{number:04d}") for number in numbers])


def _change_contract(scenario: ScenarioContext, project: str, **values: object) -> None:
    contract_id = scenario.company.contract_of(project).id
    scenario.procore.change_contract(scenario.company.project_ids[project], contract_id, values)


def _line(description: str, code: str | None) -> Values:
    origin = {"origin_data": code} if code else {}
    return {"description": description, "amount": "0.00", **origin}


def _add_lines(scenario: ScenarioContext, project: str, lines: list[Values]) -> None:
    contract_id = scenario.company.contract_of(project).id
    scenario.procore.add_contract_lines(scenario.company.project_ids[project], contract_id, lines)
