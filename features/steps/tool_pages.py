"""What a person sees in the ERP Integrations tool: tabs, lists, buttons with reasons, icons."""

from engine.operations.declarations import OPERATIONS
from features.harness.steps import then
from features.harness.table import Table
from features.steps.answers import same_rules
from features.support.erp_tool import ICON_BY_STATE, reasons_of
from features.support.scenario_context import ScenarioContext

BUTTONS = {
    each.button: each.operation for each in OPERATIONS.values() if not each.is_about_contracts
}


@then("the tool shows these tabs")
def tabs_shown(scenario: ScenarioContext, table: Table) -> None:
    tabs = scenario.tool.tabs()
    assert tabs == table.column(), f"the tabs are {tabs or 'none'}"


@then("the tool shows no tab for prime contracts nor for PCCOs")
def no_tabs(scenario: ScenarioContext) -> None:
    tabs = scenario.tool.tabs()
    assert tabs == [], f"the tabs are {tabs}"


@then("a PCCO's lines show the associated line item")
def associated_line_shown(scenario: ScenarioContext) -> None:
    assert scenario.tool.shows_associated_line_item(), "the associated line item is hidden"


@then("a PCCO's lines show no associated line item")
def associated_line_hidden(scenario: ScenarioContext) -> None:
    assert not scenario.tool.shows_associated_line_item(), "the associated line item is shown"


@then('the tool lists these prime contracts under "{contract_list:Text}"')
def contracts_listed(scenario: ScenarioContext, contract_list: str, table: Table) -> None:
    jobs = scenario.tool.jobs_under(contract_list, scenario.viewer_login)
    assert jobs == sorted(table.column()), f"{contract_list} lists {jobs or 'nothing'}"


@then('the tool lists no prime contract under "{contract_list:Text}"')
def no_contract_listed(scenario: ScenarioContext, contract_list: str) -> None:
    jobs = scenario.tool.jobs_under(contract_list, scenario.viewer_login)
    assert jobs == [], f"{contract_list} lists {jobs}"


@then('the tool lists these PCCOs under "{pcco_list:Text}"')
def pccos_listed(scenario: ScenarioContext, pcco_list: str, table: Table) -> None:
    numbers = scenario.tool.pccos_under(pcco_list, scenario.viewer_login)
    assert numbers == sorted(table.column()), f"{pcco_list} lists {numbers or 'nothing'}"


@then('the tool lists no PCCO under "{pcco_list:Text}"')
def no_pcco_listed(scenario: ScenarioContext, pcco_list: str) -> None:
    numbers = scenario.tool.pccos_under(pcco_list, scenario.viewer_login)
    assert numbers == [], f"{pcco_list} lists {numbers}"


@then('the Re-Import button of job "{job:Text}" is enabled')
def reimport_enabled(scenario: ScenarioContext, job: str) -> None:
    button = scenario.tool.reimport_button(job, scenario.viewer_login)
    same_rules(reasons_of(button.reasons), [])
    assert button.is_enabled, "the button is dimmed without a reason"


@then('the Re-Import button of job "{job:Text}" is dimmed by rule "{rule:Text}" alone')
def reimport_dimmed_by_one(scenario: ScenarioContext, job: str, rule: str) -> None:
    button = scenario.tool.reimport_button(job, scenario.viewer_login)
    same_rules(reasons_of(button.reasons), [rule])


@then('the Re-Import button of job "{job:Text}" is dimmed by these rules', {"": "rule"})
def reimport_dimmed_by(scenario: ScenarioContext, job: str, table: Table) -> None:
    button = scenario.tool.reimport_button(job, scenario.viewer_login)
    same_rules(reasons_of(button.reasons), table.column())


@then('the Send to ERP button of PCCO "{number:Text}" is dimmed by rule "{rule:Text}" alone')
def send_dimmed(scenario: ScenarioContext, number: str, rule: str) -> None:
    project_id = scenario.company.project_id_of_pcco(number)
    button = scenario.tool.send_button(project_id, number, scenario.viewer_login)
    same_rules(reasons_of(button.reasons), [rule])


@then('the buttons of PCCO "{number:Text}" are dimmed by these rules')
def buttons_dimmed(scenario: ScenarioContext, number: str, table: Table) -> None:
    wrong = []
    for name, rules in table.pairs(tuple(BUTTONS)).items():
        reasons = scenario.tool.reasons_against(
            BUTTONS[name], scenario.viewer_login, scenario.pcco(number)
        )
        found = {reason.rule_id for reason in reasons}
        if found != {rule.strip() for rule in rules.split(",") if rule.strip()}:
            wrong.append(f"{name} is dimmed by {', '.join(sorted(found)) or 'no rule'}")
    assert not wrong, "; ".join(wrong)


@then('the ERP icon of PCCO "{number:Text}" is {colour:Word}')
def icon(scenario: ScenarioContext, number: str, colour: str) -> None:
    project_id = scenario.company.project_id_of_pcco(number)
    state = scenario.tool.row(project_id, number, scenario.viewer_login).erp_status
    found = ICON_BY_STATE.get(state, f"missing in the state {state}")
    assert found == colour, f"the icon is {found}, not {colour}"


@then('the errors of PCCO "{number:Text}" mention "{words:Text}"')
def errors_mention(scenario: ScenarioContext, number: str, words: str) -> None:
    project_id = scenario.company.project_id_of_pcco(number)
    errors = scenario.tool.row(project_id, number, scenario.viewer_login).errors
    assert words in " ".join(errors), f"the errors column says: {errors}"


@then('the tool remembers the comment "{comment:Text}" for PCCO "{number:Text}"')
def comment_kept(scenario: ScenarioContext, comment: str, number: str) -> None:
    project_id = scenario.company.project_id_of_pcco(number)
    found = scenario.tool.row(project_id, number, scenario.viewer_login).comment
    assert found == comment, f"the comment is {found!r}, not {comment!r}"
