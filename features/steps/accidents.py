"""What goes wrong on the wire and in the machine room."""

from features.harness.steps import given
from features.support.erp_tool import Asked
from features.support.story import TRANSACTION_DATE, Story

WRITE = "ARChangeRequest"


@given("the reply to write number {number:Count} of Spectrum will be lost")
def lost_spectrum_reply(story: Story, number: int) -> None:
    story.company.settle()
    story.simulators.plan_fault("spectrum", WRITE, "lost_reply", first=number)


@given('write number {number:Count} of Spectrum will meet "{kind:Text}"')
def spectrum_fault(story: Story, number: int, kind: str) -> None:
    story.company.settle()
    story.simulators.plan_fault("spectrum", WRITE, kind, first=number)


@given('the reply to Procore\'s next "{operation:Text}" will be lost')
def lost_procore_reply(story: Story, operation: str) -> None:
    story.company.settle()
    story.simulators.plan_fault("procore", operation, "lost_reply")


@given('the tool crashed after write number {number:Count} of accepting PCCO "{pcco:Text}"')
def crashed(story: Story, number: int, pcco: str) -> None:
    story.company.settle()
    story.simulators.plan_fault("spectrum", WRITE, "lost_reply", first=number)
    asked = Asked("accept", "accountant", pcco=pcco, transaction_date=TRANSACTION_DATE)
    story.tool.crash_in(asked, story.company)
