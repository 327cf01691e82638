"""What Procore's REST API shows afterwards."""

from decimal import Decimal

from features.harness.steps import then
from features.harness.table import Table
from features.support.company import CUSTOMER, amount_of
from features.support.procore_screens import money
from features.support.story import Story

SHOWN = ("title", "status", "total")


@then('project "{project:Text}" has one prime contract with these lines')
def contract_lines(story: Story, project: str, table: Table) -> None:
    contract = story.company.contract_of(project)
    project_id = story.company.project_ids[project]
    lines = story.procore.contract_lines(project_id, int(str(contract["id"])))
    found = [
        (str(line["origin_data"]), str(line["description"]), money(line["amount"]))
        for line in lines
    ]
    expected = [
        (row["code"], row["description"], amount_of(row["amount"]))
        for row in table.rows(("code", "description", "amount"))
    ]
    assert sorted(found) == sorted(expected), f"Procore's lines are {found}"


@then('project "{project:Text}" has no prime contract')
def no_contract(story: Story, project: str) -> None:
    found = story.procore.contracts(story.company.project_ids[project])
    assert found == [], f"Procore has {[contract['title'] for contract in found]}"


@then('the prime contract of project "{project:Text}" shows', {"status": "contract_status"})
def contract_shows(story: Story, project: str, table: Table) -> None:
    contract = story.company.contract_of(project)
    shown: dict[str, object] = {
        "title": contract["title"],
        "status": contract["status"],
        "total": money(contract["grand_total"]),
    }
    for name, value in table.pairs(SHOWN).items():
        expected = amount_of(value) if name == "total" else value
        assert shown[name] == expected, f"the {name} is {shown[name]}, not {expected}"


@then('project "{project:Text}" has no PCCO')
def no_pcco(story: Story, project: str) -> None:
    found = story.procore.change_orders(story.company.project_ids[project])
    assert found == [], f"Procore has the PCCOs {[order['number'] for order in found]}"


@then('Procore\'s total of PCCO "{number:Text}" is {amount:Money}')
def pcco_total(story: Story, number: str, amount: Decimal) -> None:
    order = story.procore.change_order(story.company.project_id_of_pcco(number), number)
    found = money(order["grand_total"])
    assert found == amount, f"Procore's total is {found}, not {amount}"


@then('Procore ties PCCO "{number:Text}" to change request "{request:Text}" of job "{job:Text}"')
def pcco_tied(story: Story, number: str, request: str, job: str) -> None:
    expected = f"{story.company.company_code}|{job}|{CUSTOMER}|CR|{request}"
    found = _origin_id(story, number)
    assert found == expected, f"the ERP id is {found}, not {expected}"


@then('Procore ties PCCO "{number:Text}" to no change request')
def pcco_not_tied(story: Story, number: str) -> None:
    found = _origin_id(story, number)
    assert not found, f"the ERP id is {found}"


@then('Procore refuses it because of "{words:Text}"')
def procore_refuses(story: Story, words: str) -> None:
    found = story.procore_refusal
    assert words in found, f"Procore said {found or 'nothing against it'}"


def _origin_id(story: Story, number: str) -> object:
    project_id = story.company.project_id_of_pcco(number)
    order = story.procore.change_order(project_id, number)
    return story.procore.package(project_id, order)["origin_id"]
