"""The load generator: one thread over non-blocking sockets, keep-alive, one request in flight a
connection. It must cost less than what it measures, so it reads no more of an answer than it needs.
"""

import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

RECEIVE_BYTES = 262_144
STALLED_AFTER_S = 10.0
HEAD_END = b"\r\n\r\n"
LENGTH_NAME = b"\r\ncontent-length:"
LAST_CHUNK = b"0\r\n\r\n"

RequestMaker = Callable[[int], bytes]


class LoadError(RuntimeError):
    """The server answered otherwise than the benchmark expects: its figures would mean nothing."""


@dataclass(frozen=True, slots=True)
class Load:
    """What to send: the n-th request by `request(n)`, each to be answered with `status`, and
    without `refusal` anywhere in the answer."""

    request: RequestMaker
    status: int = 200
    refusal: bytes = b""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run at one number of connections. Latencies are milliseconds, `server_cpu_us` the
    server's processor time a request in microseconds."""

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    server_cpu_us: float = 0.0

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


class _Connection:
    """`is_over`: the server said with its last answer that it closes the connection."""

    __slots__ = ("buffer", "is_over", "sent_at", "socket")

    def __init__(self, host: str, port: int) -> None:
        self.socket = socket.create_connection((host, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.buffer = b""
        self.sent_at = 0.0
        self.is_over = False


class Generator:
    """Numbers its requests without gaps, so that a maker can make each one new."""

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port
        self._next_number = 0

    def run(self, load: Load, *, connections: int, seconds: float) -> Measured:
        """Keep every connection busy for `seconds`; LoadError for an unexpected answer."""
        opened = [_Connection(self._host, self._port) for _ in range(connections)]
        try:
            return self._run(load, opened, seconds)
        finally:
            for connection in opened:
                connection.socket.close()

    def _run(self, load: Load, opened: list[_Connection], seconds: float) -> Measured:
        selector = selectors.DefaultSelector()
        for connection in opened:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            self._send(load, connection)
        latencies: list[float] = []
        started = time.perf_counter()
        end = started + seconds
        in_flight = len(opened)
        while in_flight:
            ready = selector.select(STALLED_AFTER_S)
            if not ready:
                raise LoadError(f"no answer within {STALLED_AFTER_S} s")
            for key, _ in ready:
                connection = key.data
                if not _has_received(connection, load):
                    continue
                now = time.perf_counter()
                latencies.append(now - connection.sent_at)
                if now < end:
                    if connection.is_over:
                        connection = self._renewed(connection, opened, selector)
                    self._send(load, connection)
                else:
                    selector.unregister(connection.socket)
                    in_flight -= 1
        elapsed = time.perf_counter() - started
        selector.close()
        latencies.sort()
        return Measured(
            requests=len(latencies),
            seconds=elapsed,
            p50_ms=latencies[len(latencies) // 2] * 1000,
            p99_ms=latencies[len(latencies) * 99 // 100] * 1000,
        )

    def _renewed(
        self,
        over: _Connection,
        opened: list[_Connection],
        selector: selectors.BaseSelector,
    ) -> _Connection:
        """A new connection in the place of one that the server has closed."""
        selector.unregister(over.socket)
        over.socket.close()
        opened.remove(over)
        connection = _Connection(self._host, self._port)
        opened.append(connection)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        return connection

    def _send(self, load: Load, connection: _Connection) -> None:
        message = load.request(self._next_number)
        self._next_number += 1
        connection.buffer = b""
        connection.sent_at = time.perf_counter()
        # A request is far smaller than a socket's buffer, and the buffer is empty: all of it goes.
        if connection.socket.send(message) != len(message):
            raise LoadError("the request did not fit into the socket's buffer")


def _has_received(connection: _Connection, load: Load) -> bool:
    """Read what has come; True when the answer is whole, LoadError when it is not as expected."""
    data = connection.socket.recv(RECEIVE_BYTES)
    if not data:
        raise LoadError("the server closed the connection")
    if connection.buffer:
        data = connection.buffer + data
    head_end = data.find(HEAD_END)
    head = data[: max(head_end, 0)].lower()
    if not head or not _is_whole(head, data):
        connection.buffer = data
        return False
    connection.is_over = b"\r\nconnection: close" in head
    if data[9:12] != b"%d" % load.status or (load.refusal and load.refusal in data):
        raise LoadError(f"{load.status} was expected: {data[:1_000]!r}")
    return True


def _is_whole(head: bytes, data: bytes) -> bool:
    position = head.find(LENGTH_NAME)
    if position >= 0:
        length = head[position + len(LENGTH_NAME) :].partition(b"\r\n")[0]
        return len(data) >= len(head) + len(HEAD_END) + int(length)
    if b"\r\ntransfer-encoding: chunked" in head:
        return data.endswith(LAST_CHUNK)
    return True


def http_request(
    method: str, target: str, headers: dict[str, str] | None = None, body: bytes = b""
) -> bytes:
    """The bytes of one request, keep-alive."""
    lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + HEAD_END + body
