"""One POST to an address outside, bounded in time and in what is read of the answer."""

import asyncio
from types import TracebackType

import httpx

from simulator.procore.webhooks.outgoing import OutgoingPost, Receipt

CONNECT_SECONDS = 5.0
# For the whole answer, once connected (procore_api.md 12).
ANSWER_SECONDS = 5.0
MAX_READ_BYTES = 64 * 1024
MAX_KEPT_BODY_LETTERS = 1_000
MAX_KEPT_HEADERS = 50
MAX_KEPT_HEADER_LETTERS = 1_000


class Poster:
    """Sends one post after another, for one thread. It runs on an event loop of its own because
    only there a time limit can end an answer that keeps coming in drops."""

    def __init__(self) -> None:
        self._runner = asyncio.Runner()
        # No limits of the client's own: these are per read, ours are for the whole.
        self._client = httpx.AsyncClient(timeout=None, trust_env=False)

    def __enter__(self) -> "Poster":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()

    def post(self, outgoing: OutgoingPost) -> Receipt:
        """What came back; whatever goes wrong is a receipt, too, for the next one must leave."""
        try:
            for _ in range(outgoing.copies):
                receipt = self._runner.run(_post(self._client, outgoing))
        except TimeoutError:
            return outgoing.failed("no answer in time")
        except Exception as error:  # noqa: BLE001  # an address may provoke anything
            return outgoing.failed(f"{type(error).__name__}: {error}"[:MAX_KEPT_BODY_LETTERS])
        return outgoing.failed("the answer was lost") if outgoing.is_lost else receipt


async def _post(client: httpx.AsyncClient, outgoing: OutgoingPost) -> Receipt:
    """TimeoutError when it takes too long to connect, or then to answer."""
    headers = httpx.Headers(outgoing.headers)
    headers["Content-Type"] = "application/json"
    # A packed answer would have to be unpacked before its size is known.
    headers["Accept-Encoding"] = "identity"
    now = asyncio.get_running_loop().time
    async with asyncio.timeout(CONNECT_SECONDS) as limit:

        async def on_connected(event: str, details: object) -> None:
            del details
            if event.endswith("send_request_headers.started"):
                limit.reschedule(now() + ANSWER_SECONDS)

        sending = client.stream(
            "POST",
            outgoing.url,
            content=outgoing.body,
            headers=headers,
            extensions={"trace": on_connected},
        )
        async with sending as reply:
            body = bytearray()
            async for chunk in reply.aiter_raw():
                body += chunk
                if len(body) >= MAX_READ_BYTES:
                    break
            return Receipt(
                outgoing.number,
                outgoing.delivery_id,
                reply.status_code,
                {
                    name.decode("latin-1"): value.decode("latin-1")[:MAX_KEPT_HEADER_LETTERS]
                    for name, value in reply.headers.raw[:MAX_KEPT_HEADERS]
                },
                body.decode("utf-8", "replace")[:MAX_KEPT_BODY_LETTERS],
                None,
            )
