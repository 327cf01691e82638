"""`tieout run`: the main job, end to end, over the wire."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from engine.cli import simulators
from engine.cli.company import set_up
from engine.cli.console import console_for_output
from engine.cli.run_output import print_chapter, print_report
from engine.cli.run_script import People, RunScript
from engine.cli.tie_out_output import verdict
from engine.cli.wrong_use import CommandFailed, WrongUse
from engine.connectors.http_client import open_http_client
from engine.connectors.simulator_control import SimulatorControl
from engine.erp_integrations.tool import ErpIntegrations
from engine.ports.outcomes import ConnectorError
from engine.report.from_outcomes import run_report
from engine.report.report import write_report
from engine.report.run_report import CallCount, RunReport
from engine.rulebook.vocabulary import DEFAULT_EDITION, Edition
from engine.sync.outcome import Outcome

PORTFOLIO = "demo"
REPORT = Path("reports/run.html")


def run(
    seed: Annotated[
        int, typer.Option(help="Names, amounts and ids; the same seed, the same run.")
    ] = 2020,
    edition: Annotated[
        Edition, typer.Option(help="Which edition of the rules decides.")
    ] = DEFAULT_EDITION,
    report: Annotated[Path, typer.Option(help="Where the HTML report is written.")] = REPORT,
) -> None:
    """Build a portfolio in both simulators, sync it over the wire, and tie it out.

    Prints what was imported, re-imported and exported, what was refused by which rule, and the
    tie-out table. Exit code 0 only if every contract ties out.
    """
    _check_place(report)
    started = datetime.now(UTC)
    console = console_for_output()
    console.print(f"Tieout: seed {seed}, edition {edition.value}")
    try:
        tied = _tied_out(console, seed, edition, started)
    except ConnectorError as error:
        raise CommandFailed(str(error)) from error
    write_report(report, tied)
    print_report(console, tied, report)
    console.print(f"[bold]{verdict(tied.tie_out)}[/bold]")
    if not tied.tie_out or not all(row.ties_out for row in tied.tie_out):
        raise typer.Exit(1)


def _check_place(report: Path) -> None:
    """Refuse a report that could not be written, before anything is done."""
    try:
        report.parent.mkdir(parents=True, exist_ok=True)
        with report.open("a", encoding="utf-8"):
            pass
    except OSError as error:
        raise WrongUse(f"--report {report} cannot be written: {error.strerror}") from error


def _tied_out(console: Console, seed: int, edition: Edition, started: datetime) -> RunReport:
    with ExitStack() as stack:
        progress = stack.enter_context(_progress())
        task = progress.add_task("Starting both simulators", total=None)
        workspace = stack.enter_context(tempfile.TemporaryDirectory(prefix="tieout-run-"))
        pair = stack.enter_context(simulators.running(seed=seed, portfolio=PORTFOLIO))
        client = stack.enter_context(open_http_client())
        tool = stack.enter_context(ErpIntegrations.open(pair.connection, Path(workspace)))
        control = SimulatorControl(client, pair.connection.procore_url)
        set_up(tool, edition=edition)

        def doing(what: str) -> None:
            progress.update(task, description=what)

        outcomes = _play(console, doing, tool, control)
        doing("Tying out")
        people = _people(control.portfolio())
        return run_report(
            seed=seed,
            edition=edition.value,
            started=started,
            finished=datetime.now(UTC),
            outcomes=outcomes,
            tie_out=tool.tie_out(people.accountant),
            calls=_call_counts(control),
            vocabulary=tool.context.rulebook.facts,
        )


def _play(
    console: Console, doing: Callable[[str], None], tool: ErpIntegrations, control: SimulatorControl
) -> list[Outcome]:
    """Play every chapter, and after each let people ask for what they would."""
    told = control.portfolio()
    script = RunScript(tool, _people(told), control.today())
    outcomes: list[Outcome] = []
    for number, (verb, asked) in enumerate(script.after_each_chapter()):
        if number > 0:
            told = control.play_next_chapter()
        print_chapter(console, number + 1, told["chapters"][number]["title"], told["events"])
        for outcome in asked():
            outcomes.append(outcome)
            doing(f"{verb}: {outcome.record}, {outcome.result.value}")
    return outcomes


def _people(told: dict[str, Any]) -> People:
    return People(**told["people"])


def _call_counts(control: SimulatorControl) -> list[CallCount]:
    return [
        CallCount(system, operation, count)
        for system, counts in sorted(control.operation_counts().items())
        for operation, count in sorted(counts.items())
    ]


def _progress() -> Progress:
    """What is being done, on standard error and gone at the end: standard output repeats."""
    return Progress(
        SpinnerColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )
