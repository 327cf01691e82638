"""Both products on sockets, in one process and one event loop."""

import asyncio
import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from typing import IO

import uvicorn

from simulator.http.asgi import Application, HangUpProtocol
from simulator.http.site import Answering
from simulator.simulation import Simulation

HOST = "127.0.0.1"
BACKLOG = 256


class PortTakenError(OSError):
    """Another program listens on the port; says which port and what to do."""

    def __init__(self, port: int) -> None:
        super().__init__(f"port {port} of {HOST} is taken; choose another, or 0 for any free one")


def listen(port: int) -> socket.socket:
    """A listening socket on the port; 0 takes any free one."""
    # The protocol is named because event loops turn Nagle's algorithm off only where it is;
    # with it on, every answer of two segments waits 40 ms for an acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise PortTakenError(port) from error
    listener.listen(BACKLOG)
    return listener


def url(listener: socket.socket) -> str:
    return f"http://{HOST}:{listener.getsockname()[1]}"


def serve(
    simulation: Simulation,
    procore: socket.socket,
    spectrum: socket.socket,
    announce: Callable[[], None],
    parent: IO[bytes] | None = None,
) -> None:
    """Serve until interrupted or terminated; `announce` is called once both answer.

    The end of `parent`, when given, ends serving too.
    """
    asyncio.run(_serve(simulation, procore, spectrum, announce, parent))


async def _serve(
    simulation: Simulation,
    procore: socket.socket,
    spectrum: socket.socket,
    announce: Callable[[], None],
    parent: IO[bytes] | None,
) -> None:
    servers = [_server(simulation.procore_gate), _server(simulation.spectrum_gate)]
    running = [
        asyncio.create_task(server.serve(sockets=[listener]))
        for server, listener in zip(servers, (procore, spectrum), strict=True)
    ]
    while not all(server.started for server in servers):
        if any(task.done() for task in running):
            break
        await asyncio.sleep(0.005)
    announce()
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    if parent is not None:
        _watch(parent, asyncio.get_running_loop(), stop)
    await stop.wait()
    for server in servers:
        server.should_exit = True
    await asyncio.gather(*running)


def _watch(parent: IO[bytes], loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """Stop once there is nothing more to read from the parent."""

    def wait() -> None:
        while parent.read(1):
            continue
        with contextlib.suppress(RuntimeError):  # the loop may have ended by itself
            loop.call_soon_threadsafe(stop.set)

    threading.Thread(target=wait, daemon=True).start()


class _QuietServer(uvicorn.Server):
    """A server that leaves the signals to us, since two run in one loop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing: `_serve` handles them for both."""
        yield


def _server(gate: Answering) -> uvicorn.Server:
    return _QuietServer(
        uvicorn.Config(
            Application(gate),
            http=HangUpProtocol,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
    )
