"""A site on a socket of its own, served by a thread, for programs that hold the site themselves."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from simulator.http.loop import Loop
from simulator.http.server import Server, finish
from simulator.http.site import Answering

HOST = "127.0.0.1"
BACKLOG = 256


@contextmanager
def served_in_thread(site: Answering) -> Iterator[str]:
    """Serve on a free port for as long as the block runs; gives the URL."""
    loop, stop = Loop(), threading.Event()
    listener = socket.create_server((HOST, 0), backlog=BACKLOG)
    url = f"http://{HOST}:{listener.getsockname()[1]}"
    server = Server(site, listener, loop)

    def serve() -> None:
        loop.run(stop.is_set)
        finish([server], loop)

    thread = threading.Thread(target=serve, name="simulator", daemon=True)
    thread.start()
    try:
        yield url
    finally:
        stop.set()
        loop.wake()
        thread.join()
