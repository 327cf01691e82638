"""One connection: requests are read, answered by the site and written back without a task, a queue
or a scope between them, which is what an answer would otherwise mostly cost (docs/benchmarks.md).
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import unquote

import httptools

from simulator.http.message import Ending, Reply, Request

if TYPE_CHECKING:
    from uvicorn import Config
    from uvicorn.server import ServerState

    from simulator.http.site import Answering

MAX_BODY_BYTES = 8 * 1024 * 1024
MAX_HEAD_BYTES = 64 * 1024
# So that half a body leaves before the connection is reset.
CUT_OFF_AFTER_S = 0.01

BAD_REQUEST = Reply(400, b'{"message":"Bad Request"}')
BODY_TOO_LARGE = Reply(413, b'{"message":"Payload Too Large"}')
HEAD_TOO_LARGE = Reply(431, b'{"message":"Request Header Fields Too Large"}')
FAILED = Reply(500, b'{"message":"Internal Server Error"}')

_STATUS_LINES = {status.value: f"HTTP/1.1 {status.value} {status.phrase}" for status in HTTPStatus}
_log = logging.getLogger("simulator.http")


class _Asked(NamedTuple):
    """A whole request. `is_last`: the client wants the connection closed after the answer."""

    request: Request
    is_last: bool
    is_too_large: bool


class HangUpProtocol(asyncio.Protocol):
    """What uvicorn makes for each connection (its arguments are uvicorn's). Unlike uvicorn's own
    it can hang up, in the middle of a reply or instead of one, as faults ask for.

    Pipelined requests are answered one after another. A body over MAX_BODY_BYTES is answered 413
    without being kept, a head over MAX_HEAD_BYTES 431.
    """

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        del app_state
        if not config.loaded:
            config.load()
        site = getattr(config.app, "site", None)
        if site is None:
            raise TypeError(f"serve an Application of a site, not {config.app!r}")
        self._site: Answering = site
        self._loop = _loop or asyncio.get_event_loop()
        self._server = server_state
        self._idle_limit_s = config.timeout_keep_alive
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport
        self._idle_timer: asyncio.TimerHandle | None = None
        self._last_active_s = 0.0
        self._waiting: deque[_Asked] = deque()
        self._is_answering = False
        self._is_ending = False
        self._begin_request()

    # The connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are none of asyncio's classes, but do the same.
        self._transport = cast(asyncio.Transport, transport)
        self._server.connections.add(self)  # type: ignore[arg-type]  # uvicorn names its own classes
        self._last_active_s = self._loop.time()
        self._watch_idleness()

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self._server.connections.discard(self)
        self._waiting.clear()
        if self._idle_timer is not None:
            self._idle_timer.cancel()

    def data_received(self, data: bytes) -> None:
        self._last_active_s = self._loop.time()
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._refuse(BAD_REQUEST)
        except httptools.HttpParserError:
            self._refuse(HEAD_TOO_LARGE if self._head_bytes > MAX_HEAD_BYTES else BAD_REQUEST)

    def pause_writing(self) -> None:
        """A client that does not read its answers is not read from either."""
        self._transport.pause_reading()

    def resume_writing(self) -> None:
        self._transport.resume_reading()

    def shutdown(self) -> None:
        """uvicorn is closing: finish the answer under way, if there is one."""
        self._is_ending = True
        if not self._is_answering:
            self._transport.close()

    def _watch_idleness(self) -> None:
        idle_s = self._loop.time() - self._last_active_s
        if idle_s >= self._idle_limit_s and not self._is_answering:
            self._transport.close()
            return
        self._idle_timer = self._loop.call_later(
            max(self._idle_limit_s - idle_s, 1.0), self._watch_idleness
        )

    # What the parser calls

    def on_message_begin(self) -> None:
        self._begin_request()

    def on_url(self, url: bytes) -> None:
        self._url += url
        self._count_head(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers[name.decode("latin-1").lower()] = value.decode("latin-1")
        self._count_head(len(name) + len(value))

    def on_headers_complete(self) -> None:
        if self._headers.get("expect", "").lower() == "100-continue":
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, body: bytes) -> None:
        self._body_bytes += len(body)
        if self._body_bytes <= MAX_BODY_BYTES:
            self._body.append(body)
        else:
            self._body.clear()

    def on_message_complete(self) -> None:
        path, query = _target(self._url)
        request = Request(
            method=self._parser.get_method().decode("ascii"),
            path=path,
            query=query,
            headers=self._headers,
            body=b"".join(self._body),
        )
        asked = _Asked(
            request,
            is_last=not self._parser.should_keep_alive(),
            is_too_large=self._body_bytes > MAX_BODY_BYTES,
        )
        if self._is_answering:
            self._waiting.append(asked)
            self._transport.pause_reading()
        else:
            self._answer(asked)

    def _begin_request(self) -> None:
        self._url = b""
        self._headers: dict[str, str] = {}
        self._body: list[bytes] = []
        self._body_bytes = 0
        self._head_bytes = 0

    def _count_head(self, length: int) -> None:
        self._head_bytes += length
        if self._head_bytes > MAX_HEAD_BYTES:
            raise httptools.HttpParserError("the head is too large")

    # Answering

    def _answer(self, asked: _Asked) -> None:
        if self._transport.is_closing():
            return
        reply = BODY_TOO_LARGE if asked.is_too_large else self._reply(asked.request)
        if reply.ending is Ending.NORMAL and not reply.delay_ms:
            self._send(reply, asked)
            return
        self._is_answering = True
        self._loop.call_later(reply.delay_ms / 1000, self._end, reply, asked)

    def _reply(self, request: Request) -> Reply:
        try:
            return self._site.handle(request)
        except Exception:  # noqa: BLE001  # the outermost place: a defect must not end the server
            _log.exception("%s %s failed", request.method, request.path)
            return FAILED

    def _end(self, reply: Reply, asked: _Asked) -> None:
        """Finish a reply that was slow or that does not end well."""
        if self._transport.is_closing():
            return
        if reply.ending is Ending.DROPPED:
            self._transport.abort()
        elif reply.ending is Ending.CUT_OFF:
            half = reply.body[: len(reply.body) // 2]
            self._transport.write(self._head(reply, is_last=False) + half)
            self._loop.call_later(CUT_OFF_AFTER_S, self._transport.abort)
        else:
            self._is_answering = False
            self._send(reply, asked)
            self._answer_waiting()

    def _answer_waiting(self) -> None:
        while self._waiting and not self._is_answering:
            self._answer(self._waiting.popleft())
        if not self._is_answering and not self._transport.is_closing():
            self._last_active_s = self._loop.time()
            self._transport.resume_reading()

    def _send(self, reply: Reply, asked: _Asked) -> None:
        is_last = asked.is_last or self._is_ending
        try:
            head = self._head(reply, is_last)
        except ValueError:
            _log.exception("%s %s has no sound answer", asked.request.method, asked.request.path)
            reply = FAILED
            head = self._head(reply, is_last)
        is_bodiless = reply.status in (204, 304) or asked.request.method == "HEAD"
        self._transport.write(head if is_bodiless else head + reply.body)
        if is_last:
            self._transport.close()

    def _refuse(self, reply: Reply) -> None:
        """Answer what cannot be read as a request, and hang up."""
        self._transport.write(self._head(reply, is_last=True) + reply.body)
        self._transport.close()

    def _head(self, reply: Reply, is_last: bool) -> bytes:
        lines = [_STATUS_LINES.get(reply.status) or f"HTTP/1.1 {reply.status} "]
        for name, value in self._server.default_headers:
            lines.append(f"{name.decode()}: {value.decode()}")
        if reply.status not in (204, 304):
            lines.append(f"content-type: {reply.content_type}")
            lines.append(f"content-length: {len(reply.body)}")
        lines += [f"{name}: {value}" for name, value in reply.headers]
        if is_last:
            lines.append("connection: close")
        text = "\r\n".join(lines)
        if text.count("\n") != len(lines) - 1 or text.count("\r") != len(lines) - 1:
            raise ValueError(f"a header of the reply has a line break: {reply.headers}")
        return text.encode("latin-1") + b"\r\n\r\n"


def _target(url: bytes) -> tuple[str, str]:
    """The decoded path and the raw query of a request line's target."""
    if not url.startswith(b"/") and b"://" in url:
        parsed = httptools.parse_url(url)
        path, query = parsed.path or b"/", parsed.query or b""
    else:
        path, _, query = url.partition(b"#")[0].partition(b"?")
    text = path.decode("latin-1")
    return unquote(text) if "%" in text else text, query.decode("latin-1")
