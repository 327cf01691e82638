"""`tieout sync`: what a person does in the ERP Integrations tool, one record at a time."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from engine.cli import sync_output
from engine.cli.wrong_use import CommandFailed, WrongUse
from engine.connectors.connection import CONNECTION_FILE, Connection, ConnectionFileError
from engine.erp_integrations.tool import ErpIntegrations
from engine.ports.outcomes import ConnectorError
from engine.sync.outcome import Outcome, UnknownRecordError
from engine.sync.running.durable_runner import AlreadyRunningError
from engine.sync.running.executor_slot import NoSlotLeftError
from engine.sync.store.settings import SettingRefusedError

app = typer.Typer(no_args_is_help=True)

Job = Annotated[str, typer.Argument(help="The Spectrum job's number.")]
Project = Annotated[str, typer.Argument(help="The project: its job's number or its Procore id.")]
Number = Annotated[str, typer.Argument(help="The PCCO's number.")]
ToProject = Annotated[
    str | None, typer.Option("--project", help="Another project than the job's own.")
]
Customer = Annotated[str | None, typer.Option(help="Another customer's contract of this job.")]
Login = Annotated[str, typer.Option("--as", help="Whose rights decide: a Procore login.")]
ConnectionFile = Annotated[
    Path | None,
    typer.Option(
        "--connection",
        help="Where both products are; `tieout serve` writes it.",
        show_default="connection.json in the workspace",
    ),
]
Workspace = Annotated[Path, typer.Option(help="Where the engine keeps its books.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
TransactionDate = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], help="The date accounting books it under; today if left out."
    ),
]
WORKSPACE = Path(".tieout")


@app.command("import")
def import_contract(
    job: Job,
    login: Login,
    project: ToProject = None,
    customer: Customer = None,
    unit_based: Annotated[bool, typer.Option(help="Track units in Procore.")] = False,
    connection: ConnectionFile = None,
    workspace: Workspace = WORKSPACE,
    as_json: AsJson = False,
) -> None:
    """Add a Spectrum contract to Procore."""
    with _tool(connection, workspace) as tool:
        outcome = tool.import_contract(
            job,
            login,
            project,
            customer_code=customer,
            accounting_method="unit_based" if unit_based else "amount_based",
        )
    _finish(outcome, as_json)


@app.command()
def reimport(
    job: Job,
    login: Login,
    project: ToProject = None,
    customer: Customer = None,
    connection: ConnectionFile = None,
    workspace: Workspace = WORKSPACE,
    as_json: AsJson = False,
) -> None:
    """Bring new and changed lines of a synced contract to Procore."""
    with _tool(connection, workspace) as tool:
        outcome = tool.reimport_contract(job, login, project, customer_code=customer)
    _finish(outcome, as_json)


@app.command()
def refresh(
    job: Job,
    login: Login,
    project: ToProject = None,
    customer: Customer = None,
    connection: ConnectionFile = None,
    workspace: Workspace = WORKSPACE,
    as_json: AsJson = False,
) -> None:
    """Clear up whatever differs between a synced contract and Spectrum."""
    with _tool(connection, workspace) as tool:
        outcome = tool.refresh_contract(job, login, project, customer_code=customer)
    _finish(outcome, as_json)


@app.command()
def send(
    project: Project,
    number: Number,
    login: Login,
    connection: ConnectionFile = None,
    workspace: Workspace = WORKSPACE,
    as_json: AsJson = False,
) -> None:
    """Hand a PCCO to accounting for acceptance."""
    with _tool(connection, workspace) as tool:
        outcome = tool.send(project, number, login)
    _finish(outcome, as_json)


@app.command()
def retrieve(
    project: Project,
    number: Number,
    login: Login,
    connection: ConnectionFile = None,
    workspace: Workspace = WORKSPACE,
    as_json: AsJson = False,
) -> None:
    """Take a PCCO back before it is accepted."""
    with _tool(connection, workspace) as tool:
        outcome = tool.retrieve(project, number, login)
    _finish(outcome, as_json)


@app.command()
def resend(
    project: Project,
    number: Number,
    login: Login,
    connection: ConnectionFile = None,
    workspace: Workspace = WORKSPACE,
    as_json: AsJson = False,
) -> None:
    """Hand a rejected or retrieved PCCO to accounting again."""
    with _tool(connection, workspace) as tool:
        outcome = tool.resend(project, number, login)
    _finish(outcome, as_json)


@app.command()
def accept(
    project: Project,
    number: Number,
    login: Login,
    transaction_date: TransactionDate = None,
    connection: ConnectionFile = None,
    workspace: Workspace = WORKSPACE,
    as_json: AsJson = False,
) -> None:
    """Accept a PCCO and export it to Spectrum."""
    with _tool(connection, workspace) as tool:
        day = transaction_date.date() if transaction_date else tool.context.clock().date()
        outcome = tool.accept(project, number, login, day)
    _finish(outcome, as_json)


@app.command()
def reject(
    project: Project,
    number: Number,
    login: Login,
    comment: Annotated[str | None, typer.Option(help="Why.")] = None,
    connection: ConnectionFile = None,
    workspace: Workspace = WORKSPACE,
    as_json: AsJson = False,
) -> None:
    """Send a PCCO back to its project."""
    with _tool(connection, workspace) as tool:
        outcome = tool.reject(project, number, login, comment)
    _finish(outcome, as_json)


@app.command()
def export(
    project: Project,
    number: Number,
    login: Login,
    transaction_date: TransactionDate = None,
    connection: ConnectionFile = None,
    workspace: Workspace = WORKSPACE,
    as_json: AsJson = False,
) -> None:
    """Try an export again that failed."""
    with _tool(connection, workspace) as tool:
        day = transaction_date.date() if transaction_date else None
        outcome = tool.export(project, number, login, day)
    _finish(outcome, as_json)


@app.command()
def unlink(
    project: Project,
    number: Number,
    login: Login,
    connection: ConnectionFile = None,
    workspace: Workspace = WORKSPACE,
    as_json: AsJson = False,
) -> None:
    """Free a PCCO whose change request was deleted in Spectrum."""
    with _tool(connection, workspace) as tool:
        outcome = tool.unlink(project, number, login)
    _finish(outcome, as_json)


@app.command()
def resume(
    connection: ConnectionFile = None,
    workspace: Workspace = WORKSPACE,
    as_json: AsJson = False,
) -> None:
    """Take up what was given up for now."""
    with _tool(connection, workspace) as tool:
        outcomes = tool.resume()
    if as_json:
        typer.echo(json.dumps([sync_output.outcome_as_data(o) for o in outcomes], indent=2))
    elif not outcomes:
        typer.echo("nothing was given up")
    else:
        sync_output.print_outcomes(outcomes)
    if not all(outcome.is_done for outcome in outcomes):
        raise typer.Exit(1)


@app.command()
def settings(
    feature: Annotated[
        bool | None, typer.Option("--feature/--no-feature", help="Procore Support's switch.")
    ] = None,
    export_on: Annotated[
        bool | None, typer.Option("--export/--no-export", help="The PCCO export.")
    ] = None,
    status_code: Annotated[
        str | None, typer.Option(help="What Current Status becomes in Spectrum.")
    ] = None,
    edition: Annotated[str | None, typer.Option(help="Whose rules hold: 2020 or current.")] = None,
    connection: ConnectionFile = None,
    workspace: Workspace = WORKSPACE,
    as_json: AsJson = False,
) -> None:
    """Show the company's settings, or change those that are given."""
    given: dict[str, bool | str | None] = {
        "is_feature_enabled": feature,
        "is_export_switched_on": export_on,
        "spectrum_status_code": status_code,
        "edition": edition,
    }
    texts = {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in given.items()
        if value is not None
    }
    with _tool(connection, workspace) as tool:
        shown = tool.configure(**texts) if texts else tool.settings
    sync_output.print_settings(shown, as_json)


