"""A server that answers every request with the same bytes: the most that the generator and the
sockets of this machine could show, so that what is measured below it is the servers' own doing.

It has the simulators' own loop and not even their buffers. Run as a process:
python -m benchmarks.ceiling PORT BODY_BYTES
"""

import socket
import sys
from contextlib import suppress
from functools import partial

from simulator.http.loop import READ, Loop

HOST = "127.0.0.1"
BACKLOG = 64
RECEIVE_BYTES = 65_536


def _serve(port: int, body_bytes: int) -> None:
    head = f"HTTP/1.1 200 OK\r\ncontent-length: {body_bytes}\r\n\r\n".encode()
    answer = head + b"x" * body_bytes
    loop = Loop()
    listener = socket.create_server((HOST, port), backlog=BACKLOG)

    def accept(events: int) -> None:
        del events
        connected, _ = listener.accept()
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        loop.watch(connected, READ, partial(reply, connected))

    def reply(connected: socket.socket, events: int) -> None:
        del events
        with suppress(ConnectionError):  # a client may go without reading its answer
            if connected.recv(RECEIVE_BYTES):
                connected.sendall(answer)
                return
        loop.unwatch(connected)
        connected.close()

    loop.watch(listener, READ, accept)
    loop.run(lambda: False)


if __name__ == "__main__":
    _serve(int(sys.argv[1]), int(sys.argv[2]))
