"""Both products on sockets, in one process and one loop."""

import gc
import signal
import socket
import threading
from collections.abc import Callable
from types import FrameType
from typing import IO

from simulator.http.loop import Loop
from simulator.http.server import Server, finish
from simulator.simulation import Simulation

HOST = "127.0.0.1"
BACKLOG = 256
# Objects made and not freed until the collector looks: Python's own 700 are a few calls here.
COLLECT_AFTER = 20_000


class PortTakenError(OSError):
    """Another program listens on the port; says which port and what to do."""

    def __init__(self, port: int) -> None:
        super().__init__(f"port {port} of {HOST} is taken; choose another, or 0 for any free one")


def listen(port: int) -> socket.socket:
    """A listening socket on the port; 0 takes any free one."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
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
    loop = Loop()
    servers = (
        Server(simulation.procore_gate, procore, loop),
        Server(simulation.spectrum_gate, spectrum, loop),
    )
    stop = _stopped_by_signals(loop)
    if parent is not None:
        _watch(parent, loop, stop)
    _collect_less_garbage()
    announce()
    loop.run(stop.is_set)
    finish(servers, loop)


def _collect_less_garbage() -> None:
    """Leave what there is alone, and look rarely: nearly everything made from here on stays, too
    (records, the journal), or is freed without the collector."""
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 20, 20)
    gc.enable()


def _stopped_by_signals(loop: Loop) -> threading.Event:
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        del number, frame
        stop.set()
        loop.wake()

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, end)
    return stop


def _watch(parent: IO[bytes], loop: Loop, stop: threading.Event) -> None:
    """Stop once there is nothing more to read from the parent."""

    def wait() -> None:
        while parent.read(1):
            continue
        stop.set()
        loop.wake()

    threading.Thread(target=wait, daemon=True).start()
