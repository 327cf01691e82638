"""A site without sockets: a transport for httpx clients, with the same faults."""

from typing import assert_never

import httpx

from simulator.http.message import Ending, Reply, Request
from simulator.http.site import Answering


class InProcessTransport(httpx.BaseTransport):
    """Answers an httpx client straight from the site. Slow replies do not sleep: a reply slower
    than the client's read timeout raises ReadTimeout, a faster one comes at once."""

    def __init__(self, site: Answering) -> None:
        self._site = site

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        reply = self._site.handle(
            Request(
                method=request.method,
                path=request.url.path,
                query=request.url.query.decode("latin-1"),
                headers={name.lower(): value for name, value in request.headers.items()},
                body=request.read(),
            )
        )
        read_timeout_s = request.extensions.get("timeout", {}).get("read")
        if read_timeout_s is not None and reply.delay_ms / 1000 >= read_timeout_s:
            raise httpx.ReadTimeout("the reply came too late", request=request)
        match reply.ending:
            case Ending.DROPPED:
                raise httpx.ReadError("the connection was reset", request=request)
            case Ending.CUT_OFF:
                raise httpx.RemoteProtocolError("the body was cut off", request=request)
            case Ending.NORMAL:
                return _whole(reply, request)
            case _:
                assert_never(reply.ending)


def _whole(reply: Reply, request: httpx.Request) -> httpx.Response:
    """The reply as the client sees it when nothing goes wrong on the way."""
    has_no_body = reply.status in (204, 304)
    headers = [*reply.headers]
    if not has_no_body:
        headers.append(("Content-Type", reply.content_type))
    is_empty = has_no_body or request.method == "HEAD"
    return httpx.Response(reply.status, headers=headers, content=b"" if is_empty else reply.body)
