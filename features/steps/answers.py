"""What the tool answered, and that a refusal wrote nothing."""

from collections.abc import Iterable

from features.harness.steps import then
from features.harness.table import Table
from features.support.erp_tool import Reason
from features.support.story import Story


@then("it is done")
def is_done(story: Story) -> None:
    assert story.answer.is_done, story.answer.told
    assert story.simulators.journal(story.since), "nothing was asked of either product"


@then("all are done")
def all_are_done(story: Story) -> None:
    assert story.answers, "nothing was asked for"
    for answer in story.answers:
        assert answer.is_done, answer.told


@then("it fails")
def fails(story: Story) -> None:
    assert story.answer.has_failed, story.answer.told


@then('it is refused by rule "{rule:Text}" alone')
def is_refused_by_one(story: Story, rule: str) -> None:
    assert story.answer.is_refused, story.answer.told
    same_rules(story.answer.reasons, [rule])


@then("it is refused by these rules", {"": "rule"})
def is_refused_by(story: Story, table: Table) -> None:
    assert story.answer.is_refused, story.answer.told
    same_rules(story.answer.reasons, table.column())


@then('rule "{rule:Text}" is among those that refuse it')
def is_refused_by_at_least(story: Story, rule: str) -> None:
    assert story.answer.is_refused, story.answer.told
    ids = [reason.rule_id for reason in story.answer.reasons]
    assert rule in ids, f"it was refused by {', '.join(ids)}, not by {rule}"


@then('the reason names "{words:Text}"')
def reason_names(story: Story, words: str) -> None:
    told = [reason.because for reason in story.answer.reasons]
    assert any(words in because for because in told), f"no reason names {words!r}: {told}"


@then('the answer mentions "{words:Text}"')
def answer_mentions(story: Story, words: str) -> None:
    assert words in story.answer.told, f"{words!r} is not in: {story.answer.told}"


@then("nothing was written to Procore")
def nothing_written_to_procore(story: Story) -> None:
    _nothing_written(story, "procore")


@then("nothing was written to Spectrum")
def nothing_written_to_spectrum(story: Story) -> None:
    _nothing_written(story, "spectrum")


def same_rules(reasons: Iterable[Reason], expected: Iterable[str]) -> None:
    """Exactly these rules, in any order; the message shows what was said instead."""
    found = {reason.rule_id: reason.because for reason in reasons}
    told = "; ".join(f"{rule}: {because}" for rule, because in found.items()) or "none"
    assert set(found) == set(expected), f"the rules are not {', '.join(expected)} but {told}"


def _nothing_written(story: Story, system: str) -> None:
    written = [f"{entry.method} {entry.path} ({entry.status})" for entry in story.writes(system)]
    assert not written, f"{system} was written to: {', '.join(written)}"
