"""The real process, started once for all clients that we did not write."""

import json
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from queue import Queue

import pytest

START_WITHIN_S = 300


@pytest.fixture(scope="session")
def announced() -> Iterator[dict[str, str]]:
    """The `name: value` lines of a running `python -m simulator` with the demo company."""
    command = [sys.executable, "-m", "simulator", "--portfolio", "demo"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        lines: Queue[dict[str, str]] = Queue()
        threading.Thread(target=_read, args=(process, lines), daemon=True).start()
        try:
            yield lines.get(timeout=START_WITHIN_S)
        finally:
            process.terminate()


def _read(process: "subprocess.Popen[str]", lines: "Queue[dict[str, str]]") -> None:
    found: dict[str, str] = {}
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == "ready":
            lines.put(found)
            continue
        name, _, value = line.strip().partition(": ")
        found[name] = value


@pytest.fixture(scope="session")
def procore_url(announced: dict[str, str]) -> str:
    return announced["procore_url"]


@pytest.fixture(scope="session")
def procore_port(procore_url: str) -> int:
    return int(procore_url.rpartition(":")[2])


@pytest.fixture(scope="session")
def token(announced: dict[str, str], procore_url: str) -> str:
    body = {
        "grant_type": "client_credentials",
        "client_id": announced["procore_client_id"],
        "client_secret": announced["procore_client_secret"],
    }
    asked = urllib.request.Request(
        f"{procore_url}/oauth/token",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked, timeout=60) as reply:
        return str(json.load(reply)["access_token"])
