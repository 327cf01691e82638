"""What Procore's REST API shows afterwards."""

from decimal import Decimal

from features.harness.steps import then
from features.harness.table import Table
from features.support.company import CUSTOMER, amount_of
from features.support.scenario_context import ScenarioContext

SHOWN = ("title", "status", "total")


@then('project "{project:Text}" has one prime contract with these lines')
def contract_lines(scenario: ScenarioContext, project: str, table: Table) -> None:
    contract = scenario.company.contract_of(project)
    project_id = scenario.company.project_ids[project]
    lines = scenario.procore.contract_lines(project_id, contract.id)
    found = [(str(line.origin_data), str(line.description), line.amount) for line in lines]
    expected = [
        (row["code"], row["description"], amount_of(row["amount"]))
        for row in table.rows(("code", "description", "amount"))
    ]
    assert sorted(found) == sorted(expected), f"Procore's lines are {found}"


@then('project "{project:Text}" has no prime contract')
def no_contract(scenario: ScenarioContext, project: str) -> None:
    found = scenario.procore.contracts(scenario.company.project_ids[project])
    assert found == [], f"Procore has {[contract.title for contract in found]}"


@then('the prime contract of project "{project:Text}" shows', {"status": "contract_status"})
def contract_shows(scenario: ScenarioContext, project: str, table: Table) -> None:
    contract = scenario.company.contract_of(project)
    shown: dict[str, str | Decimal] = {
        "title": contract.title,
        "status": contract.status,
        "total": contract.grand_total,
    }
    for name, value in table.pairs(SHOWN).items():
        expected = amount_of(value) if name == "total" else value
        assert shown[name] == expected, f"the {name} is {shown[name]}, not {expected}"


@then('project "{project:Text}" has no PCCO')
def no_pcco(scenario: ScenarioContext, project: str) -> None:
    found = scenario.procore.change_orders(scenario.company.project_ids[project])
    assert found == [], f"Procore has the PCCOs {[order.number for order in found]}"


@then('Procore\'s total of PCCO "{number:Text}" is {amount:Money}')
def pcco_total(scenario: ScenarioContext, number: str, amount: Decimal) -> None:
    order = scenario.procore.change_order(scenario.company.project_id_of_pcco(number), number)
    found = order.grand_total
    assert found == amount, f"Procore's total is {found}, not {amount}"


@then('Procore ties PCCO "{number:Text}" to change request "{request:Text}" of job "{job:Text}"')
def pcco_tied(scenario: ScenarioContext, number: str, request: str, job: str) -> None:
    expected = f"{scenario.company.company_code}|{job}|{CUSTOMER}|CR|{request}"
    found = _origin_id(scenario, number)
    assert found == expected, f"the ERP id is {found}, not {expected}"


@then('Procore ties PCCO "{number:Text}" to no change request')
def pcco_not_tied(scenario: ScenarioContext, number: str) -> None:
    found = _origin_id(scenario, number)
    assert not found, f"the ERP id is {found}"


@then('Procore refuses it because of "{words:Text}"')
def procore_refuses(scenario: ScenarioContext, words: str) -> None:
    found = scenario.procore_refusal
    assert words in found, f"Procore said {found or 'nothing against it'}"


def _origin_id(scenario: ScenarioContext, number: str) -> str | None:
    project_id = scenario.company.project_id_of_pcco(number)
    order = scenario.procore.change_order(project_id, number)
    return scenario.procore.package(project_id, order).origin_id
