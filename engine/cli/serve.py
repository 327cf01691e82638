"""`tieout serve`: both simulators and the engine's page, until interrupted."""

import signal
import socket
from pathlib import Path
from types import FrameType
from typing import Annotated, TextIO

import typer

from engine.cli import simulators
from engine.cli.workspace_lock import lock_workspace
from engine.cli.wrong_use import WrongUse
from engine.connectors.connection import CONNECTION_FILE

HOST = "127.0.0.1"
SIGNAL_EXIT_CODE = 128
MAX_PORT = 65535

Port = Annotated[int, typer.Option(min=0, max=MAX_PORT, help="0 takes any free port.")]


def serve(
    procore_port: Port = 0,
    spectrum_port: Port = 0,
    web_port: Port = 0,
    seed: Annotated[int, typer.Option(help="Ids, tokens and made-up data.")] = 2020,
    portfolio: Annotated[
        str, typer.Option(help="The made-up company to begin with: demo or none.")
    ] = "demo",
    workspace: Annotated[
        Path, typer.Option(help="Where the engine keeps its books and connection.json.")
    ] = Path(".tieout"),
    infolink: Annotated[
        str | None,
        typer.Option(
            help="Where Spectrum's SQL tables are kept: a file, or a PostgreSQL URL such as "
            "postgresql+psycopg://user:password@host/database.",
            show_default="infolink.sqlite in the workspace",
        ),
    ] = None,
    switched_off: Annotated[
        bool,
        typer.Option(
            "--switched-off", help="Leave the feature and the PCCO export off, as a company begins."
        ),
    ] = False,
) -> None:
    """Serve both simulators and the engine's page.

    Prints one `name: value` line each for the URLs, the credentials and the logins of the people
    one may act as, then `ready`, and runs until interrupted. `tieout sync` finds them through the
    workspace's connection.json. The simulated world begins anew each time, and so do the engine's
    books in the workspace.
    """
    if portfolio not in ("demo", "none"):
        raise WrongUse(f"--portfolio must be demo or none, not {portfolio!r}")
    listener = _listen(web_port)
    lock = _make_ready(workspace)
    signal.signal(signal.SIGTERM, _end)
    with (
        lock,
        simulators.running(
            seed=seed,
            portfolio=None if portfolio == "none" else portfolio,
            procore_port=procore_port,
            spectrum_port=spectrum_port,
            infolink=infolink or workspace / "infolink.sqlite",
            meanwhile=_import_page,
        ) as pair,
    ):
        from engine.cli.served_page import serve_page

        pair.connection.save(workspace / CONNECTION_FILE)
        try:
            serve_page(pair, workspace, listener, is_switched_off=switched_off)
        finally:
            (workspace / CONNECTION_FILE).unlink(missing_ok=True)


def _import_page() -> None:
    """What the page is made of: SQLAlchemy, DBOS, Starlette and more, half of the start-up."""
    import engine.cli.served_page  # noqa: F401  # for its being imported


def _make_ready(workspace: Path) -> TextIO:
    """A workspace that can be written. Held against a second one while the answer is open."""
    try:
        workspace.mkdir(parents=True, exist_ok=True)
        lock = lock_workspace(workspace)
        (workspace / CONNECTION_FILE).touch()
        return lock
    except OSError as error:
        raise WrongUse(f"--workspace {workspace} cannot be used: {error.strerror}") from error


def _end(number: int, frame: FrameType | None) -> None:
    """End as after an interrupt, so that the simulators end too."""
    del frame
    raise SystemExit(SIGNAL_EXIT_CODE + number)


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        raise WrongUse(f"port {port} of {HOST} is taken; choose another with --web-port") from None
    listener.listen()
    return listener
