"""Heads of requests that were read before: a client sends the same one again and again, to the
letter, and what the parser made of it need not be made anew."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from simulator.http.message import Request

MAX_KNOWN = 500
MAX_HEAD_BYTES = 4_096
END = b"\r\n\r\n"

# What makes the parser go on otherwise than from this head to as many bytes as it announces.
_SPECIAL = frozenset({"transfer-encoding", "expect", "upgrade"})


class Head(NamedTuple):
    """`is_last`: the client wants the connection closed after the answer."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body_bytes: int
    is_last: bool


class Heads:
    """Knows only what the parser has accepted, and only by exactly the same bytes."""

    def __init__(self) -> None:
        self._known: dict[bytes, Head] = {}

    def find(self, data: bytes) -> tuple[Head, int] | None:
        """The known head that the data begin with, and its length, when its body is there too."""
        length = data.find(END) + len(END)
        head = self._known.get(data[:length])
        if head is None or len(data) < length + head.body_bytes:
            return None
        return head, length

    def learn(self, data: bytes, request: Request, *, is_last: bool) -> None:
        """Keep the head of a request that the parser read from the beginning of the data."""
        written = data[: data.find(END) + len(END)]
        if not _is_plain(written, request):
            return
        if len(self._known) >= MAX_KNOWN:
            self._known.clear()
        self._known[written] = Head(
            request.method,
            request.path,
            request.query,
            MappingProxyType(dict(request.headers)),
            len(request.body),
            is_last,
        )


def _is_plain(written: bytes, request: Request) -> bool:
    """Whether it is certain where this head ends and what follows it."""
    return (
        len(END) <= len(written) <= MAX_HEAD_BYTES
        and written[:1].isalpha()
        # A line that ends otherwise may have ended the head earlier.
        and written.count(b"\n") == written.count(b"\r") == written.count(b"\r\n")
        and written.find(END) == len(written) - len(END)
        and request.method != "CONNECT"
        and _SPECIAL.isdisjoint(request.headers)
        and request.headers.get("content-length", "0") == str(len(request.body))
    )
