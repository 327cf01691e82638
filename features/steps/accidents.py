"""What goes wrong on the wire and in the machine room."""

from engine.operations.request import Operation
from features.harness.steps import given
from features.support.erp_tool import Asked
from features.support.request_sentences import DATED
from features.support.scenario_context import ScenarioContext

WRITE = "ARChangeRequest"


@given("the reply to write number {number:Count} of Spectrum will be lost")
def lost_spectrum_reply(scenario: ScenarioContext, number: int) -> None:
    scenario.company.settle()
    scenario.simulators.plan_fault("spectrum", WRITE, "lost_reply", first=number)


@given('write number {number:Count} of Spectrum will meet "{kind:Text}"')
def spectrum_fault(scenario: ScenarioContext, number: int, kind: str) -> None:
    scenario.company.settle()
    scenario.simulators.plan_fault("spectrum", WRITE, kind, first=number)


@given('the reply to Procore\'s next "{operation:Text}" will be lost')
def lost_procore_reply(scenario: ScenarioContext, operation: str) -> None:
    scenario.company.settle()
    scenario.simulators.plan_fault("procore", operation, "lost_reply")


@given('the tool crashed after write number {number:Count} of accepting PCCO "{pcco:Text}"')
def crashed(scenario: ScenarioContext, number: int, pcco: str) -> None:
    scenario.company.settle()
    scenario.simulators.plan_fault("spectrum", WRITE, "lost_reply", first=number)
    asked = Asked("accountant", Operation.ACCEPT, scenario.pcco(pcco), DATED)
    scenario.tool.crash_in(asked, scenario.company.login_of(asked.role))
