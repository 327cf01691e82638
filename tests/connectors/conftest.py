"""A server that misbehaves on real sockets, and what tests of both connectors share."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
import pytest

from engine.connectors.connection import Connection
from engine.connectors.transmission import CallLimits

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CLIENT_SECRET = "never-shown-client-secret"
AUTHORIZATION_ID = "NEVERSHOWNAUTHID"
ACCESS_TOKEN = "never-shown-token"
COMPANY_ID = 562_949_953_421_000

# A small wait makes a stalling server cheap; it is long enough for an answer on this machine.
QUICK = CallLimits(connect_timeout_s=2.0, silence_timeout_s=0.4, max_reply_bytes=2_000_000)


@dataclass(frozen=True)
class Seen:
    """One request as the server read it; header names are lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


Act = Callable[[socket.socket], None]


@dataclass
class MisbehavingServer:
    """Carries out one act a connection; the last act is repeated for every later connection."""

    acts: list[Act]
    seen: list[Seen] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._is_stopping.set()
        # Accept once more, so that the thread sees it is to stop.
        with socket.create_connection(self._listener.getsockname()):
            pass
        self._thread.join(timeout=5)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._is_stopping.is_set():
                connection.close()
                return
            with connection:
                request = _read_request(connection)
                if request is None:
                    continue
                self.seen.append(request)
                act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
                act(connection)


def _read_request(connection: socket.socket) -> Seen | None:
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65_536)
        if not piece:
            return None
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (one.partition(":") for one in lines)
    }
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65_536)
    return Seen(method, target, headers, body)


def reply(
    status: int, body: bytes | str | object = b"", headers: dict[str, str] | None = None
) -> Act:
    """A complete answer; a body that is neither bytes nor text is sent as JSON."""
    if isinstance(body, str):
        body = body.encode()
    elif not isinstance(body, bytes):
        body = json.dumps(body).encode()
    return lambda connection: connection.sendall(_head(status, len(body), headers) + body)


def cut_off(status: int = 200) -> Act:
    """Announces a body, sends half of it, and resets the connection."""

    def act(connection: socket.socket) -> None:
        connection.sendall(_head(status, 100, None) + b'{"id": 1,')
        _reset(connection)

    return act


def drop(connection: socket.socket) -> None:
    """Resets the connection without an answer."""
    _reset(connection)


def hang_up(connection: socket.socket) -> None:
    """Closes the connection in good order without an answer."""
    connection.shutdown(socket.SHUT_RDWR)


def stall(connection: socket.socket) -> None:
    """Says nothing until the client gives up."""
    connection.settimeout(10)
    connection.recv(1)


def _head(status: int, length: int, headers: dict[str, str] | None) -> bytes:
    lines = [f"HTTP/1.1 {status} Status", f"Content-Length: {length}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


TOKEN_ANSWER = {
    "access_token": ACCESS_TOKEN,
    "token_type": "bearer",
    "expires_in": 5400,
    "created_at": int(NOW.timestamp()),
}


@pytest.fixture
def misbehave() -> Iterator[Callable[..., MisbehavingServer]]:
    """Starts servers with the acts given and stops them after the test."""
    servers: list[MisbehavingServer] = []

    def start(*acts: Act) -> MisbehavingServer:
        servers.append(MisbehavingServer(list(acts)))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def http_client() -> Iterator[httpx.Client]:
    with httpx.Client() as client:
        yield client


def connection_to(url: str, **changed: object) -> Connection:
    """A connection with both products at one address."""
    values: dict[str, object] = {
        "procore_url": url,
        "procore_client_id": "client-1",
        "procore_client_secret": CLIENT_SECRET,
        "procore_company_id": COMPANY_ID,
        "spectrum_url": url,
        "spectrum_company_code": "TI1",
        "spectrum_authorization_id": AUTHORIZATION_ID,
        "infolink_url": "sqlite:///:memory:",
        **changed,
    }
    return Connection(**values)  # type: ignore[arg-type]  # the test says which are wrong
