"""The engine's page of `tieout serve`, over simulators that run."""

import socket
from collections.abc import Mapping
from pathlib import Path

import uvicorn

from engine.cli.company import set_up
from engine.cli.simulators import Simulators
from engine.cli.wrong_use import WrongUse
from engine.connectors.http_client import open_http_client
from engine.connectors.simulator_control import SimulatorControl
from engine.erp_integrations.opening import BOOKS_FILE, WORKFLOWS_FILE
from engine.erp_integrations.tool import ErpIntegrations
from engine.web.app import create_app


def serve_page(
    pair: Simulators,
    workspace: Path,
    listener: socket.socket,
    *,
    is_switched_off: bool,
) -> None:
    """Serve the page in this thread, which is the one that interrupts reach."""
    _forget_earlier_world(workspace)
    with (
        open_http_client() as client,
        ErpIntegrations.open(pair.connection, workspace) as tool,
    ):
        people = SimulatorControl(client, pair.connection.procore_url).people()
        set_up(tool, is_switched_on=not is_switched_off)
        app = create_app(tool, tool.context.rulebook, people=people)
        web_url = "http://{}:{}".format(*listener.getsockname())
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


def _forget_earlier_world(workspace: Path) -> None:
    """The simulated world begins anew, so what the engine knew of an earlier one is no more."""
    try:
        for name in (BOOKS_FILE, WORKFLOWS_FILE):
            for suffix in ("", "-wal", "-shm"):
                (workspace / (name + suffix)).unlink(missing_ok=True)
    except OSError as error:
        raise WrongUse(f"--workspace {workspace} cannot be used: {error.strerror}") from error
