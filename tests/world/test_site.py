"""A site's faults and journal, in-process and over sockets alike."""

from collections.abc import Iterator

import httpx
import pytest

from simulator.http.in_process import InProcessTransport
from simulator.http.in_thread import served_in_thread
from simulator.http.message import Reply, Request
from simulator.http.operation import Evidence, Match, Operation, PathParameters
from simulator.http.site import FAULT_HEADER, Site
from simulator.world.faults import Fault, FaultKind
from simulator.world.journal import Search
from simulator.world.world import StatePart, World

HANG_S = 60.0


class Counter(Site[Request]):
    """The smallest product: a number that can be read and raised."""

    system = "counter"

    def __init__(self, world: World) -> None:
        self.value = 0
        operations = [
            Operation("read", "GET", "/value", self._read, Evidence.PUBLISHED, "test"),
            Operation("raise", "POST", "/value", self._raise, Evidence.PUBLISHED, "test"),
            Operation("missing", "PUT", "/value", None, Evidence.PUBLISHED, "test"),
        ]
        super().__init__(world, operations)
        world.keep("counter", StatePart(lambda: self.value, self._load))

    def _load(self, state: object) -> None:
        assert isinstance(state, int)
        self.value = state

    def _read(self, request: Request, parameters: PathParameters) -> Reply:
        del request, parameters
        return Reply(200, str(self.value).encode() * 10)

    def _raise(self, request: Request, parameters: PathParameters) -> Reply:
        self.value += 1
        return self._read(request, parameters)

    def arrive(self, request: Request) -> Request:
        return request

    def unknown(self, request: Request) -> Reply:
        del request
        return Reply(404, b"{}")

    def unimplemented(self, operation: Operation[Request], request: Request) -> Reply:
        del request
        return Reply(501, operation.name.encode())

    def fault_reply(self, fault: Fault, operation: Operation[Request], request: Request) -> Reply:
        del operation, request
        return Reply(fault.status, b"{}")

    def prepare(self, match: Match[Request], request: Request) -> Reply | None:
        del match
        return Reply(401, b"{}", refusal="no one") if "x-stranger" in request.headers else None


@pytest.fixture
def counter() -> Counter:
    return Counter(World(1))


@pytest.fixture(params=["in-process", "sockets"])
def client(request: pytest.FixtureRequest, counter: Counter) -> Iterator[httpx.Client]:
    if request.param == "in-process":
        with httpx.Client(
            transport=InProcessTransport(counter), base_url="http://counter", timeout=HANG_S
        ) as client:
            yield client
        return
    with (
        served_in_thread(counter) as url,
        httpx.Client(base_url=url, timeout=HANG_S) as client,
    ):
        yield client


def plan(counter: Counter, operation: str, kind: FaultKind, **values: int) -> None:
    counter.world.plan(Fault("counter", operation, kind, **values))


def test_a_lost_reply_is_committed_and_never_answered(
    counter: Counter, client: httpx.Client
) -> None:
    plan(counter, "raise", FaultKind.LOST_REPLY)
    with pytest.raises(httpx.TransportError):
        client.post("/value")
    assert counter.value == 1
    assert client.post("/value").status_code == 200


def test_a_reset_happens_before_anything_is_done(counter: Counter, client: httpx.Client) -> None:
    plan(counter, "raise", FaultKind.CONNECTION_RESET)
    with pytest.raises(httpx.TransportError):
        client.post("/value")
    assert counter.value == 0


def test_a_cut_off_body_is_an_error_to_the_client(counter: Counter, client: httpx.Client) -> None:
    plan(counter, "raise", FaultKind.TRUNCATED_BODY)
    with pytest.raises(httpx.TransportError):
        client.post("/value")
    assert counter.value == 1


def test_a_duplicate_delivery_is_carried_out_twice(counter: Counter, client: httpx.Client) -> None:
    plan(counter, "raise", FaultKind.DUPLICATE_DELIVERY)
    assert client.post("/value").text == "2" * 10
    assert counter.value == 2


def test_a_stale_read_answers_from_the_past(counter: Counter, client: httpx.Client) -> None:
    plan(counter, "read", FaultKind.STALE_READ)
    client.post("/value")
    assert client.get("/value").text == "0" * 10
    assert client.get("/value").text == "1" * 10


def test_a_slow_reply_times_out_or_comes_late(counter: Counter, client: httpx.Client) -> None:
    plan(counter, "raise", FaultKind.SLOW, latency_ms=900)
    with pytest.raises(httpx.ReadTimeout):
        client.post("/value", timeout=0.4)
    assert counter.value == 1


def test_an_error_does_nothing_and_says_that_it_was_planned(
    counter: Counter, client: httpx.Client
) -> None:
    plan(counter, "raise", FaultKind.ERROR, status=503)
    reply = client.post("/value")
    assert reply.status_code == 503
    assert reply.headers[FAULT_HEADER] == "error"
    assert counter.value == 0
    assert FAULT_HEADER not in client.post("/value").headers


def test_an_operation_that_is_missing_says_so_loudly(client: httpx.Client) -> None:
    reply = client.put("/value")
    assert (reply.status_code, reply.text) == (501, "missing")


def test_the_journal_tells_what_happened_in_order(counter: Counter, client: httpx.Client) -> None:
    plan(counter, "raise", FaultKind.ERROR)
    client.post("/value")
    client.get("/value", headers={"X-Stranger": "yes"})
    client.get("/nowhere")
    told = [(e.number, e.operation, e.status, e.fault, e.refusal) for e in counter.world.journal]
    assert told == [
        (1, "raise", 500, "error", None),
        (2, "read", 401, None, "no one"),
        (3, "unknown", 404, None, None),
    ]
    refusals = counter.world.journal.search(Search(is_refusal=True))
    assert [entry.number for entry in refusals] == [2]


def test_a_snapshot_brings_the_state_back(counter: Counter, client: httpx.Client) -> None:
    client.post("/value")
    snapshot = counter.world.snapshot()
    client.post("/value")
    counter.world.restore(snapshot)
    assert client.get("/value").text == "1" * 10
