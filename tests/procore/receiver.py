"""An address for webhooks on this machine, to be told how to answer."""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WAIT_SECONDS = 60


class Receiver:
    """Notes what comes and answers with `status`, once `open_gate` is set; `answer`, when given,
    answers instead."""

    def __init__(self, answer: Callable[[BaseHTTPRequestHandler], None] | None = None) -> None:
        self.status = 200
        self.received: list[tuple[dict[str, str], dict[str, Any]]] = []
        self.open_gate = threading.Event()
        self.open_gate.set()
        receiver = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = receiver.status
                receiver.received.append((dict(self.headers), json.loads(body)))
                receiver.open_gate.wait(WAIT_SECONDS)
                if answer is not None:
                    answer(self)
                    return
                self.send_response(status)
                self.send_header("X-Reference", "job 17")
                self.end_headers()
                self.wfile.write(b"noted")

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
                """Keep the test output clean."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self.open_gate.set()
        self._server.shutdown()
        self._server.server_close()


def wait_for(condition: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < give_up_at, "it did not happen"
        time.sleep(0.01)
