"""The odd corners of HTTP/1.1, by bare sockets against the real process."""

import json
import socket
from collections.abc import Iterator

import pytest

END = b"\r\n\r\n"


class Wire:
    """One connection; `answers` reads what came, one answer after another."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._file = self.socket.makefile("rb")

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def answer(self, *, has_body: bool = True) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by lower-case name, body."""
        status = int(self._file.readline().split()[1])
        headers: dict[str, str] = {}
        while line := self._file.readline().strip():
            name, _, value = line.decode().partition(": ")
            headers[name.lower()] = value
        length = int(headers.get("content-length", "0"))
        return status, headers, self._file.read(length) if has_body else b""

    def is_closed(self) -> bool:
        return self._file.read(1) == b""


@pytest.fixture
def wire(procore_port: int) -> Iterator[Wire]:
    made = Wire(procore_port)
    yield made
    made.socket.close()


def request(token: str, method: str = "GET", path: str = "/rest/v1.0/me", more: str = "") -> bytes:
    lines = f"{method} {path} HTTP/1.1\r\nHost: procore\r\nAuthorization: Bearer {token}\r\n{more}"
    return lines.encode() + b"\r\n"


def test_names_of_headers_may_be_in_any_case(wire: Wire, token: str) -> None:
    wire.send(request(token).replace(b"Authorization", b"aUTHORIZATION"))
    status, _, body = wire.answer()
    assert status == 200
    assert json.loads(body)["login"]


def test_a_chunked_body_is_read_whole(wire: Wire, announced: dict[str, str]) -> None:
    body = json.dumps(
        {
            "grant_type": "client_credentials",
            "client_id": announced["procore_client_id"],
            "client_secret": announced["procore_client_secret"],
        }
    ).encode()
    wire.send(
        b"POST /oauth/token HTTP/1.1\r\nHost: procore\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n"
    )
    for start in range(0, len(body), 7):
        piece = body[start : start + 7]
        wire.send(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
    wire.send(b"0\r\n\r\n")
    status, _, answer = wire.answer()
    assert status == 200
    assert json.loads(answer)["expires_in"] == 5400


def test_a_connection_is_kept_and_every_answer_is_its_own(wire: Wire, token: str) -> None:
    for path, status in (("/rest/v1.0/me", 200), ("/rest/v1.0/nowhere", 404)) * 3:
        wire.send(request(token, path=path))
        assert wire.answer()[0] == status


def test_pipelined_requests_are_answered_in_their_order(wire: Wire, token: str) -> None:
    paths = ["/rest/v1.0/me", "/rest/v1.0/nowhere", "/_simulator/v1/clock", "/rest/v1.0/me"]
    wire.send(b"".join(request(token, path=path) for path in paths))
    assert [wire.answer()[0] for _ in paths] == [200, 404, 200, 200]


def test_a_request_in_single_bytes_is_a_request(wire: Wire, token: str) -> None:
    for byte in request(token):
        wire.send(bytes([byte]))
    assert wire.answer()[0] == 200


def test_expect_100_continue_is_answered_before_the_body(wire: Wire, token: str) -> None:
    body = b'{"project": {}}'
    more = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    wire.send(request(token, "POST", "/rest/v1.0/projects", more + "Expect: 100-continue\r\n"))
    assert wire.answer()[0] == 100
    wire.send(body)
    assert wire.answer()[0] == 400


def test_a_method_that_procore_does_not_offer_is_answered(wire: Wire, token: str) -> None:
    wire.send(request(token, "OPTIONS") + request(token))
    status, headers, _ = wire.answer()
    assert status == 404
    assert int(headers["content-length"]) > 0
    assert wire.answer()[0] == 200


def test_head_is_answered_as_get_but_for_the_body(wire: Wire, token: str) -> None:
    wire.send(request(token, "HEAD") + request(token))
    status, head, _ = wire.answer(has_body=False)
    assert status == 200
    status, headers, body = wire.answer()
    assert status == 200
    assert head["content-length"] == headers["content-length"] == str(len(body))


def test_the_client_may_ask_for_the_end(wire: Wire, token: str) -> None:
    wire.send(request(token, more="Connection: close\r\n"))
    status, headers, _ = wire.answer()
    assert (status, headers["connection"]) == (200, "close")
    assert wire.is_closed()


def test_http_1_0_ends_with_its_answer(wire: Wire, token: str) -> None:
    wire.send(request(token).replace(b"HTTP/1.1", b"HTTP/1.0"))
    assert wire.answer()[0] == 200
    assert wire.is_closed()


def test_an_absolute_target_is_the_same_place(wire: Wire, token: str) -> None:
    wire.send(request(token, path="http://procore/rest/v1.0/me?view=normal"))
    assert wire.answer()[0] == 200


@pytest.mark.parametrize(
    ("rubbish", "status"),
    [
        (b"what is this\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: minus\r\n\r\n", 400),
        (
            b"POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
            400,
        ),
        (b"GET / HTTP/1.1\r\nX: " + b"y" * 70_000 + END, 431),
        (b"GET /" + b"y" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 431),
    ],
    ids=["no request", "length", "two lengths", "long header", "long target"],
)
def test_what_cannot_be_read_is_refused_and_the_connection_ends(
    wire: Wire, rubbish: bytes, status: int
) -> None:
    wire.send(rubbish)
    answered, headers, body = wire.answer()
    assert (answered, headers["connection"]) == (status, "close")
    assert json.loads(body)["message"]


def test_a_huge_body_is_refused_and_the_connection_lives_on(wire: Wire, token: str) -> None:
    size = 9 * 1024 * 1024
    wire.send(request(token, "POST", "/rest/v1.0/projects", f"Content-Length: {size}\r\n"))
    wire.send(b"x" * size)
    assert wire.answer()[0] == 413
    wire.send(request(token))
    assert wire.answer()[0] == 200


def test_a_slow_answer_keeps_the_later_ones_in_order(wire: Wire, token: str) -> None:
    fault = json.dumps({"operation": "show_me", "kind": "slow", "latency_ms": 150}).encode()
    more = f"Content-Type: application/json\r\nContent-Length: {len(fault)}\r\n"
    wire.send(request(token, "POST", "/_simulator/v1/faults", more) + fault)
    assert wire.answer()[0] == 200
    wire.send(request(token) + request(token, path="/rest/v1.0/nowhere") + request(token))
    assert [wire.answer()[0] for _ in range(3)] == [200, 404, 200]


def test_a_query_cannot_smuggle_headers_into_an_answer(
    wire: Wire, token: str, announced: dict[str, str]
) -> None:
    company = announced["procore_company_id"]
    path = f"/rest/v1.0/companies/{company}/users?per_page=1&page=1&x=%0d%0aX-Smuggled:%20yes"
    wire.send(request(token, path=path))
    status, headers, _ = wire.answer()
    assert status == 200
    assert "x-smuggled" not in headers
