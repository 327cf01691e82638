"""One request and one reply: msgspec's, because each call makes several of them."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from http import HTTPStatus
from urllib.parse import parse_qsl

import msgspec


def phrase(status: int) -> str:
    """A status in words: those of RFC 9110, whatever this Python calls it, as Procore's documents
    do (procore_api.md 4)."""
    return "Payload Too Large" if status == 413 else HTTPStatus(status).phrase


class Ending(StrEnum):
    """How the connection behaves after the reply: faults change it, handlers never do."""

    NORMAL = "normal"
    DROPPED = "dropped"  # nothing is sent, the connection is reset
    CUT_OFF = "cut_off"  # the full length is announced, half of the body is sent, then reset


class Request(msgspec.Struct, frozen=True, dict=True):
    """A request as it came; header names are lower case, `query` is undecoded.

    `root` is the part of the URL before `path`: empty, or the namespace that it was sent to.
    `unread_status` is set when what was sent was too much, or was no HTTP, to be read to its end:
    the status that it is refused with.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = msgspec.field(default_factory=dict)
    body: bytes = b""
    root: str = ""
    unread_status: int | None = None

    @property
    def base_url(self) -> str:
        """What to put before a path to make a URL that leads back here."""
        return f"http://{self.headers.get('host', 'localhost')}{self.root}"

    @cached_property
    def query_pairs(self) -> list[tuple[str, str]]:
        """Decoded query parameters in their order, blank values kept."""
        return parse_qsl(self.query, keep_blank_values=True)

    def query_value(self, name: str) -> str | None:
        """The last value of a query parameter, or None."""
        value: str | None = None
        for key, text in self.query_pairs:
            if key == name:
                value = text
        return value


class Reply(msgspec.Struct, frozen=True):
    """A reply. `refusal` says in plain words which state refused, for the journal only.

    `touched` names the records read or changed (`prime_contract:4001`), for the journal only.
    """

    status: int
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    refusal: str | None = None
    touched: tuple[str, ...] = ()
    ending: Ending = Ending.NORMAL
    delay_ms: int = 0

    @classmethod
    def plain(cls, status: int) -> "Reply":
        """The status's own words, in no product's dialect."""
        return cls(status, b'{"message":"%s"}' % phrase(status).encode())

    def with_header(self, name: str, value: str) -> "Reply":
        return msgspec.structs.replace(self, headers=(*self.headers, (name, value)))
