"""What people do in the ERP Integrations tool: before the scenario (has done) and in it (does)."""

from datetime import date

from features.harness.steps import given, when
from features.support.erp_tool import Asked
from features.support.scenario_context import TRANSACTION_DATE, ScenarioContext


@given('the {role:Word} has imported the prime contract of job "{job:Text}"')
def has_imported(scenario: ScenarioContext, role: str, job: str) -> None:
    scenario.has(Asked("import", role, job=job))


@when('the {role:Word} imports the prime contract of job "{job:Text}"')
def imports(scenario: ScenarioContext, role: str, job: str) -> None:
    scenario.does(Asked("import", role, job=job))


@when('the {role:Word} imports the prime contract of job "{job:Text}" as unit-based')
def imports_unit_based(scenario: ScenarioContext, role: str, job: str) -> None:
    scenario.does(Asked("import", role, job=job, accounting_method="unit_based"))


@when(
    'the {role:Word} imports the prime contract of job "{job:Text}" into project "{project:Text}"'
)
def imports_into(scenario: ScenarioContext, role: str, job: str, project: str) -> None:
    scenario.does(Asked("import", role, job=job, project=project))


@given('the {role:Word} has re-imported the prime contract of job "{job:Text}"')
def has_reimported(scenario: ScenarioContext, role: str, job: str) -> None:
    scenario.has(Asked("reimport", role, job=job))


@when('the {role:Word} re-imports the prime contract of job "{job:Text}"')
def reimports(scenario: ScenarioContext, role: str, job: str) -> None:
    scenario.does(Asked("reimport", role, job=job))


@when('the {role:Word} refreshes the prime contract of job "{job:Text}"')
def refreshes(scenario: ScenarioContext, role: str, job: str) -> None:
    scenario.does(Asked("refresh", role, job=job))


@given('the {role:Word} has sent PCCO "{number:Text}"')
def has_sent(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.has(Asked("send", role, pcco=number))


@when('the {role:Word} sends PCCO "{number:Text}"')
def sends(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.does(Asked("send", role, pcco=number))


@given('the {role:Word} has retrieved PCCO "{number:Text}"')
def has_retrieved(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.has(Asked("retrieve", role, pcco=number))


@when('the {role:Word} retrieves PCCO "{number:Text}"')
def retrieves(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.does(Asked("retrieve", role, pcco=number))


@given('the {role:Word} has accepted PCCO "{number:Text}"')
def has_accepted(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.has(Asked("accept", role, pcco=number, transaction_date=TRANSACTION_DATE))


@when('the {role:Word} accepts PCCO "{number:Text}"')
def accepts(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.does(Asked("accept", role, pcco=number, transaction_date=TRANSACTION_DATE))


@when('the {role:Word} accepts PCCO "{number:Text}" under the date {day:Date}')
def accepts_under(scenario: ScenarioContext, role: str, number: str, day: date) -> None:
    scenario.does(Asked("accept", role, pcco=number, transaction_date=day))


@when('the {role:Word} accepts PCCO "{number:Text}" without a date')
def accepts_undated(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.does(Asked("accept", role, pcco=number))


@when("the {role:Word} accepts all of them")
def accepts_all(scenario: ScenarioContext, role: str) -> None:
    scenario.does(
        *(
            Asked("accept", role, pcco=number, transaction_date=TRANSACTION_DATE)
            for number in scenario.company.project_by_pcco
        )
    )


@given('the {role:Word} has failed to export PCCO "{number:Text}"')
def has_failed(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.does(Asked("accept", role, pcco=number, transaction_date=TRANSACTION_DATE))
    assert scenario.answer.has_failed, f"the export was to fail, but {scenario.answer.told}"


@given('the {role:Word} has rejected PCCO "{number:Text}"')
def has_rejected(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.has(Asked("reject", role, pcco=number))


@when('the {role:Word} rejects PCCO "{number:Text}"')
def rejects(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.does(Asked("reject", role, pcco=number))


@when('the {role:Word} rejects PCCO "{number:Text}" with the comment "{comment:Text}"')
def rejects_with(scenario: ScenarioContext, role: str, number: str, comment: str) -> None:
    scenario.does(Asked("reject", role, pcco=number, comment=comment))


@given('the {role:Word} has resent PCCO "{number:Text}"')
def has_resent(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.has(Asked("resend", role, pcco=number))


@when('the {role:Word} resends PCCO "{number:Text}"')
def resends(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.does(Asked("resend", role, pcco=number))


@when('the {role:Word} tries to export PCCO "{number:Text}" again')
def tries_again(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.does(Asked("export", role, pcco=number, transaction_date=TRANSACTION_DATE))


@given('the {role:Word} has unlinked PCCO "{number:Text}"')
def has_unlinked(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.has(Asked("unlink", role, pcco=number))


@when('the {role:Word} unlinks PCCO "{number:Text}"')
def unlinks(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.does(Asked("unlink", role, pcco=number))


@when("the {role:Word} opens the tool")
def opens(scenario: ScenarioContext, role: str) -> None:
    scenario.opens_tool(role)
