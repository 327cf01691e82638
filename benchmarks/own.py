"""The simulators themselves: started as users start them, `python -m simulator`."""

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.load import http_request
from benchmarks.processes import Server, StartError, await_answer, free_port, start

CONTROL = "/_simulator/v1/"
READY_WITHIN_S = 30.0
REPEATS = 20
PROBE = http_request("GET", f"{CONTROL}clock")


@dataclass(frozen=True, slots=True)
class Tieout:
    """A running pair of simulators with the demo company; `announced` are its printed lines."""

    server: Server
    announced: Mapping[str, str]

    @property
    def procore_port(self) -> int:
        return self.server.port

    @property
    def spectrum_port(self) -> int:
        return int(self.announced["spectrum_url"].rpartition(":")[2])


def start_tieout(log: Path, *, portfolio: str | None = "demo") -> Tieout:
    started = time.perf_counter()
    port = free_port()
    command = [sys.executable, "-m", "simulator", "--procore-port", str(port)]
    if portfolio is not None:
        command += ["--portfolio", portfolio]
    server = start("Tieout", command, port, log)
    await_answer(server, PROBE, started)
    return Tieout(server, _announced(server, started))


def _announced(server: Server, started: float) -> dict[str, str]:
    while time.perf_counter() - started < READY_WITHIN_S:
        lines = server.log.read_text().splitlines()
        if "ready" in lines:
            return dict(line.split(": ", 1) for line in lines if ": " in line)
        time.sleep(0.01)
    raise StartError(f"{server.name} never said ready: {server.log.read_text()[-1_000:]}")


@dataclass(frozen=True, slots=True)
class StateTimes:
    """Medians over REPEATS calls of the control plane, in milliseconds, the wire included."""

    snapshot_ms: float
    restore_ms: float
    reset_ms: float


def state_times(address: str) -> StateTimes:
    """With the demo company as it is after a reset."""
    with httpx.Client(base_url=address + CONTROL, timeout=30) as client:

        def median_ms(path: str, body: dict[str, object]) -> float:
            times = []
            for _ in range(REPEATS):
                started = time.perf_counter()
                client.post(path, json=body).raise_for_status()
                times.append((time.perf_counter() - started) * 1000)
            return sorted(times)[REPEATS // 2]

        reset_ms = median_ms("state/reset", {"portfolio": "demo"})
        snapshot_ms = median_ms("state/snapshot", {})
        newest = client.post("state/snapshot").raise_for_status().json()["snapshot"]
        restore_ms = median_ms("state/restore", {"snapshot": newest})
    return StateTimes(snapshot_ms, restore_ms, reset_ms)
