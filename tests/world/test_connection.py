"""What a connection makes of defects of a site and of clients that are odd, slow or hostile."""

import logging
import socket
from collections.abc import Callable, Iterator

import pytest

from simulator.http import connection as connections
from simulator.http.connection import MAX_BODY_BYTES, MAX_HEAD_BYTES
from simulator.http.in_thread import served_in_thread
from simulator.http.message import Ending, Reply, Request

WITHIN_S = 60.0
LARGE = 3_000_000


class Echo:
    """Tells what it was asked; some paths break, smuggle, take their time or hang up."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def handle(self, request: Request) -> Reply:
        if request.unread_status is not None:
            return Reply.plain(request.unread_status)
        self.asked.append(request)
        match request.path:
            case "/break":
                raise ZeroDivisionError
            case "/smuggle":
                return Reply(200, b"{}", headers=(("Link", "a\r\nX-Smuggled: yes"),))
            case "/slow":
                return Reply(200, b"slow", delay_ms=100)
            case "/large":
                return Reply(200, b"x" * LARGE)
            case "/none":
                return Reply(204, b"never sent")
            case "/dropped":
                return Reply(200, b"never sent", ending=Ending.DROPPED)
        return Reply(200, f"{request.method} {request.path}".encode())


@pytest.fixture
def site() -> Echo:
    return Echo()


Connect = Callable[[], socket.socket]


@pytest.fixture
def connect(site: Echo) -> Iterator[Connect]:
    opened: list[socket.socket] = []
    with served_in_thread(site) as url:
        port = int(url.rpartition(":")[2])

        def connecting() -> socket.socket:
            client = socket.create_connection(("127.0.0.1", port), timeout=WITHIN_S)
            opened.append(client)
            return client

        yield connecting
        for client in opened:
            client.close()


def get(path: str, *headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: a", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def last(path: str) -> bytes:
    return get(path, "Connection: close")


def until_closed(client: socket.socket) -> bytes:
    found = []
    while part := client.recv(65_536):
        found.append(part)
    return b"".join(found)


def answers(text: bytes) -> list[tuple[int, bytes]]:
    """The status and body of each answer, each as long as it says."""
    found = []
    while text:
        head, _, rest = text.partition(b"\r\n\r\n")
        status = int(head.split(b" ")[1])
        length = 0
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length: "):
                length = int(line.partition(b": ")[2])
        found.append((status, rest[:length]))
        text = rest[length:]
    return found


@pytest.mark.parametrize("path", ["/break", "/smuggle"])
def test_a_defect_is_a_500_in_json_and_the_next_request_is_answered(
    path: str, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    client = connect()
    with caplog.at_level(logging.ERROR, logger="simulator.http"):
        client.sendall(get(path) + last("/well"))
        told = until_closed(client)
    assert answers(told) == [
        (500, b'{"message":"Internal Server Error"}'),
        (200, b"GET /well"),
    ]
    assert b"X-Smuggled" not in told
    assert path in caplog.text


def test_an_answer_says_when_it_was_made_what_it_is_and_how_long(connect: Connect) -> None:
    client = connect()
    client.sendall(last("/well"))
    head = until_closed(client).partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert head[0] == b"HTTP/1.1 200 OK"
    assert head[1].startswith(b"date: ")
    assert head[1].endswith(b" GMT")
    assert head[2:] == [
        b"content-type: application/json; charset=utf-8",
        b"content-length: 9",
        b"connection: close",
    ]


def test_pipelined_requests_are_answered_in_their_order_slow_ones_too(connect: Connect) -> None:
    client = connect()
    client.sendall(get("/1") + get("/slow") + get("/2") + get("/slow") + last("/3"))
    assert [body for _, body in answers(until_closed(client))] == [
        b"GET /1",
        b"slow",
        b"GET /2",
        b"slow",
        b"GET /3",
    ]


def test_a_request_may_come_byte_by_byte(connect: Connect, site: Echo) -> None:
    client = connect()
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for (
        byte
    ) in b"POST /a?b=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi":
        client.sendall(bytes([byte]))
    assert answers(until_closed(client)) == [(200, b"POST /a")]
    assert (site.asked[0].query, site.asked[0].body) == ("b=1", b"hi")


def test_a_chunked_body_is_read_whole_and_its_trailer_changes_no_header(
    connect: Connect, site: Echo
) -> None:
    client = connect()
    client.sendall(
        b"POST /a HTTP/1.1\r\nHost: a\r\nAuthorization: mine\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nAuthorization: another's\r\n\r\n" + last("/next")
    )
    assert answers(until_closed(client)) == [(200, b"POST /a"), (200, b"GET /next")]
    assert site.asked[0].body == b"abcde"
    assert site.asked[0].headers["authorization"] == "mine"


def test_head_and_no_content_have_no_body(connect: Connect) -> None:
    client = connect()
    client.sendall(b"HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n" + get("/none") + last("/b"))
    told = until_closed(client)
    assert told.count(b"HTTP/1.1 ") == 3
    assert b"content-length: 7\r\n\r\nHTTP/1.1 204 No Content" in told
    assert b"never sent" not in told
    assert told.endswith(b"GET /b")


def test_a_client_that_expects_to_be_told_to_continue_is_told(connect: Connect) -> None:
    client = connect()
    client.sendall(
        b"POST /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n"
        b"Content-Length: 2\r\n\r\n"
    )
    assert client.recv(1_000) == b"HTTP/1.1 100 Continue\r\n\r\n"
    client.sendall(b"hi")
    assert answers(until_closed(client)) == [(200, b"POST /a")]


def test_continue_waits_for_the_answer_before_it(connect: Connect) -> None:
    client = connect()
    client.sendall(
        get("/slow") + b"POST /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    )
    told = b""
    while b"100 Continue" not in told:
        told += client.recv(1_000)
    client.sendall(b"hi")
    told += until_closed(client)
    assert [status for status, _ in answers(told)] == [200, 100, 200]


@pytest.mark.parametrize(
    "asked",
    [
        b"not http at all\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n folded: no\r\n\r\n",
        b"GET / HTTP/1.1\r\nA\0: b\r\n\r\n",
    ],
)
def test_what_is_no_sound_request_is_refused_and_closed(
    asked: bytes, connect: Connect, site: Echo
) -> None:
    client = connect()
    client.sendall(asked)
    found = until_closed(client)
    assert answers(found) == [(400, b'{"message":"Bad Request"}')]
    assert b"connection: close" in found
    assert site.asked == []


def test_nonsense_behind_a_slow_request_is_refused_after_its_answer(connect: Connect) -> None:
    client = connect()
    client.sendall(get("/slow") + b"\0\0\0\0")
    assert answers(until_closed(client)) == [
        (200, b"slow"),
        (400, b'{"message":"Bad Request"}'),
    ]


@pytest.mark.parametrize(
    "endless",
    [
        [b"GET /", b"a" * 1_000],
        [b"GET / HTTP/1.1\r\nA: ", b"b" * 1_000],
        [b"GET / HTTP/1.1\r\n", b"A: b\r\n" * 100],
        [b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: ", b"b" * 1_000],
        [b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"b" * 1_000],
    ],
    ids=["address", "one header", "headers", "trailer", "chunk extension"],
)
def test_a_head_without_end_is_refused(endless: list[bytes], connect: Connect, site: Echo) -> None:
    client = connect()
    begin, more = endless
    client.sendall(begin + more * (3 * MAX_HEAD_BYTES // len(more)))
    assert answers(until_closed(client)) == [
        (431, b'{"message":"Request Header Fields Too Large"}')
    ]
    assert site.asked == []


def test_a_refusal_reaches_a_client_that_has_ended_its_half_or_goes_on_sending(
    connect: Connect,
) -> None:
    nonsense = b"\0" * 1_000
    ended, going_on = connect(), connect()
    ended.sendall(nonsense)
    ended.shutdown(socket.SHUT_WR)
    going_on.sendall(nonsense * 200)
    for client in (ended, going_on):
        assert answers(until_closed(client)) == [(400, b'{"message":"Bad Request"}')]


def test_a_body_that_is_too_large_is_read_and_refused(connect: Connect, site: Echo) -> None:
    client = connect()
    size = MAX_BODY_BYTES + 1
    client.sendall(f"POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n\r\n".encode())
    client.sendall(b"x" * size)
    client.sendall(last("/next"))
    assert answers(until_closed(client)) == [
        (413, b'{"message":"Payload Too Large"}'),
        (200, b"GET /next"),
    ]
    assert [request.path for request in site.asked] == ["/next"]


def test_asking_for_another_protocol_is_passed_over(connect: Connect) -> None:
    client = connect()
    upgrade = get("/h2", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c")
    client.sendall(upgrade * 2 + last("/next"))
    assert answers(until_closed(client)) == [
        (200, b"GET /h2"),
        (200, b"GET /h2"),
        (200, b"GET /next"),
    ]


@pytest.mark.parametrize("paths", [["/1"], ["/slow"], ["/1", "/slow", "/2"]])
def test_a_client_that_has_ended_its_half_gets_every_answer(
    paths: list[str], connect: Connect, site: Echo
) -> None:
    client = connect()
    client.sendall(b"".join(map(get, paths)))
    client.shutdown(socket.SHUT_WR)
    assert [status for status, _ in answers(until_closed(client))] == [200] * len(paths)
    assert [request.path for request in site.asked] == paths


def test_a_client_that_reads_late_gets_everything_and_is_not_read_from_meanwhile(
    connect: Connect, site: Echo
) -> None:
    client = connect()
    count = 6  # more than both sockets' buffers hold
    client.sendall(get("/large") * (count - 1) + last("/large"))
    assert client.recv(1) == b"H"
    assert len(site.asked) < count, "all was answered at once, into memory"
    found = answers(b"H" + until_closed(client))
    assert [(status, len(body)) for status, body in found] == [(200, LARGE)] * count


def test_a_dropped_answer_closes_without_a_word(connect: Connect) -> None:
    client = connect()
    client.sendall(get("/dropped") + get("/next"))
    assert until_closed(client) == b""


def test_a_silent_connection_is_closed(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "IDLE_LIMIT_S", 0.0)
    assert until_closed(connect()) == b""


def test_an_absolute_address_is_read_as_its_path(connect: Connect, site: Echo) -> None:
    client = connect()
    client.sendall(last("http://procore.test/a%20b?c=%20d"))
    assert answers(until_closed(client)) == [(200, b"GET /a b")]
    assert site.asked[0].query == "c=%20d"


def test_closing_finishes_the_answer_under_way() -> None:
    site = Echo()
    with served_in_thread(site) as url:
        port = int(url.rpartition(":")[2])
        client = socket.create_connection(("127.0.0.1", port), timeout=WITHIN_S)
        client.sendall(get("/1") + get("/slow"))
        told = client.recv(1_000)
    told += until_closed(client)
    client.close()
    assert [body for _, body in answers(told)] == [b"GET /1", b"slow"]
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=WITHIN_S)


def test_the_same_head_again_is_read_as_before_whatever_its_body(
    connect: Connect, site: Echo
) -> None:
    client = connect()
    head = b"POST /a?b=%20 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n"
    for body in (b"ab", b"cd"):
        client.sendall(head + body)
        assert answers(client.recv(1_000)) == [(200, b"POST /a")]
    client.sendall(head + b"ef" + head + b"gh" + head + b"i")
    client.sendall(b"j" + get("/1") + get("/1") + last("/2"))
    found = answers(until_closed(client))
    assert [body for _, body in found] == [b"POST /a"] * 3 + [b"GET /1"] * 2 + [b"GET /2"]
    asked = site.asked[:5]
    assert [request.body for request in asked] == [b"ab", b"cd", b"ef", b"gh", b"ij"]
    assert {(request.method, request.path, request.query) for request in asked} == {
        ("POST", "/a", "b=%20")
    }
    assert all(dict(request.headers) == dict(asked[0].headers) for request in asked)


def test_the_same_head_again_ends_the_connection_as_before(connect: Connect) -> None:
    for _ in range(3):
        client = connect()
        client.sendall(last("/a") + get("/never"))
        assert answers(until_closed(client)) == [(200, b"GET /a")]


@pytest.mark.parametrize(
    "odd",
    [
        b"GET /1 HTTP/1.1\nHost: a\n\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"\r\nGET /1 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
        b"GET /1 HTTP/1.1\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
        b"GET /1 HTTP/1.1\r\nContent-Length: 02\r\n\r\nab",
    ],
)
def test_what_is_oddly_written_is_read_the_same_every_time(
    odd: bytes, connect: Connect, site: Echo
) -> None:
    told = []
    for _ in range(3):
        client = connect()
        client.sendall(odd + last("/last"))
        told.append(answers(until_closed(client)))
    assert told[0] == told[1] == told[2]
    asked = [(request.path, request.body) for request in site.asked]
    assert asked == asked[: len(asked) // 3] * 3
