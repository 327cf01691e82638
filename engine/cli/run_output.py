"""What `tieout run` prints: the same for the same seed, so no times and no ports."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from engine.cli.console import print_indented
from engine.cli.tie_out_output import print_tie_out
from engine.presentation.words import spoken
from engine.report.run_report import ReportedStep, RunReport


def print_chapter(console: Console, number: int, title: str, events: Sequence[str]) -> None:
    console.print(f"\n[bold]{number}. {escape(title)}[/bold]")
    for event in events:
        console.print(f"   · {escape(event)}")


def print_report(console: Console, report: RunReport, path: Path) -> None:
    """What was done, what was refused and why, and the tie-out."""
    _print_done(console, "Imported", report.imported)
    _print_done(console, "Re-imported", report.reimported)
    _print_done(console, "Exported", report.exported)
    _print_done(console, "Also done", report.other_steps)
    if report.unfinished:
        _print_unfinished(console, report.unfinished)
    _print_refused(console, report.refused)
    print_tie_out(console, report.tie_out)
    console.print(f"\nReport: {path}")


def _print_done(console: Console, heading: str, steps: Sequence[ReportedStep]) -> None:
    console.print(f"\n[bold]{heading}: {len(steps)}[/bold]")
    for step in steps:
        again = f" (attempt {step.attempts})" if step.attempts > 1 else ""
        said = " ".join(step.messages)
        console.print(f"   {escape(step.record)}: {escape(said)}{again}")


def _print_unfinished(console: Console, steps: Sequence[ReportedStep]) -> None:
    console.print(f"\n[bold]Failed or parked: {len(steps)}[/bold]")
    for step in steps:
        said = " ".join(step.messages)
        console.print(f"   {spoken(step.operation)} of {escape(step.record)}: {escape(said)}")


def _print_refused(console: Console, steps: Sequence[ReportedStep]) -> None:
    console.print(f"\n[bold]Refused: {len(steps)}[/bold]")
    for step in steps:
        print_indented(console, 3, f"{spoken(step.operation)}, {escape(step.record)}")
        for reason in step.reasons:
            sources = ", ".join(reason.sources)
            text = f"[bold]{reason.rule_id}[/bold]: {escape(reason.wording)} [dim]({sources})[/dim]"
            print_indented(console, 6, text)
