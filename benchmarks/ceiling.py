"""A server that answers every request with the same bytes: the most that the generator and the
sockets of this machine could show, so that what is measured below it is the servers' own doing.

Run as a process: python -m benchmarks.ceiling PORT BODY_BYTES
"""

import asyncio
import sys
from typing import cast


class SameAnswer(asyncio.Protocol):
    answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._transport.write(self.answer)


async def _serve(port: int, body_bytes: int) -> None:
    head = f"HTTP/1.1 200 OK\r\ncontent-length: {body_bytes}\r\n\r\n".encode()
    SameAnswer.answer = head + b"x" * body_bytes
    server = await asyncio.get_running_loop().create_server(SameAnswer, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
