"""One connection: requests are read, answered by the site and written back, with nothing between
them: that is what an answer would otherwise mostly cost (docs/benchmarks.md).
"""

import logging
import socket
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import NamedTuple, assert_never
from urllib.parse import unquote

import httptools

from simulator.http.loop import Loop
from simulator.http.message import Ending, Reply, Request
from simulator.http.reply_head import BODILESS, head_of
from simulator.http.site import Answering
from simulator.http.stream import Stream

MAX_BODY_BYTES = 8 * 1024 * 1024
MAX_HEAD_BYTES = 64 * 1024
# What a header takes besides its name and value: the colon, a blank and the line's end.
HEADER_BYTES = 4
MAX_KNOWN_NAMES = 1_000
IDLE_LIMIT_S = 5.0
# A client that takes nothing of an answer for so long is taken for gone.
STUCK_LIMIT_S = 60.0
# Of the address of what could not be read, for the journal.
MAX_TOLD_BYTES = 1024
# So that half a body leaves before the connection is reset.
CUT_OFF_AFTER_S = 0.01

BAD_REQUEST = 400
BODY_TOO_LARGE = 413
HEAD_TOO_LARGE = 431
FAILED = Reply.plain(500)

_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_log = logging.getLogger("simulator.http")
_known_names: dict[bytes, str] = {}


class _Asked(NamedTuple):
    """A whole request. `is_last`: the client wants the connection closed after the answer."""

    request: Request
    is_last: bool


