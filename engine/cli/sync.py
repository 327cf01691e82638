"""`tieout sync`: what a person does in the ERP Integrations tool, one record at a time."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from inspect import Signature
from pathlib import Path
from typing import Annotated

import typer

from engine.cli import sync_output
from engine.cli.ask_parameters import Given, Login, asked_for, parameter, parameters_of
from engine.cli.wrong_use import CommandFailed, WrongUse
from engine.connectors.connection import CONNECTION_FILE, Connection, ConnectionFileError
from engine.erp_integrations.tool import ErpIntegrations
from engine.operations.choices import WrongRequestError
from engine.operations.declarations import OPERATIONS, OperationDeclaration
from engine.ports.outcomes import ConnectorError
from engine.sync.outcome import Outcome, UnknownRecordError
from engine.sync.running.executor_slot import NoSlotLeftError
from engine.sync.running.runner import AlreadyRunningError
from engine.sync.store.settings import SettingRefusedError

app = typer.Typer(no_args_is_help=True)

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
WORKSPACE = Path(".tieout")


def ask_command(declaration: OperationDeclaration) -> Callable[..., None]:
    """The command of an operation: asks the tool, prints how it ended; exit code 1 unless it is
    done. Its parameters are those that typer reads from its signature."""

    def ask(connection: Path | None, workspace: Path, as_json: bool, **given: Given) -> None:
        with _tool(connection, workspace) as tool:
            asked = asked_for(declaration, given, today=tool.context.clock().date())
            outcome = tool.ask(declaration.operation, *asked)
        _finish(outcome, as_json)

    places = (
        parameter("connection", ConnectionFile, None),
        parameter("workspace", Workspace, WORKSPACE),
        parameter("as_json", AsJson, False),
    )
    vars(ask)["__signature__"] = Signature([*parameters_of(declaration), *places])
    return ask


def add_commands(to: typer.Typer, declarations: Iterable[OperationDeclaration]) -> None:
    """A command for each operation."""
    for declaration in declarations:
        to.command(declaration.operation.value, help=declaration.help)(ask_command(declaration))


add_commands(app, OPERATIONS.values())


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
    number_prefix: Annotated[
        str | None, typer.Option(help="What goes before a PCCO's number in Spectrum; '' for none.")
    ] = None,
    number_last: Annotated[
        str | None,
        typer.Option(help="How many of a PCCO's last characters go to Spectrum, or all."),
    ] = None,
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
        "change_request_prefix": number_prefix,
        "change_request_last_characters": number_last,
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
    except (ConnectionFileError, SettingRefusedError, WrongRequestError) as error:
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
