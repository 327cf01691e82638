"""What `tieout run` prints: the same for the same seed, so no times and no ports."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from engine.erp_integrations.open_changes import OpenChange
from engine.erp_integrations.tie_out import TieOutRow
from engine.look.tie_out_view import compared_amounts, totals
from engine.look.words import amount, counted, spoken
from engine.report.run_report import ReportedStep, RunReport

UNATTENDED_WIDTH = 140


def console_for_output() -> Console:
    """A console as wide as the terminal, or wide enough for the tables where there is none."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=UNATTENDED_WIDTH)


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
    _print_tie_out(console, report.tie_out)
    console.print(f"\nReport: {path}")


def verdict(rows: Sequence[TieOutRow]) -> str:
    """One line that says whether everything ties out."""
    differing = sum(not row.ties_out for row in rows)
    if not rows:
        return "Nothing is synced, so there is nothing to tie out."
    if differing:
        return f"{differing} of {counted(len(rows), 'contract')} do not tie out."
    return f"All {counted(len(rows), 'contract')} tie out, to the cent."


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
    table = Table(title=f"Refused: {len(steps)}", title_justify="left", title_style="bold")
    for heading in ("asked for", "record", "rule", "reason", "source"):
        is_rule = heading == "rule"
        table.add_column(
            heading,
            overflow="fold",
            no_wrap=is_rule,
            ratio=3 if heading == "reason" else None,
        )
    for step in steps:
        for number, reason in enumerate(step.reasons):
            is_first = number == 0
            table.add_row(
                spoken(step.operation) if is_first else "",
                escape(step.record) if is_first else "",
                reason.rule_id,
                escape(reason.wording),
                ", ".join(reason.sources),
            )
    console.print()
    console.print(table)


def _print_tie_out(console: Console, rows: Sequence[TieOutRow]) -> None:
    table = Table(title="Tie-out", title_justify="left", title_style="bold")
    table.add_column("contract", overflow="fold")
    for heading in ("original", "approved changes", "revised"):
        table.add_column(f"{heading}\nProcore", justify="right", no_wrap=True)
        table.add_column("\nSpectrum", justify="right", no_wrap=True)
    table.add_column("on one\nside", justify="right", no_wrap=True)
    table.add_column("ties\nout")
    for row in rows:
        cells = [
            amount(cents)
            for compared in compared_amounts(row)
            for cents in (compared.procore_cents, compared.spectrum_cents)
        ]
        open_count = len(_open_items(row))
        table.add_row(
            escape(row.title),
            *cells,
            str(open_count) if open_count else "",
            "[green]yes[/green]" if row.ties_out else "[bold red]NO[/bold red]",
        )
    if rows:
        sums = [
            amount(cents)
            for compared in totals(rows)
            for cents in (compared.procore_cents, compared.spectrum_cents)
        ]
        table.add_section()
        table.add_row("All contracts", *sums, "", "")
    console.print()
    console.print(table)
    for row in rows:
        for difference in row.differences:
            console.print(f"   [bold red]{escape(row.title)}: {escape(difference)}[/bold red]")
    _print_open_items(console, rows)


def _print_open_items(console: Console, rows: Sequence[TieOutRow]) -> None:
    """What only one side counts, and why: it is in neither column above."""
    table = Table(title="On one side only", title_justify="left", title_style="bold")
    table.add_column("contract", overflow="fold")
    table.add_column("where", no_wrap=True)
    table.add_column("what", overflow="fold")
    table.add_column("amount", justify="right", no_wrap=True)
    table.add_column("because", overflow="fold", ratio=4)
    for row in rows:
        for where, item in _open_items(row):
            because = " ".join(item.reasons)
            table.add_row(row.title, where, item.record, amount(item.amount_cents), escape(because))
    if table.row_count:
        console.print()
        console.print(table)


def _open_items(row: TieOutRow) -> list[tuple[str, OpenChange]]:
    return [
        *(("Spectrum", item) for item in (*row.not_imported, *row.not_from_procore)),
        *(("Procore", item) for item in (*row.only_in_procore, *row.not_exported)),
    ]
