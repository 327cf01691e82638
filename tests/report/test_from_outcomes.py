"""Outcomes sorted into the report's parts, with the reasons of real rules."""

from datetime import UTC, datetime

import pytest

from engine.executors.verdict import Decision, decision_of
from engine.operations.request import Operation
from engine.presentation.shown_reason import ShownFact, ShownReason
from engine.report.from_outcomes import run_report, shown_change
from engine.report.run_report import RunReport
from engine.rulebook.load import load_rulebook
from engine.rulebook.model import Rulebook
from engine.rulebook.vocabulary import Edition
from engine.sync.outcome import Change, Outcome, Result

NOW = datetime(2020, 4, 9, tzinfo=UTC)
PARTS = ("imported", "reimported", "exported", "other_steps", "refused", "unfinished")


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def report_of(rulebook: Rulebook, *outcomes: Outcome) -> RunReport:
    return run_report(
        seed=1,
        edition="2020",
        started=NOW,
        finished=NOW,
        outcomes=outcomes,
        tie_out=(),
        calls=(),
        vocabulary=rulebook.facts,
    )


@pytest.mark.parametrize("operation", list(Operation))
@pytest.mark.parametrize("result", list(Result))
def test_every_outcome_stands_in_exactly_one_part(
    rulebook: Rulebook, operation: Operation, result: Result
) -> None:
    report = report_of(rulebook, Outcome(operation, "a record", result, None))
    holding = [part for part in PARTS if getattr(report, part)]
    done_in = {
        Operation.IMPORT: "imported",
        Operation.REIMPORT: "reimported",
        Operation.REFRESH: "reimported",
        Operation.ACCEPT: "exported",
        Operation.EXPORT: "exported",
    }.get(operation, "other_steps")
    expected = {Result.DONE: done_in, Result.REFUSED: "refused"}.get(result, "unfinished")
    assert holding == [expected]


def test_a_refusal_keeps_each_reason_with_its_values_as_people_write_them(
    rulebook: Rulebook,
) -> None:
    facts = {
        "pcco.header_minus_lines_cents": 123_456,
        "pcco.unexplained_difference_cents": 123_454,
        "pcco.about_the_difference": "rounding explains 0.02 of it",
    }
    decision: Decision = decision_of(
        rulebook, "pcco.postable", Edition.SEEDS, facts, [rulebook.rules["post.total-differs"]]
    )
    outcome = Outcome(Operation.ACCEPT, "PCCO 001 of project 7", Result.REFUSED, decision)
    (refused,) = report_of(rulebook, outcome).refused
    assert refused.reasons == (
        ShownReason(
            "post.total-differs",
            "The PCCO's total and its lines with markup differ by 1,234.56; rounding explains "
            "0.02 of it.",
            ("choices#totals-agree", "markup-discrepancies#rounded-by-line"),
            (
                ShownFact("pcco.unexplained_difference_cents", "1,234.54"),
                ShownFact("pcco.header_minus_lines_cents", "1,234.56"),
                ShownFact("pcco.about_the_difference", "rounding explains 0.02 of it"),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("line 010", "amount", "1.00", "2.00"), "line 010, amount: 1.00, now 2.00"),
        (Change("line 010", "amount", None, "2.00"), "line 010, amount: 2.00"),
        (Change("line 010", "origin_id", "A|1", None), "line 010, origin_id: A|1, now nothing"),
    ],
)
def test_a_change_is_told_from_what_to_what(change: Change, words: str) -> None:
    assert shown_change(change) == words
