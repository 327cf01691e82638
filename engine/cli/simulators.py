"""Both simulated products as a process of their own: started, waited for, stopped."""

import contextlib
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import IO

from engine.cli.wrong_use import CommandFailed, WrongUse
from engine.connectors.connection import Connection

START_TIMEOUT_S = 60.0
STOP_TIMEOUT_S = 10.0
KEPT_ERROR_LINES = 5
WRONG_USE_EXIT_CODE = 2


class Simulators:
    """A running pair. `lines` are the `name: value` lines it printed, in their order."""

    def __init__(self, process: subprocess.Popen[str], lines: dict[str, str]) -> None:
        self.process = process
        self.lines = lines

    @property
    def connection(self) -> Connection:
        """How the engine reaches both."""
        return Connection(
            procore_url=self.lines["procore_url"],
            procore_client_id=self.lines["procore_client_id"],
            procore_client_secret=self.lines["procore_client_secret"],
            procore_company_id=int(self.lines["procore_company_id"]),
            spectrum_url=self.lines["spectrum_url"],
            spectrum_company_code=self.lines["spectrum_company_code"],
            spectrum_authorization_id=self.lines["spectrum_authorization_id"],
            infolink_url=self.lines["infolink_url"],
        )


@contextlib.contextmanager
def running(
    *,
    seed: int,
    portfolio: str | None,
    procore_port: int = 0,
    spectrum_port: int = 0,
    infolink: Path | str | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> Iterator[Simulators]:
    """Both products for as long as the block runs; CommandFailed when they do not come up.

    `meanwhile` is done while they start.
    """
    command = [sys.executable, "-m", "simulator", "--until-input-ends"]
    command += ["--seed", str(seed)]
    command += ["--procore-port", str(procore_port), "--spectrum-port", str(spectrum_port)]
    if portfolio is not None:
        command += ["--portfolio", portfolio]
    if infolink is not None:
        command += ["--infolink", str(infolink)]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,  # closed by our end, however we end: then they end too
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    errors: deque[str] = deque(maxlen=KEPT_ERROR_LINES)
    try:
        if meanwhile is not None:
            meanwhile()
        yield Simulators(process, _await_ready(process, errors))
    finally:
        process.terminate()
        try:
            process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await_ready(process: subprocess.Popen[str], errors: deque[str]) -> dict[str, str]:
    printed: Queue[str | None] = Queue()
    readers = [
        threading.Thread(target=_read_lines, args=(process.stdout, printed.put), daemon=True),
        threading.Thread(target=_read_errors, args=(process.stderr, errors), daemon=True),
    ]
    for reader in readers:
        reader.start()
    lines: dict[str, str] = {}
    while True:
        try:
            line = printed.get(timeout=START_TIMEOUT_S)
        except Empty:
            raise CommandFailed(
                f"the simulators did not come up within {START_TIMEOUT_S:.0f} seconds"
            ) from None
        if line is None:
            readers[1].join(STOP_TIMEOUT_S)
            said = errors[-1].removeprefix("tieout-simulator: ") if errors else "no word"
            if process.wait(STOP_TIMEOUT_S) == WRONG_USE_EXIT_CODE:
                raise WrongUse(said)
            raise CommandFailed(f"the simulators stopped at once: {said}")
        if line == "ready":
            return lines
        name, _, value = line.partition(": ")
        lines[name] = value


def _read_lines(stream: IO[str] | None, put: Callable[[str | None], None]) -> None:
    for line in stream or ():
        put(line.rstrip("\n"))
    put(None)


def _read_errors(stream: IO[str] | None, errors: deque[str]) -> None:
    for line in stream or ():
        if line.strip():
            errors.append(line.strip())
