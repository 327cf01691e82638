"""Deliveries under way: answers that drip or do not end, and worlds put back meanwhile."""

import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import httpx
import pytest

from simulator.procore.site import ProcoreSite
from simulator.procore.webhooks import posting
from simulator.procore.webhooks.outgoing import OutgoingPost
from simulator.procore.webhooks.posting import Poster
from simulator.procore.webhooks.wire import destination_headers
from simulator.world.faults import Fault, FaultKind
from simulator.world.world import World
from tests.procore.receiver import Receiver, wait_for

Record = dict[str, Any]
Make = Callable[..., Record]
Rename = Callable[[str], None]
DRIP_SECONDS = 60
UPDATE = {"resource_name": "Prime Contracts", "event_type": "update"}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def rename(
    client: httpx.Client, company_id: int, project: Record, contract: Record, receiver: Receiver
) -> Rename:
    """rename(title) changes the contract, of which the receiver hears."""
    hooks = f"/rest/v2.0/companies/{company_id}/webhooks/hooks"
    hook = {"payload_version": "v4.0", "namespace": "t", "destination_url": receiver.url}
    hook_id = client.post(hooks, json=hook).json()["data"]["id"]
    assert client.post(f"{hooks}/{hook_id}/triggers", json=UPDATE).status_code == 201

    def renaming(title: str) -> None:
        body = {"project_id": project["id"], "prime_contract": {"title": title}}
        reply = client.patch(f"/rest/v1.0/prime_contract/{contract['id']}", json=body)
        assert reply.status_code == 200

    return renaming


@pytest.fixture
def statuses(site: ProcoreSite) -> Callable[[], list[str]]:
    """The deliveries' statuses as they are now."""

    def looking() -> list[str]:
        site.tick()
        return [each.status.value for each in site.stores.webhooks.deliveries.values()]

    return looking


def test_a_world_put_back_into_a_delivery_delivers_it_again(
    site: ProcoreSite,
    world: World,
    rename: Rename,
    receiver: Receiver,
    statuses: Callable[[], list[str]],
) -> None:
    receiver.open_gate.clear()
    rename("One")
    wait_for(lambda: len(receiver.received) == 1)
    snapshot = world.snapshot()
    receiver.open_gate.set()
    wait_for(lambda: statuses() == ["delivered"])
    world.restore(snapshot)
    wait_for(lambda: statuses() == ["delivered"])
    assert len(receiver.received) == 2
    rename("Two")
    wait_for(lambda: statuses() == ["delivered", "delivered"])
    assert not site.stores.webhooks.queues


def test_a_late_answer_is_not_noted_on_a_later_delivery_with_the_same_id(
    site: ProcoreSite,
    world: World,
    rename: Rename,
    receiver: Receiver,
    statuses: Callable[[], list[str]],
) -> None:
    snapshot = world.snapshot()
    receiver.open_gate.clear()
    receiver.status = 500
    rename("Before")
    wait_for(lambda: len(receiver.received) == 1)
    (delivery_id,) = site.stores.webhooks.deliveries
    world.restore(snapshot)
    receiver.status = 200
    rename("After")
    assert list(site.stores.webhooks.deliveries) == [delivery_id], "the id is used again"
    receiver.open_gate.set()
    wait_for(lambda: statuses() == ["delivered"])
    (attempt,) = site.stores.webhooks.deliveries[delivery_id].attempts
    assert attempt.response_status == 200


def test_a_stale_read_during_a_delivery_leaves_it_alone(
    client: httpx.Client,
    world: World,
    project: Record,
    rename: Rename,
    receiver: Receiver,
    statuses: Callable[[], list[str]],
) -> None:
    receiver.open_gate.clear()
    world.plan(Fault("procore", "list_projects", FaultKind.STALE_READ))
    rename("One")
    wait_for(lambda: len(receiver.received) == 1)
    company_id = project["company"]["id"]
    assert client.get("/rest/v1.0/projects", params={"company_id": company_id}).status_code == 200
    receiver.open_gate.set()
    wait_for(lambda: statuses() == ["delivered"])
    assert len(receiver.received) == 1


def dripping_headers(handler: BaseHTTPRequestHandler) -> None:
    _drip(handler, b"HTTP/1.1 200 OK\r\nX-Slow: ")


def dripping_body(handler: BaseHTTPRequestHandler) -> None:
    _drip(handler, b"HTTP/1.1 200 OK\r\n\r\n")


def _drip(handler: BaseHTTPRequestHandler, beginning: bytes) -> None:
    give_up_at = time.monotonic() + DRIP_SECONDS
    try:
        handler.wfile.write(beginning)
        while time.monotonic() < give_up_at:
            handler.wfile.write(b".")
            time.sleep(0.05)
    except OSError:
        return


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A body of a hundred megabytes, if anyone takes it."""
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n")
        for _ in range(1_000):
            handler.wfile.write(b"x" * 100_000)
    except OSError:
        return


def _outgoing(url: str, headers: dict[str, str] | None = None) -> OutgoingPost:
    return OutgoingPost(1, 2, url, headers or {}, b"{}")


@pytest.fixture
def poster() -> Iterator[Poster]:
    with Poster() as poster:
        yield poster


@pytest.mark.parametrize("answer", [dripping_headers, dripping_body])
def test_an_answer_that_drips_has_five_seconds_all_in_all(
    monkeypatch: pytest.MonkeyPatch,
    poster: Poster,
    answer: Callable[[BaseHTTPRequestHandler], None],
) -> None:
    assert posting.ANSWER_SECONDS == 5
    monkeypatch.setattr(posting, "ANSWER_SECONDS", 0.3)
    receiver = Receiver(answer)
    began = time.monotonic()
    receipt = poster.post(_outgoing(receiver.url))
    took_seconds = time.monotonic() - began
    receiver.close()
    assert (receipt.response_status, receipt.error) == (None, "no answer in time")
    assert 0.2 < took_seconds < DRIP_SECONDS


def test_an_answer_that_does_not_end_is_read_no_further(poster: Poster) -> None:
    receiver = Receiver(endless)
    receipt = poster.post(_outgoing(receiver.url))
    receiver.close()
    assert receipt.is_success
    assert receipt.response_body == "x" * posting.MAX_KEPT_BODY_LETTERS


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:99999999/", "http://[::1/", "http://a..b/", "gopher://x/", "http:///"]
)
def test_whatever_an_address_provokes_is_a_failure_and_the_next_one_leaves(
    poster: Poster, receiver: Receiver, url: str
) -> None:
    receipt = poster.post(_outgoing(url))
    assert (receipt.is_success, receipt.post_number, receipt.delivery_id) == (False, 1, 2)
    assert receipt.error
    assert poster.post(_outgoing(receiver.url)).is_success


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer x", "X-Empty": "", "X-Odd": "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"},
        {"content-type": "text/plain", "Accept-Encoding": "gzip", "Accept": "*/*"},
        {"Cookie": "a=b", "User-Agent": "me", "Date": "now", "Content-MD5": "0", "Range": "x"},
    ],
)
def test_every_header_that_a_hook_may_have_arrives(
    poster: Poster, receiver: Receiver, headers: dict[str, str]
) -> None:
    assert poster.post(_outgoing(receiver.url, destination_headers(headers))).is_success
    ((sent, _),) = receiver.received
    ours = {"content-type": "application/json", "accept-encoding": "identity"}
    arrived = {name.lower(): value for name, value in sent.items()}
    assert arrived.items() >= {**{n.lower(): v for n, v in headers.items()}, **ours}.items()
