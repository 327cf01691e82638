"""What people do in the ERP Integrations tool: before the scenario (has done) and in it (does)."""

from datetime import date

from features.harness.steps import given, when
from features.support.erp_tool import Asked
from features.support.story import TRANSACTION_DATE, Story


@given('the {role:Word} has imported the prime contract of job "{job:Text}"')
def has_imported(story: Story, role: str, job: str) -> None:
    story.has(Asked("import", role, job=job))


@when('the {role:Word} imports the prime contract of job "{job:Text}"')
def imports(story: Story, role: str, job: str) -> None:
    story.does(Asked("import", role, job=job))


@when('the {role:Word} imports the prime contract of job "{job:Text}" as unit-based')
def imports_unit_based(story: Story, role: str, job: str) -> None:
    story.does(Asked("import", role, job=job, accounting_method="unit_based"))


@when(
    'the {role:Word} imports the prime contract of job "{job:Text}" into project "{project:Text}"'
)
def imports_into(story: Story, role: str, job: str, project: str) -> None:
    story.does(Asked("import", role, job=job, project=project))


@given('the {role:Word} has re-imported the prime contract of job "{job:Text}"')
def has_reimported(story: Story, role: str, job: str) -> None:
    story.has(Asked("reimport", role, job=job))


@when('the {role:Word} re-imports the prime contract of job "{job:Text}"')
def reimports(story: Story, role: str, job: str) -> None:
    story.does(Asked("reimport", role, job=job))


@when('the {role:Word} refreshes the prime contract of job "{job:Text}"')
def refreshes(story: Story, role: str, job: str) -> None:
    story.does(Asked("refresh", role, job=job))


@given('the {role:Word} has sent PCCO "{number:Text}"')
def has_sent(story: Story, role: str, number: str) -> None:
    story.has(Asked("send", role, pcco=number))


@when('the {role:Word} sends PCCO "{number:Text}"')
def sends(story: Story, role: str, number: str) -> None:
    story.does(Asked("send", role, pcco=number))


@given('the {role:Word} has retrieved PCCO "{number:Text}"')
def has_retrieved(story: Story, role: str, number: str) -> None:
    story.has(Asked("retrieve", role, pcco=number))


@when('the {role:Word} retrieves PCCO "{number:Text}"')
def retrieves(story: Story, role: str, number: str) -> None:
    story.does(Asked("retrieve", role, pcco=number))


@given('the {role:Word} has accepted PCCO "{number:Text}"')
def has_accepted(story: Story, role: str, number: str) -> None:
    story.has(Asked("accept", role, pcco=number, transaction_date=TRANSACTION_DATE))


@when('the {role:Word} accepts PCCO "{number:Text}"')
def accepts(story: Story, role: str, number: str) -> None:
    story.does(Asked("accept", role, pcco=number, transaction_date=TRANSACTION_DATE))


@when('the {role:Word} accepts PCCO "{number:Text}" under the date {day:Date}')
def accepts_under(story: Story, role: str, number: str, day: date) -> None:
    story.does(Asked("accept", role, pcco=number, transaction_date=day))


@when('the {role:Word} accepts PCCO "{number:Text}" without a date')
def accepts_undated(story: Story, role: str, number: str) -> None:
    story.does(Asked("accept", role, pcco=number))


@when("the {role:Word} accepts all of them")
def accepts_all(story: Story, role: str) -> None:
    story.does(
        *(
            Asked("accept", role, pcco=number, transaction_date=TRANSACTION_DATE)
            for number in story.company.project_by_pcco
        )
    )


@given('the {role:Word} has failed to export PCCO "{number:Text}"')
def has_failed(story: Story, role: str, number: str) -> None:
    story.does(Asked("accept", role, pcco=number, transaction_date=TRANSACTION_DATE))
    assert story.answer.has_failed, f"the export was to fail, but {story.answer.told}"


@given('the {role:Word} has rejected PCCO "{number:Text}"')
def has_rejected(story: Story, role: str, number: str) -> None:
    story.has(Asked("reject", role, pcco=number))


@when('the {role:Word} rejects PCCO "{number:Text}"')
def rejects(story: Story, role: str, number: str) -> None:
    story.does(Asked("reject", role, pcco=number))


@when('the {role:Word} rejects PCCO "{number:Text}" with the comment "{comment:Text}"')
def rejects_with(story: Story, role: str, number: str, comment: str) -> None:
    story.does(Asked("reject", role, pcco=number, comment=comment))


@given('the {role:Word} has resent PCCO "{number:Text}"')
def has_resent(story: Story, role: str, number: str) -> None:
    story.has(Asked("resend", role, pcco=number))


@when('the {role:Word} resends PCCO "{number:Text}"')
def resends(story: Story, role: str, number: str) -> None:
    story.does(Asked("resend", role, pcco=number))


@when('the {role:Word} tries to export PCCO "{number:Text}" again')
def tries_again(story: Story, role: str, number: str) -> None:
    story.does(Asked("export", role, pcco=number, transaction_date=TRANSACTION_DATE))


@given('the {role:Word} has unlinked PCCO "{number:Text}"')
def has_unlinked(story: Story, role: str, number: str) -> None:
    story.has(Asked("unlink", role, pcco=number))


@when('the {role:Word} unlinks PCCO "{number:Text}"')
def unlinks(story: Story, role: str, number: str) -> None:
    story.does(Asked("unlink", role, pcco=number))


@when("the {role:Word} opens the tool")
def opens(story: Story, role: str) -> None:
    story.opens_tool(role)
