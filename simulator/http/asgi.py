"""A site as uvicorn takes it: only the lifespan goes through ASGI, requests go straight to the
site from the connection that read them."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from simulator.http.connection import HangUpProtocol
from simulator.http.site import Answering

__all__ = ["Application", "HangUpProtocol"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Application:
    """Serves one site; to be given to uvicorn together with HangUpProtocol."""

    def __init__(self, site: Answering) -> None:
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            raise TypeError("serve this with http=HangUpProtocol, which answers requests itself")
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
