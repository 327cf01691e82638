"""Servers as processes of their own: started, timed to their first 200, watched, ended."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

START_WITHIN_S = 40.0
END_WITHIN_S = 5.0
POLL_S = 0.002
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class StartError(RuntimeError):
    """A server that did not come up: its command and what it said."""


@dataclass
class Server:
    """A running server with all its children, which share its session."""

    name: str
    process: subprocess.Popen[bytes]
    port: int
    log: Path
    first_answer_s: float = 0.0
    lines: Mapping[str, str] = field(default_factory=dict)

    def cpu_seconds(self) -> float:
        """Processor time that the server and its children have used."""
        return sum(sum(stat[11:13]) for stat in self._stats()) / TICKS_PER_S

    def resident_mib(self) -> float:
        """Memory that the server and its children hold."""
        return sum(stat[21] for stat in self._stats()) * PAGE_BYTES / 1024 / 1024

    def _stats(self) -> list[list[int]]:
        """The numbers of /proc/<pid>/stat after the state, for each process of the session."""
        found = []
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit():
                continue
            try:
                text = (folder / "stat").read_text()
            except OSError:
                continue  # it ended while we looked
            numbers = [0, *map(int, text.rpartition(")")[2].split()[1:])]
            if numbers[3] == self.process.pid:
                found.append(numbers)
        return found

    def end(self) -> None:
        """End the server and its children; those that do not listen are killed."""
        for kind in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, kind)
            except ProcessLookupError:
                break
            try:
                self.process.wait(END_WITHIN_S)
            except subprocess.TimeoutExpired:
                continue
        self.process.wait(END_WITHIN_S)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def start(
    name: str,
    command: Sequence[str],
    port: int,
    log: Path,
    *,
    cwd: Path | None = None,
    probe: bytes | None = None,
) -> Server:
    """Start a server and wait for its first 200; StartError with its own words if it fails.

    `probe` is a request that is answered 200 as soon as the server is up.
    """
    started = time.perf_counter()
    with log.open("wb") as output:
        server = Server(name, _spawned(command, output, cwd), port, log)
    if probe is not None:
        await_answer(server, probe, started)
    return server


def await_answer(server: Server, probe: bytes, started: float) -> None:
    """Ask until the answer is a 200; `first_answer_s` is counted from `started`."""
    while time.perf_counter() - started < START_WITHIN_S:
        if server.process.poll() is not None:
            break
        if _is_answered(server.port, probe):
            server.first_answer_s = time.perf_counter() - started
            return
        time.sleep(POLL_S)
    server.end()
    words = server.log.read_text(errors="replace")[-1_000:]
    raise StartError(f"{server.name} did not answer within {START_WITHIN_S} s: {words}")


def _spawned(
    command: Sequence[str], output: IO[bytes], cwd: Path | None
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd=cwd,
        start_new_session=True,
    )


def _is_answered(port: int, probe: bytes) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(probe)
            return connection.recv(64)[9:12] == b"200"
    except OSError:
        return False