@app.command()
def status(
    login: Login,
    connection: ConnectionFile = None,
    workspace: Workspace = WORKSPACE,
    as_json: AsJson = False,
) -> None:
    """Every list with its buttons, and the tie-out; exit code 1 when the books differ."""
    with _tool(connection, workspace) as tool:
        seen = tool.status(login)
    if as_json:
        typer.echo(json.dumps(sync_output.status_as_data(seen), indent=2, ensure_ascii=False))
    else:
        sync_output.print_status(seen)
    if not seen.ties_out:
        raise typer.Exit(1)


@contextmanager
def _tool(connection: Path | None, workspace: Path) -> Iterator[ErpIntegrations]:
    """The tool, open; what a person can do something about ends in one clear line."""
    try:
        found = Connection.load(connection or workspace / CONNECTION_FILE)
        with ErpIntegrations.open(found, workspace) as tool:
            yield tool
    except (ConnectionFileError, SettingRefusedError) as error:
        raise WrongUse(str(error)) from error
    except (ConnectorError, UnknownRecordError, AlreadyRunningError, NoSlotLeftError) as error:
        raise CommandFailed(str(error)) from error


def _finish(outcome: Outcome, as_json: bool) -> None:
    """Print how it ended; exit code 1 unless it is done."""
    if as_json:
        data = sync_output.outcome_as_data(outcome)
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        sync_output.print_outcomes([outcome])
    if not outcome.is_done:
        raise typer.Exit(1)
