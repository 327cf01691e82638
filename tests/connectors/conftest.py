"""A server that misbehaves on real sockets, and what tests of both connectors share."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from engine.connectors.connection import Connection
from engine.connectors.procore.books import ProcoreRestBooks
from engine.connectors.spectrum.books import SpectrumWireBooks
from engine.connectors.transmission import CallLimits
from simulator.http.in_process import InProcessTransport
from simulator.http.in_thread import served_in_thread
from simulator.simulation import Simulation
from simulator.spectrum.change_requests.wire import AR_CHANGE_REQUEST, NOTES
from simulator.spectrum.jobs.wire import GET_JOB_FILTERS
from simulator.spectrum.phases.wire import GET_PHASE_FILTERS
from simulator.spectrum.soap.envelope import read_request
from simulator.spectrum.soap.wsdl import wsdl

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CLIENT_SECRET = "never-shown-client-secret"
AUTHORIZATION_ID = "NEVERSHOWNAUTHID"
ACCESS_TOKEN = "never-shown-token"
COMPANY_ID = 562_949_953_421_000

PATIENT = CallLimits(connect_timeout_s=60.0, silence_timeout_s=60.0, max_reply_bytes=2_000_000)
# Only where a server says nothing: a machine may be busy for as long as this.
QUICK = replace(PATIENT, silence_timeout_s=1.0)
# What answers at once, unless a fault makes it slow.
UNHURRIED = replace(PATIENT, silence_timeout_s=2.0)


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
        self._thread.join(timeout=60)
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
        name.strip().lower(): value.strip()
        for name, _, value in (one.partition(":") for one in lines)
    }
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65_536)
    return Seen(method, target, headers, body)


class Acts:
    """What the server can do with one request."""

    @staticmethod
    def reply(status: int, body: object = b"", headers: dict[str, str] | None = None) -> Act:
        """A complete answer; a body that is neither bytes nor text is sent as JSON."""
        if isinstance(body, str):
            sent = body.encode()
        else:
            sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        return lambda connection: connection.sendall(_head(status, len(sent), headers) + sent)

    @staticmethod
    def cut_off(connection: socket.socket) -> None:
        """Announces a body, sends a part of it, and resets the connection."""
        connection.sendall(_head(200, 100, None) + b'{"id": 1,')
        _reset(connection)

    @staticmethod
    def drop(connection: socket.socket) -> None:
        """Resets the connection without an answer."""
        _reset(connection)

    @staticmethod
    def hang_up(connection: socket.socket) -> None:
        """Closes the connection in good order without an answer."""
        connection.shutdown(socket.SHUT_RDWR)

    @staticmethod
    def stall(connection: socket.socket) -> None:
        """Says nothing until the client gives up."""
        connection.settimeout(60)
        connection.recv(1)

    @staticmethod
    def drip(connection: socket.socket) -> None:
        """Sends a byte of a long reply now and then, never silent for long."""
        connection.sendall(_head(200, 10_000, None))
        with suppress(OSError):  # the client hangs up
            for _ in range(3_000):
                connection.sendall(b" ")
                time.sleep(0.02)

    @staticmethod
    def babble(connection: socket.socket) -> None:
        """Answers something that is no HTTP."""
        connection.sendall(b"HELLO, WHO IS THERE?\r\n\r\n")


def _head(status: int, length: int, headers: dict[str, str] | None) -> bytes:
    lines = [f"HTTP/1.1 {status} Status", f"Content-Length: {length}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


SERVICES = {
    "ARChangeRequest": (AR_CHANGE_REQUEST, True),
    "ChgReqChgOrderNotes": (NOTES, True),
    "GetJobMain": (GET_JOB_FILTERS, False),
    "GetPhase": (GET_PHASE_FILTERS, False),
}

TOKEN_ANSWER = {
    "access_token": ACCESS_TOKEN,
    "token_type": "bearer",
    "expires_in": 5400,
    "created_at": int(NOW.timestamp()),
}


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


@dataclass
class Bench:
    """Starts misbehaving servers and connectors that talk to them."""

    client: httpx.Client
    servers: list[MisbehavingServer] = field(default_factory=list)
    acts = Acts
    secrets = (CLIENT_SECRET, ACCESS_TOKEN, AUTHORIZATION_ID)
    now: datetime = NOW
    token_answer = TOKEN_ANSWER

    @property
    def limits(self) -> CallLimits:
        """Little where a server stalls, which is waited out; else enough for a busy machine."""
        return QUICK if any(Acts.stall in server.acts for server in self.servers) else PATIENT

    def start(self, *acts: Act) -> MisbehavingServer:
        self.servers.append(MisbehavingServer(list(acts)))
        return self.servers[-1]

    def procore(
        self, *acts: Act, limits: CallLimits | None = None
    ) -> tuple[ProcoreRestBooks, MisbehavingServer]:
        """Procore's books over a server that gives a token and then does the acts."""
        server = self.start(Acts.reply(200, TOKEN_ANSWER), *acts)
        return self.procore_at(server.url, limits), server

    def procore_at(self, url: str, limits: CallLimits | None = None) -> ProcoreRestBooks:
        return ProcoreRestBooks(
            connection_to(url), self.client, limits=limits or self.limits, now=lambda: self.now
        )

    def spectrum(self, method: str, *acts: Act) -> tuple[SpectrumWireBooks, MisbehavingServer]:
        """Spectrum's books over a server that gives a service's WSDL and then does the acts."""
        _, is_put = SERVICES[method]
        # The address in the WSDL leads nowhere: the connection's own is the one to be used.
        document = wsdl(
            method, self.parameter_names(method), is_put=is_put, address="http://127.0.0.1:9/ws"
        )
        server = self.start(Acts.reply(200, document, {"Content-Type": "text/xml"}), *acts)
        return self.spectrum_at(server.url), server

    def spectrum_at(self, url: str, infolink_url: str = "sqlite:///:memory:") -> SpectrumWireBooks:
        connection = connection_to(url, infolink_url=infolink_url)
        return SpectrumWireBooks(connection, self.client, limits=self.limits, now=lambda: self.now)

    @staticmethod
    def parameter_names(method: str) -> tuple[str, ...]:
        """A service's parameters in the order of its WSDL."""
        elements, _ = SERVICES[method]
        return ("Authorization_ID", "GUID", *(each.name for each in elements))

    @staticmethod
    def parameters_of(request: Seen) -> dict[str, str]:
        """What a SOAP call carried, in its order."""
        return read_request(request.body).parameters


