"""PCCOs as they are written and corrected in Procore."""

from decimal import Decimal

from engine.operations.request import Operation
from features.harness.steps import given, when
from features.harness.table import Table
from features.support.drafts import (
    ChangeOrderDraft,
    LineDraft,
    MarkupDraft,
    line_draft,
    markup_draft,
)
from features.support.erp_tool import Asked
from features.support.scenario_context import ScenarioContext

VALUES = ("title", "description", "status", "date")
CELLS = {"status": "pcco_status"}
LINE_COLUMNS = ("description", "cost code", "cost type")
MARKUP_COLUMNS = (
    "calculation",
    "selects",
    "lump sum",
    "contract line",
    "only cost code",
    "only cost type",
)


@given('project "{project:Text}" has PCCO "{number:Text}"')
def a_pcco(scenario: ScenarioContext, project: str, number: str) -> None:
    scenario.company.draft(project, number)


@given('project "{project:Text}" has PCCO "{number:Text}" without lines')
def a_pcco_without_lines(scenario: ScenarioContext, project: str, number: str) -> None:
    scenario.company.draft(project, number).has_lines = False


@given('project "{project:Text}" has PCCO "{number:Text}" with the status "{pcco_status:Text}"')
def a_pcco_with_a_status(
    scenario: ScenarioContext, project: str, number: str, pcco_status: str
) -> None:
    scenario.company.draft(project, number).status = pcco_status


@given('project "{project:Text}" has PCCO "{number:Text}" with these values', CELLS)
def a_pcco_with_values(scenario: ScenarioContext, project: str, number: str, table: Table) -> None:
    scenario.company.draft(project, number)
    _set_values(scenario, number, table)


@given('PCCO "{number:Text}" has these values instead', CELLS)
def other_values(scenario: ScenarioContext, number: str, table: Table) -> None:
    _set_values(scenario, number, table)


@given('project "{project:Text}" has PCCO "{number:Text}" with these lines')
def a_pcco_with_lines(scenario: ScenarioContext, project: str, number: str, table: Table) -> None:
    draft = scenario.company.draft(project, number)
    rows = table.rows(("amount", "billing item"), LINE_COLUMNS)
    draft.lines.extend(line_draft(row) for row in rows)


@given(
    'project "{project:Text}" has PCCO "{number:Text}" with a line '
    "whose description has {length:Count} characters"
)
def a_pcco_with_a_described_line(
    scenario: ScenarioContext, project: str, number: str, length: int
) -> None:
    draft = scenario.company.draft(project, number)
    draft.lines.append(LineDraft(Decimal("500.00"), "0100", description="x" * length))


@given(
    'project "{project:Text}" has PCCO "{number:Text}" with {units:Percent} units at {cost:Percent}'
    ' each for billing item "{item:Text}"'
)
def a_pcco_with_units(
    scenario: ScenarioContext, project: str, number: str, units: Decimal, cost: Decimal, item: str
) -> None:
    draft = scenario.company.draft(project, number)
    draft.lines.append(LineDraft(units * cost, item))


@given('project "{project:Text}" has {tiers:Count} tiers of change orders')
def tiers_of_change_orders(scenario: ScenarioContext, project: str, tiers: int) -> None:
    scenario.company.set_tiers(project, tiers)


@given('project "{project:Text}" has PCCO "{number:Text}" made of these change orders')
def a_pcco_made_of_others(
    scenario: ScenarioContext, project: str, number: str, table: Table
) -> None:
    draft = scenario.company.draft(project, number)
    for row in table.rows(("amount", "billing item"), ("fee percent", *LINE_COLUMNS)):
        part = ChangeOrderDraft(project, "", lines=[line_draft(row)])
        if row["fee percent"]:
            part.markups.append(MarkupDraft("Fee", "vertical", row["fee percent"]))
        draft.parts.append(part)


@given('PCCO "{number:Text}" has these markups')
def markups(scenario: ScenarioContext, number: str, table: Table) -> None:
    rows = table.rows(("name", "kind", "percent"), MARKUP_COLUMNS)
    scenario.company.drafts[number].markups.extend(markup_draft(row) for row in rows)


@given(
    'project "{project:Text}" has PCCO "{number:Text}" whose line "{description:Text}" '
    'of {amount:Money} names the contract line "{contract_line:Text}"'
)
def a_pcco_naming_a_line(
    scenario: ScenarioContext,
    project: str,
    number: str,
    description: str,
    amount: Decimal,
    contract_line: str,
) -> None:
    line = LineDraft(amount, "", description, contract_line=contract_line)
    scenario.company.draft(project, number).lines.append(line)


@given(
    'project "{project:Text}" has PCCO "{number:Text}" '
    "with a description of {length:Count} characters"
)
def a_long_description(scenario: ScenarioContext, project: str, number: str, length: int) -> None:
    scenario.company.draft(project, number).description = "d" * length


@given(
    'project "{project:Text}" has PCCO "{number:Text}" with a title of {length:Count} characters'
)
def a_long_title(scenario: ScenarioContext, project: str, number: str, length: int) -> None:
    scenario.company.draft(project, number).title = "t" * length


@given(
    'project "{project:Text}" has PCCO "{number:Text}" '
    "with a line of {amount:Money} for each of them"
)
def a_line_for_each(scenario: ScenarioContext, project: str, number: str, amount: Decimal) -> None:
    contract = scenario.company.contract_of(project)
    project_id = scenario.company.project_ids[project]
    lines = scenario.procore.contract_lines(project_id, contract.id)
    codes = [code for line in lines if (code := line.origin_data or "").startswith("X")]
    draft = scenario.company.draft(project, number)
    draft.lines.extend(LineDraft(amount, code) for code in codes)


@given(
    'project "{project:Text}" has {count:Count} PCCOs of {amount:Money} each, '
    "sent by the {role:Word}"
)
def many_pccos(
    scenario: ScenarioContext, project: str, count: int, amount: Decimal, role: str
) -> None:
    item = scenario.company.first_billing_item[scenario.company.job_of(project) or ""]
    numbers = [f"{number:03d}" for number in range(1, count + 1)]
    for number in numbers:
        scenario.company.draft(project, number).lines.append(LineDraft(amount, item))
    for number in numbers:
        scenario.has(Asked(role, Operation.SEND, scenario.pcco(number)))


@given('PCCO "{number:Text}" is corrected to the description "{description:Text}" in Procore')
def a_corrected_pcco(scenario: ScenarioContext, number: str, description: str) -> None:
    # An approved change order can't be edited: it is taken back to Draft and approved anew (D-091).
    _change(scenario, number, status="draft")
    _change(scenario, number, description=description)
    _change(scenario, number, status="approved")


@given('PCCO "{number:Text}" is set to "{pcco_status:Text}" in Procore')
def a_pcco_status(scenario: ScenarioContext, number: str, pcco_status: str) -> None:
    _change(scenario, number, status=pcco_status)


@when('somebody gives PCCO "{number:Text}" a title of {length:Count} characters in Procore')
def a_title_is_typed(scenario: ScenarioContext, number: str, length: int) -> None:
    scenario.company.settle()
    project_id = scenario.company.project_id_of_pcco(number)
    scenario.procore_refusal = scenario.procore.refusal_of_title(project_id, number, "t" * length)


def _set_values(scenario: ScenarioContext, number: str, table: Table) -> None:
    draft = scenario.company.drafts[number]
    for name, value in table.pairs(VALUES).items():
        setattr(draft, name, value)


def _change(scenario: ScenarioContext, number: str, **values: object) -> None:
    scenario.procore.change_change_order(
        scenario.company.project_id_of_pcco(number), number, values
    )
