"""`tieout serve`: both simulators and the engine's page, until interrupted."""

import signal
import socket
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Annotated, TextIO

import typer
import uvicorn

from engine.cli import simulators
from engine.cli.company import set_up
from engine.cli.workspace_lock import lock_workspace
from engine.cli.wrong_use import WrongUse
from engine.connectors.connection import CONNECTION_FILE
from engine.connectors.http_client import open_http_client
from engine.connectors.simulator_control import SimulatorControl
from engine.erp_integrations.opening import BOOKS_FILE, WORKFLOWS_FILE
from engine.erp_integrations.tool import ErpIntegrations
from engine.web.app import create_app

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
        ) as pair,
    ):
        pair.connection.save(workspace / CONNECTION_FILE)
        try:
            _serve_page(pair, workspace, listener, is_switched_off=switched_off)
        finally:
            (workspace / CONNECTION_FILE).unlink(missing_ok=True)


def _serve_page(
    pair: simulators.Simulators,
    workspace: Path,
    listener: socket.socket,
    *,
    is_switched_off: bool,
) -> None:
    """Serve the page in this thread, which is the one that interrupts reach."""
    with (
        open_http_client() as client,
        ErpIntegrations.open(pair.connection, workspace) as tool,
    ):
        people = SimulatorControl(client, pair.connection.procore_url).people()
        set_up(tool, is_switched_on=not is_switched_off)
        app = create_app(tool, tool.context.rulebook, people=people)
        web_url = f"http://{HOST}:{listener.getsockname()[1]}"
        lines = {**pair.lines, "web_url": web_url, **people}
        server = _AnnouncingServer(
            uvicorn.Config(app, log_level="warning", access_log=False), lines
        )
        server.run(sockets=[listener])


class _AnnouncingServer(uvicorn.Server):
    """Prints where everything is once the page answers too, then `ready`."""

    def __init__(self, config: uvicorn.Config, lines: Mapping[str, str]) -> None:
        super().__init__(config)
        self._lines = lines

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for name, value in self._lines.items():
            print(f"{name}: {value}")  # noqa: T201  # what people and programs read
        print("ready", flush=True)  # noqa: T201


def _make_ready(workspace: Path) -> TextIO:
    """A workspace without books: the simulated world begins anew, so what the engine knew of an
    earlier one is no more. Held against a second one while the answer is open."""
    try:
        workspace.mkdir(parents=True, exist_ok=True)
        lock = lock_workspace(workspace)
        for name in (BOOKS_FILE, WORKFLOWS_FILE):
            for suffix in ("", "-wal", "-shm"):
                (workspace / (name + suffix)).unlink(missing_ok=True)
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