@pytest.fixture
def bench() -> Iterator[Bench]:
    with httpx.Client() as client:
        bench = Bench(client)
        yield bench
        for server in bench.servers:
            server.stop()


@dataclass
class SimulatedBooks:
    """Both sets of books over one simulation, and the means to change what is in it."""

    simulation: Simulation
    connection: Connection
    procore: ProcoreRestBooks
    spectrum: SpectrumWireBooks

    def make_in_procore(self, kind: str, **values: object) -> dict[str, Any]:
        return dict(self.simulation.procore.fixtures[kind](values))

    def make_in_spectrum(self, kind: str, **values: object) -> dict[str, Any]:
        return dict(self.simulation.spectrum.fixtures[kind](values))


def _simulated_books(
    simulation: Simulation, procore: tuple[str, httpx.Client], spectrum: tuple[str, httpx.Client]
) -> SimulatedBooks:
    given = simulation.credentials
    connection = Connection(
        procore_url=procore[0],
        procore_client_id=given["procore_client_id"],
        procore_client_secret=given["procore_client_secret"],
        procore_company_id=int(given["procore_company_id"]),
        spectrum_url=spectrum[0],
        spectrum_company_code=given["spectrum_company_code"],
        spectrum_authorization_id=given["spectrum_authorization_id"],
        infolink_url=given["infolink_url"],
    )
    return SimulatedBooks(
        simulation,
        connection,
        ProcoreRestBooks(connection, procore[1], limits=UNHURRIED),
        SpectrumWireBooks(connection, spectrum[1], limits=UNHURRIED),
    )


@contextmanager
def _served_books() -> Iterator[SimulatedBooks]:
    simulation = Simulation(seed=7)
    with (
        served_in_thread(simulation.procore) as procore_url,
        served_in_thread(simulation.spectrum) as spectrum_url,
        httpx.Client() as client,
    ):
        yield _simulated_books(simulation, (procore_url, client), (spectrum_url, client))


@pytest.fixture
def served() -> Iterator[SimulatedBooks]:
    """Both products on sockets, without records."""
    with _served_books() as books:
        yield books


@pytest.fixture(params=["in_process", "on_sockets"])
def simulated(request: pytest.FixtureRequest) -> Iterator[SimulatedBooks]:
    """Both products without records, reached both ways that the suite runs."""
    if request.param == "on_sockets":
        with _served_books() as books:
            yield books
        return
    simulation = Simulation(seed=7)
    with (
        httpx.Client(transport=InProcessTransport(simulation.procore)) as procore_client,
        httpx.Client(transport=InProcessTransport(simulation.spectrum)) as spectrum_client,
    ):
        yield _simulated_books(
            simulation,
            ("http://procore.test", procore_client),
            ("http://spectrum.test", spectrum_client),
        )
