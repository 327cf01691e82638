"""How a peer is installed and started, whichever it is.

Each comes from its package registry into a folder of this benchmark's own, with the version named.
One that cannot be installed or started is reported as such, never estimated.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import Server, StartError, free_port, start
from benchmarks.scenario import Scenario

INSTALL_WITHIN_S = 300
Record = Mapping[str, object]


class NotInstalled(RuntimeError):
    """A peer that the registries would not give us: why."""


@dataclass(frozen=True, slots=True)
class Peer:
    """`prepare` writes what the peer serves into a folder and gives the command to start it on a
    port; `scenarios` may ask it for things first, once it is up. A Java machine is warm later."""

    name: str
    package: str
    prepare: Callable[[Path, int, Record], Sequence[str]]
    probe: bytes
    scenarios: Callable[[int, Record], list[Scenario]]
    warm_up_s: float = 0.5

    @property
    def is_python(self) -> bool:
        return "==" in self.package


class PeerHouse:
    """Where the peers are installed and run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def install(self, peer: Peer) -> None:
        """Install unless an earlier run has; NotInstalled with the reason otherwise."""
        mark = self._folder / f"{peer.name}.installed"
        if mark.exists() and mark.read_text() == peer.package:
            return
        home = self.home(peer)
        home.mkdir(parents=True, exist_ok=True)
        if peer.is_python:
            _run([sys.executable, "-m", "venv", str(home)])
            _run([str(home / "bin" / "pip"), "install", "--quiet", peer.package])
        else:
            npm = shutil.which("npm")
            if npm is None:
                raise NotInstalled("npm is missing")
            options = ["--no-audit", "--no-fund", "--no-save", "--prefix", str(home)]
            _run([npm, "install", *options, peer.package])
        mark.write_text(peer.package)

    def start(self, peer: Peer, record: Record) -> Server:
        port = free_port()
        command = peer.prepare(self.home(peer), port, record)
        log = self._folder / f"{peer.name}.log"
        return start(peer.name, command, port, log, cwd=self.home(peer), probe=peer.probe)

    def home(self, peer: Peer) -> Path:
        return self._folder / peer.name


def _run(command: Sequence[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_WITHIN_S)
    except subprocess.TimeoutExpired as error:
        raise NotInstalled(f"not installed within {INSTALL_WITHIN_S} s") from error
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-3:]
        raise NotInstalled(" ".join(last))


def node_script(home: Path, name: str) -> list[str]:
    node = shutil.which("node")
    if node is None:
        raise StartError("node is missing")
    return [node, str((home / "node_modules" / ".bin" / name).resolve())]


def jar(home: Path, pattern: str) -> list[str]:
    java = shutil.which("java")
    if java is None:
        raise StartError("java is missing")
    found = sorted((home / "node_modules").glob(pattern))
    if not found:
        raise StartError(f"the package has no {pattern}")
    return [java, "-jar", str(found[0])]
