"""Heads that are known again, and those that must never be."""

import pytest

from simulator.http import heads as remembered
from simulator.http.heads import Heads
from simulator.http.message import Request

PLAIN = b"POST /a?b=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n"


def request(method: str = "POST", body: bytes = b"hi", **headers: str) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(method, "/a", "b=1", {"host": "a", "content-length": "2", **named}, body)


def test_a_head_is_found_by_its_bytes_when_its_body_is_there() -> None:
    heads = Heads()
    assert heads.find(PLAIN + b"hi") is None
    heads.learn(PLAIN + b"hiGET", request(), is_last=True)
    found = heads.find(PLAIN + b"youPOST")
    assert found is not None
    head, length = found
    assert length == len(PLAIN)
    assert head[:3] == ("POST", "/a", "b=1")
    assert (head.body_bytes, head.is_last) == (2, True)
    assert heads.find(PLAIN + b"y") is None, "half of the body is missing"
    assert heads.find(PLAIN.replace(b"Host", b"host") + b"hi") is None
    assert heads.find(b"") is None


def test_what_is_known_cannot_be_changed() -> None:
    heads = Heads()
    heads.learn(PLAIN + b"hi", request(), is_last=False)
    found = heads.find(PLAIN + b"hi")
    assert found is not None
    with pytest.raises(TypeError):
        found[0].headers["host"] = "b"  # type: ignore[index]  # that is the point


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"\r\n" + PLAIN, request()),
        (PLAIN.replace(b"\r\nHost", b"\nHost"), request()),
        (PLAIN.replace(b"Host: a", b"Host: a\r"), request()),
        (PLAIN.replace(b"Content-Length: 2", b"Content-Length: 02"), request(content_length="02")),
        (PLAIN, request(transfer_encoding="chunked")),
        (PLAIN, request(expect="100-continue")),
        (PLAIN, request(upgrade="h2c")),
        (PLAIN, request("CONNECT")),
        (PLAIN, request(body=b"longer")),
        (PLAIN.replace(b"a\r", b"a" * 5_000 + b"\r"), request()),
        (b"no end", request(body=b"")),
    ],
)
def test_a_head_of_which_anything_is_uncertain_is_not_learnt(written: bytes, read: Request) -> None:
    heads = Heads()
    heads.learn(written, read, is_last=False)
    assert heads.find(written + read.body) is None


def test_there_is_a_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MAX_KNOWN", 2)
    heads = Heads()
    written = [PLAIN.replace(b"/a", f"/{number}".encode()) for number in range(3)]
    for head in written:
        heads.learn(head, request(), is_last=False)
    assert [heads.find(head + b"hi") is not None for head in written] == [False, False, True]
