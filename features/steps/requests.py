"""What people do in the ERP Integrations tool: before the scenario (has done) and in it (does)."""

from collections.abc import Callable
from datetime import date
from inspect import Parameter, Signature

from engine.operations.choices import NO_CHOICES
from engine.operations.declarations import OPERATIONS
from engine.operations.records import ContractRef
from engine.operations.request import Operation
from features.harness.expressions import placeholders
from features.harness.steps import given, when
from features.support.erp_tool import Asked
from features.support.pcco_states import CLOSED, FAILED, OPEN, WAYS_TO_STATE
from features.support.request_sentences import CHANGE_ORDER, CONTRACT, DATED, Sentence, sentences
from features.support.scenario_context import ScenarioContext


def step(sentence: Sentence) -> Callable[..., None]:
    """What runs a declared operation's sentence; its parameters are the sentence's placeholders."""

    def asks(scenario: ScenarioContext, role: str, **said: str | date) -> None:
        declaration = sentence.declaration
        record = (
            ContractRef(str(said[CONTRACT]))
            if declaration.is_about_contracts
            else scenario.pcco(str(said[CHANGE_ORDER]))
        )
        asked = Asked(role, declaration.operation, record, sentence.chosen(said))
        if sentence.is_past:
            scenario.has(asked)
        else:
            scenario.does(asked)

    names = ("scenario", *placeholders(sentence.pattern))
    vars(asks)["__signature__"] = Signature([Parameter(n, Parameter.KEYWORD_ONLY) for n in names])
    return asks


for _sentence in sentences(OPERATIONS.values()):
    (given if _sentence.is_past else when)(_sentence.pattern)(step(_sentence))


@when(
    'the {role:Word} imports the prime contract of job "{job:Text}" into project "{project:Text}"'
)
def imports_into(scenario: ScenarioContext, role: str, job: str, project: str) -> None:
    contract = ContractRef(job, project=scenario.company.project_ids[project])
    scenario.does(Asked(role, Operation.IMPORT, contract))


@when("the {role:Word} accepts all of them")
def accepts_all(scenario: ScenarioContext, role: str) -> None:
    numbers = scenario.company.project_by_pcco
    scenario.does(
        *(Asked(role, Operation.ACCEPT, scenario.pcco(number), DATED) for number in numbers)
    )


@given('the {role:Word} has failed to export PCCO "{number:Text}"')
def has_failed(scenario: ScenarioContext, role: str, number: str) -> None:
    scenario.does(Asked(role, Operation.ACCEPT, scenario.pcco(number), DATED))
    assert scenario.answer.has_failed, f"the export was to fail, but {scenario.answer.told}"


@given('PCCO "{number:Text}" has come as far as "{pcco_state:Text}"')
def has_come_as_far(scenario: ScenarioContext, number: str, pcco_state: str) -> None:
    for role, operation in WAYS_TO_STATE[pcco_state]:
        choices = DATED if operation is Operation.ACCEPT else NO_CHOICES
        scenario.has(Asked(role, operation, scenario.pcco(number), choices))
    if pcco_state == FAILED:
        scenario.company.set_processing_dates(*CLOSED)
        has_failed(scenario, "accountant", number)
        scenario.company.set_processing_dates(*OPEN)


@when("the {role:Word} opens the tool")
def opens(scenario: ScenarioContext, role: str) -> None:
    scenario.opens_tool(role)
