"""A run's outcomes sorted into the report's parts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from engine.erp_integrations.tie_out import TieOutRow
from engine.operations.declarations import OPERATIONS, ReportPart
from engine.presentation.shown_reason import shown_reasons
from engine.report.run_report import CallCount, ReportedStep, RunReport
from engine.rulebook.vocabulary import FactDeclaration
from engine.sync.outcome import Change, Outcome, Result


def run_report(
    *,
    seed: int,
    edition: str,
    started: datetime,
    finished: datetime,
    outcomes: Sequence[Outcome],
    tie_out: Iterable[TieOutRow],
    calls: Iterable[CallCount],
    vocabulary: Mapping[str, FactDeclaration],
) -> RunReport:
    """The report of a run, each part in the order things were done; ReportTooLongError when a part
    is too long. `vocabulary` is the rulebook's facts, by which values are written."""

    def steps(is_meant: Callable[[Outcome], bool]) -> tuple[ReportedStep, ...]:
        return tuple(_step(o, vocabulary) for o in outcomes if is_meant(o))

    def done(part: ReportPart) -> tuple[ReportedStep, ...]:
        return steps(lambda o: o.is_done and OPERATIONS[o.operation].reported_as is part)

    return RunReport(
        seed=seed,
        edition=edition,
        started=started,
        finished=finished,
        tie_out=tuple(tie_out),
        imported=done(ReportPart.IMPORTED),
        reimported=done(ReportPart.REIMPORTED),
        exported=done(ReportPart.EXPORTED),
        other_steps=done(ReportPart.OTHER_STEPS),
        refused=steps(lambda o: o.result is Result.REFUSED),
        unfinished=steps(lambda o: o.result in (Result.INCOMPLETE, Result.FAILED, Result.PARKED)),
        calls=tuple(calls),
    )


def _step(outcome: Outcome, vocabulary: Mapping[str, FactDeclaration]) -> ReportedStep:
    decision = outcome.decision
    return ReportedStep(
        operation=outcome.operation.value,
        record=outcome.record,
        result=outcome.result.value,
        reasons=() if decision is None else shown_reasons(decision, vocabulary),
        messages=outcome.messages,
        changes=tuple(shown_change(change) for change in outcome.changes),
        attempts=outcome.attempts,
    )


def shown_change(change: Change) -> str:
    """`line 010, amount: 1.00, now 2.00`; what is new or gone is named so."""
    what = f"{change.record}, {change.field}"
    if change.old is None:
        return f"{what}: {change.new}"
    return f"{what}: {change.old}, now {'nothing' if change.new is None else change.new}"
