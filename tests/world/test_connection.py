"""Defects of a site behind a real connection: an answer all the same, and the server lives on."""

import asyncio
import logging

import pytest
import uvicorn
from uvicorn.server import ServerState

from simulator.http.asgi import Application, HangUpProtocol
from simulator.http.message import Reply, Request


class Faulty:
    """Breaks, answers with a header that would end too early, or answers."""

    def handle(self, request: Request) -> Reply:
        if request.path == "/break":
            raise ZeroDivisionError
        if request.path == "/smuggle":
            return Reply(200, b"{}", headers=(("Link", "a\r\nX-Smuggled: yes"),))
        return Reply(200, b"{}")


async def _answers(*paths: str) -> bytes:
    config = uvicorn.Config(Application(Faulty()), log_config=None)
    server = await asyncio.get_running_loop().create_server(
        lambda: HangUpProtocol(config, ServerState(), {}), "127.0.0.1", 0
    )
    async with server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for path in paths:
            last = "Connection: close\r\n" if path is paths[-1] else ""
            writer.write(f"GET {path} HTTP/1.1\r\nHost: a\r\n{last}\r\n".encode())
        found = await asyncio.wait_for(reader.read(), 10)
        writer.close()
        return found


@pytest.mark.parametrize("path", ["/break", "/smuggle"])
def test_a_defect_is_a_500_in_json_and_the_next_request_is_answered(
    path: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="simulator.http"):
        answers = asyncio.run(_answers(path, "/well"))
    first, second = answers.split(b"HTTP/1.1 ")[1:]
    assert first.startswith(b"500 ")
    assert b'{"message":"Internal Server Error"}' in first
    assert second.startswith(b"200 ")
    assert b"X-Smuggled" not in answers
    assert path in caplog.text


def test_only_an_application_of_a_site_can_be_served() -> None:
    async def elsewhere(scope: object, receive: object, send: object) -> None:
        raise AssertionError

    with pytest.raises(TypeError, match="serve an Application of a site"):
        HangUpProtocol(uvicorn.Config(elsewhere, log_config=None), ServerState(), {})
