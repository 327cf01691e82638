"""A site on real sockets: an ASGI application, and a uvicorn protocol that can hang up."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from simulator.http.message import Ending, Reply, Request
from simulator.http.site import Answering

MAX_BODY_BYTES = 8 * 1024 * 1024
TRANSPORT = "tieout.transport"

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class HangUpProtocol(HttpToolsProtocol):
    """uvicorn's own protocol, which also hands the connection over so that a fault can reset it."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {TRANSPORT: {TRANSPORT: self.transport}}


class Application:
    """Serves one site. A body over MAX_BODY_BYTES is answered 413 without being kept."""

    def __init__(self, site: Answering) -> None:
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        if scope["type"] != "http":
            return
        body = await _whole_body(receive)
        if body is None:
            await _send(Reply(413, b'{"message":"Payload Too Large"}'), send)
            return
        reply = self._site.handle(_request(scope, body))
        if reply.delay_ms:
            await asyncio.sleep(reply.delay_ms / 1000)
        if reply.ending is Ending.NORMAL:
            await _send(reply, send)
            return
        transport = scope["extensions"][TRANSPORT][TRANSPORT]
        if reply.ending is Ending.CUT_OFF:
            await _send(reply, send, keep_bytes=len(reply.body) // 2)
            await asyncio.sleep(0.01)  # let the half body leave before the reset
        transport.abort()


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _whole_body(receive: Receive) -> bytes | None:
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body", False):
        return body if len(body) <= MAX_BODY_BYTES else None
    chunks = [body]
    length = len(body)
    while message.get("more_body", False):
        message = await receive()
        chunk = message.get("body", b"")
        length += len(chunk)
        if length <= MAX_BODY_BYTES:
            chunks.append(chunk)
    return b"".join(chunks) if length <= MAX_BODY_BYTES else None


def _request(scope: Scope, body: bytes) -> Request:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return Request(
        method=scope["method"],
        path=scope["path"],
        query=scope["query_string"].decode("latin-1"),
        headers=headers,
        body=body,
    )


async def _send(reply: Reply, send: Send, keep_bytes: int | None = None) -> None:
    has_no_body = reply.status in (204, 304)
    headers = [] if has_no_body else [(b"content-type", reply.content_type.encode("latin-1"))]
    if not has_no_body:
        headers.append((b"content-length", str(len(reply.body)).encode()))
    headers += [(name.encode("latin-1"), value.encode("latin-1")) for name, value in reply.headers]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    if keep_bytes is None:
        await send({"type": "http.response.body", "body": reply.body})
    else:
        await send(
            {"type": "http.response.body", "body": reply.body[:keep_bytes], "more_body": True}
        )
