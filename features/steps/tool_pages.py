"""What a person sees in the ERP Integrations tool: tabs, lists, buttons with reasons, icons."""

from features.harness.steps import then
from features.harness.table import Table
from features.steps.answers import same_rules
from features.support.erp_tool import ICON_BY_STATE, reasons_of
from features.support.story import Story


@then("the tool shows these tabs")
def tabs_shown(story: Story, table: Table) -> None:
    tabs = story.tool.tabs()
    assert tabs == table.column(), f"the tabs are {tabs or 'none'}"


@then("the tool shows no tab for prime contracts nor for PCCOs")
def no_tabs(story: Story) -> None:
    tabs = story.tool.tabs()
    assert tabs == [], f"the tabs are {tabs}"


@then("a PCCO's lines show the associated line item")
def associated_line_shown(story: Story) -> None:
    assert story.tool.shows_associated_line_item(), "the associated line item is hidden"


@then("a PCCO's lines show no associated line item")
def associated_line_hidden(story: Story) -> None:
    assert not story.tool.shows_associated_line_item(), "the associated line item is shown"


@then('the tool lists these prime contracts under "{contract_list:Text}"')
def contracts_listed(story: Story, contract_list: str, table: Table) -> None:
    jobs = story.tool.jobs_under(contract_list, story.viewer_login)
    assert jobs == sorted(table.column()), f"{contract_list} lists {jobs or 'nothing'}"


@then('the tool lists no prime contract under "{contract_list:Text}"')
def no_contract_listed(story: Story, contract_list: str) -> None:
    jobs = story.tool.jobs_under(contract_list, story.viewer_login)
    assert jobs == [], f"{contract_list} lists {jobs}"


@then('the tool lists these PCCOs under "{pcco_list:Text}"')
def pccos_listed(story: Story, pcco_list: str, table: Table) -> None:
    numbers = story.tool.pccos_under(pcco_list, story.viewer_login)
    assert numbers == sorted(table.column()), f"{pcco_list} lists {numbers or 'nothing'}"


@then('the tool lists no PCCO under "{pcco_list:Text}"')
def no_pcco_listed(story: Story, pcco_list: str) -> None:
    numbers = story.tool.pccos_under(pcco_list, story.viewer_login)
    assert numbers == [], f"{pcco_list} lists {numbers}"


@then('the Re-Import button of job "{job:Text}" is enabled')
def reimport_enabled(story: Story, job: str) -> None:
    button = story.tool.reimport_button(job, story.viewer_login)
    same_rules(reasons_of(button.reasons), [])
    assert button.is_enabled, "the button is dimmed without a reason"


@then('the Re-Import button of job "{job:Text}" is dimmed by rule "{rule:Text}" alone')
def reimport_dimmed_by_one(story: Story, job: str, rule: str) -> None:
    button = story.tool.reimport_button(job, story.viewer_login)
    same_rules(reasons_of(button.reasons), [rule])


@then('the Re-Import button of job "{job:Text}" is dimmed by these rules', {"": "rule"})
def reimport_dimmed_by(story: Story, job: str, table: Table) -> None:
    button = story.tool.reimport_button(job, story.viewer_login)
    same_rules(reasons_of(button.reasons), table.column())


@then('the Send to ERP button of PCCO "{number:Text}" is dimmed by rule "{rule:Text}" alone')
def send_dimmed(story: Story, number: str, rule: str) -> None:
    project_id = story.company.project_id_of_pcco(number)
    button = story.tool.send_button(project_id, number, story.viewer_login)
    same_rules(reasons_of(button.reasons), [rule])


@then('the ERP icon of PCCO "{number:Text}" is {colour:Word}')
def icon(story: Story, number: str, colour: str) -> None:
    project_id = story.company.project_id_of_pcco(number)
    state = story.tool.row(project_id, number, story.viewer_login).erp_status
    found = ICON_BY_STATE.get(state, f"missing in the state {state}")
    assert found == colour, f"the icon is {found}, not {colour}"


@then('the errors of PCCO "{number:Text}" mention "{words:Text}"')
def errors_mention(story: Story, number: str, words: str) -> None:
    project_id = story.company.project_id_of_pcco(number)
    errors = story.tool.row(project_id, number, story.viewer_login).errors
    assert words in " ".join(errors), f"the errors column says: {errors}"


@then('the tool remembers the comment "{comment:Text}" for PCCO "{number:Text}"')
def comment_kept(story: Story, comment: str, number: str) -> None:
    project_id = story.company.project_id_of_pcco(number)
    found = story.tool.row(project_id, number, story.viewer_login).comment
    assert found == comment, f"the comment is {found!r}, not {comment!r}"
