"""What the tool answered, and that a refusal wrote nothing."""

from collections.abc import Iterable

from features.harness.steps import then
from features.harness.table import Table
from features.support.erp_tool import Reason
from features.support.scenario_context import ScenarioContext


@then("it is done")
def is_done(scenario: ScenarioContext) -> None:
    assert scenario.answer.is_done, scenario.answer.told
    assert scenario.simulators.journal(scenario.since), "nothing was asked of either product"


@then("it is left incomplete")
def is_incomplete(scenario: ScenarioContext) -> None:
    assert scenario.answer.is_incomplete, scenario.answer.told


@then("all are done")
def all_are_done(scenario: ScenarioContext) -> None:
    assert scenario.answers, "nothing was asked for"
    for answer in scenario.answers:
        assert answer.is_done, answer.told


@then("it fails")
def fails(scenario: ScenarioContext) -> None:
    assert scenario.answer.has_failed, scenario.answer.told


@then('it is refused by rule "{rule:Text}" alone')
def is_refused_by_one(scenario: ScenarioContext, rule: str) -> None:
    assert scenario.answer.is_refused, scenario.answer.told
    same_rules(scenario.answer.reasons, [rule])


@then("it is refused by these rules", {"": "rule"})
def is_refused_by(scenario: ScenarioContext, table: Table) -> None:
    assert scenario.answer.is_refused, scenario.answer.told
    same_rules(scenario.answer.reasons, table.column())


@then('rule "{rule:Text}" is among those that refuse it')
def is_refused_by_at_least(scenario: ScenarioContext, rule: str) -> None:
    assert scenario.answer.is_refused, scenario.answer.told
    ids = [reason.rule_id for reason in scenario.answer.reasons]
    assert rule in ids, f"it was refused by {', '.join(ids)}, not by {rule}"


@then('the reason names "{words:Text}"')
def reason_names(scenario: ScenarioContext, words: str) -> None:
    told = [reason.because for reason in scenario.answer.reasons]
    assert any(words in because for because in told), f"no reason names {words!r}: {told}"


@then('the answer mentions "{words:Text}"')
def answer_mentions(scenario: ScenarioContext, words: str) -> None:
    assert words in scenario.answer.told, f"{words!r} is not in: {scenario.answer.told}"


@then("nothing was written to Procore")
def nothing_written_to_procore(scenario: ScenarioContext) -> None:
    _nothing_written(scenario, "procore")


@then("nothing was written to Spectrum")
def nothing_written_to_spectrum(scenario: ScenarioContext) -> None:
    _nothing_written(scenario, "spectrum")


def same_rules(reasons: Iterable[Reason], expected: Iterable[str]) -> None:
    """Exactly these rules, in any order; the message shows what was said instead."""
    found = {reason.rule_id: reason.because for reason in reasons}
    told = "; ".join(f"{rule}: {because}" for rule, because in found.items()) or "none"
    assert set(found) == set(expected), f"the rules are not {', '.join(expected)} but {told}"


def _nothing_written(scenario: ScenarioContext, system: str) -> None:
    written = [f"{entry.method} {entry.path} ({entry.status})" for entry in scenario.writes(system)]
    assert not written, f"{system} was written to: {', '.join(written)}"