class Connection:
    """Can hang up, in the middle of a reply or instead of one, as faults ask for.

    Pipelined requests are answered one after another. A body over MAX_BODY_BYTES is answered 413
    without being kept, a head over MAX_HEAD_BYTES 431. A client that has ended its half of the
    connection still gets every answer. `date_line` is the Date header with its line end.
    """

    def __init__(
        self,
        site: Answering,
        connected: socket.socket,
        loop: Loop,
        forget: Callable[["Connection"], None],
    ) -> None:
        self._site = site
        self._loop = loop
        self._forget = forget
        self._parser = httptools.HttpRequestParser(self)
        self._waiting: deque[_Asked] = deque()
        self._is_answering = False
        self._is_ending = False
        self._owes_continue = False
        self._refusal: int | None = None
        # Bytes read since the parser last gave us a part of a request.
        self._withheld_bytes = 0
        self.date_line = ""
        self.on_message_begin()
        self._stream = Stream(connected, loop, self)

    # What the stream tells

    def received(self, data: bytes) -> None:
        self._withheld_bytes += len(data)
        while data:
            try:
                self._parser.feed_data(data)
                break
            except httptools.HttpParserUpgrade as upgrade:
                # The request is read; what follows is HTTP/1.1 still, for we offer nothing else.
                data = data[upgrade.args[0] :]
                self._parser = httptools.HttpRequestParser(self)
            except httptools.HttpParserError:
                self._refuse(HEAD_TOO_LARGE if self._head_bytes > MAX_HEAD_BYTES else BAD_REQUEST)
                return
        if self._withheld_bytes > MAX_HEAD_BYTES:
            self._refuse(HEAD_TOO_LARGE)

    def ended(self) -> None:
        self._is_ending = True
        if not self._is_answering and not self._waiting:
            self._stream.close()

    def drained(self) -> None:
        self._answer_waiting()

    def lost(self) -> None:
        self._waiting.clear()
        self._forget(self)

    # What the server tells

    def finish(self) -> None:
        """The server is closing: finish the answer under way, if there is one."""
        self._is_ending = True
        if not self._is_answering:
            self._stream.close()

    def abort(self) -> None:
        self._stream.abort()

    def close_if_idle(self) -> None:
        """Close what has been silent for IDLE_LIMIT_S, unless the silence is ours."""
        idle_s = monotonic() - self._stream.moved_at
        if self._stream.has_unsent:
            if idle_s >= STUCK_LIMIT_S:
                self._stream.abort()
        elif idle_s >= IDLE_LIMIT_S and not self._is_answering:
            self._stream.close()

    # What the parser calls

    def on_message_begin(self) -> None:
        self._url = b""
        self._headers: dict[str, str] = {}
        self._body: list[bytes] = []
        self._body_bytes = 0
        self._head_bytes = 0
        self._is_in_head = True

    def on_url(self, url: bytes) -> None:
        self._url += url
        self._count_head(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._is_in_head:  # a trailer must not write over what was checked
            known = _known_names.get(name)
            self._headers[_learnt(name) if known is None else known] = value.decode("latin-1")
        self._count_head(len(name) + len(value) + HEADER_BYTES)

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        if self._headers.get("expect", "").lower() == "100-continue":
            if self._is_answering or self._waiting:
                self._owes_continue = True  # not between the parts of an earlier answer
            else:
                self._stream.write(_CONTINUE)

    def on_body(self, body: bytes) -> None:
        self._withheld_bytes = 0
        self._body_bytes += len(body)
        if self._body_bytes <= MAX_BODY_BYTES:
            self._body.append(body)
        else:
            self._body.clear()

    def on_message_complete(self) -> None:
        self._withheld_bytes = 0
        self._owes_continue = False
        path, query = _target(self._url)
        request = Request(
            self._parser.get_method().decode("ascii"),
            path,
            query,
            self._headers,
            b"".join(self._body),
            unread_status=BODY_TOO_LARGE if self._body_bytes > MAX_BODY_BYTES else None,
        )
        self._take(_Asked(request, is_last=not self._parser.should_keep_alive()))

    def _count_head(self, length: int) -> None:
        self._withheld_bytes = 0
        self._head_bytes += length
        if self._head_bytes > MAX_HEAD_BYTES:
            raise httptools.HttpParserError("the head is too large")

    # Answering

    def _take(self, asked: _Asked) -> None:
        """Answer a request, or keep it until those before it are answered."""
        if self._is_answering or self._waiting or self._stream.is_clogged:
            self._waiting.append(asked)
            self._stream.pause()
        else:
            self._answer(asked)

    def _answer(self, asked: _Asked) -> None:
        if self._stream.is_closing:
            return
        reply = self._reply(asked.request)
        if reply.ending is Ending.NORMAL and not reply.delay_ms:
            self._send(reply, asked)
            return
        self._is_answering = True
        self._loop.call_later(reply.delay_ms / 1000, lambda: self._end(reply, asked))

    def _reply(self, request: Request) -> Reply:
        try:
            return self._site.handle(request)
        except Exception:  # noqa: BLE001  # the outermost place: a defect must not end the server
            _log.exception("%s %s failed", request.method, request.path)
            return FAILED

    def _end(self, reply: Reply, asked: _Asked) -> None:
        """Finish a reply that was slow or that does not end well."""
        if self._stream.is_closing:
            return
        match reply.ending:
            case Ending.DROPPED:
                self._stream.abort()
            case Ending.CUT_OFF:
                half = reply.body[: len(reply.body) // 2]
                self._stream.write(head_of(reply, self.date_line, is_last=False) + half)
                self._loop.call_later(CUT_OFF_AFTER_S, self._stream.abort)
            case Ending.NORMAL:
                self._is_answering = False
                self._send(reply, asked)
                self._answer_waiting()
            case _:
                assert_never(reply.ending)

    def _answer_waiting(self) -> None:
        """Answer what came meanwhile, until one takes its time again or the client is slow."""
        stream = self._stream
        while self._waiting and not self._is_answering and not stream.is_clogged:
            self._answer(self._waiting.popleft())
        if self._is_answering or self._waiting or stream.is_closing:
            return
        if self._refusal is not None:
            self._refuse(self._refusal)
            return
        if self._is_ending:
            stream.close()
            return
        if self._owes_continue:
            self._owes_continue = False
            stream.write(_CONTINUE)
        stream.resume()

    def _send(self, reply: Reply, asked: _Asked) -> None:
        is_last = asked.is_last or (self._is_ending and not self._waiting and not self._refusal)
        try:
            head = head_of(reply, self.date_line, is_last=is_last)
        except ValueError:
            _log.exception("%s %s has no sound answer", asked.request.method, asked.request.path)
            reply = FAILED
            head = head_of(reply, self.date_line, is_last=is_last)
        is_bodiless = reply.status in BODILESS or asked.request.method == "HEAD"
        self._stream.write(head if is_bodiless else head + reply.body)
        if is_last:
            self._stream.close()

    def _refuse(self, status: int) -> None:
        """Answer what cannot be read as a request, after the answers before it, and hang up."""
        if self._stream.is_closing:
            return
        if self._is_answering or self._waiting:
            self._refusal = status
            self._stream.pause()
            return
        url = self._url[:MAX_TOLD_BYTES]
        path, query = _target(url) if url.startswith(b"/") else ("", "")
        reply = self._reply(Request("", path, query, self._headers, unread_status=status))
        self._stream.write(head_of(reply, self.date_line, is_last=True) + reply.body)
        self._stream.close_lingering()


def _learnt(name: bytes) -> str:
    """A header's name in lower case, kept because the same few come with every request."""
    text = name.decode("latin-1").lower()
    if len(_known_names) < MAX_KNOWN_NAMES:
        _known_names[name] = text
    return text


def _target(url: bytes) -> tuple[str, str]:
    """The decoded path and the raw query of a request line's target."""
    if not url.startswith(b"/") and b"://" in url:
        parsed = httptools.parse_url(url)
        path, query = parsed.path or b"/", parsed.query or b""
    else:
        path, _, query = url.partition(b"#")[0].partition(b"?")
    text = path.decode("latin-1")
    return unquote(text) if "%" in text else text, query.decode("latin-1")
