"""Runs a program's main function in a process of its own without starting an interpreter.

One server a test worker has imported what the programs need, has never run any of it, and forks
itself for each call: a call is as alone as in a process started afresh, but costs no imports.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from engine.cli.main import PROGRAM, main

HANG_S = 600
STEP_MODULES = tuple(
    f"features.steps.{path.stem}"
    for path in sorted((Path(__file__).parents[1] / "features" / "steps").glob("[a-z]*.py"))
)
COMMANDS = [f"engine.cli.{name}" for name in PROGRAM.commands]
IMPORTED_WHEN_NEEDED = [
    "engine.cli.served_page",
    "engine.connectors.spectrum.soap_service",
    "engine.sync.running.durable_runner",
]
SERVER: ForkServerContext = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(
    ["engine.cli.main", *COMMANDS, *IMPORTED_WHEN_NEEDED, "features.conftest", *STEP_MODULES]
)
# These plugins of our test tools cost more than all of a small pytest run, and do nothing in one.
WITHOUT_PLUGINS = [
    f"-pno:{name}" for name in ("anyio", "cacheprovider", "faker", "hypothesispytest")
]
WITHOUT_PLUGINS += ["-pno:schemathesis", "-Wignore::pytest.PytestAssertRewriteWarning"]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def run_tieout(arguments: Sequence[str], folder: Path, **environment: str) -> Ended:
    """`tieout ARGUMENTS` in `folder`, with these variables beside the present ones."""
    return run_program(main, arguments, folder, **environment)


def run_pytest(arguments: Sequence[str], folder: Path, **environment: str) -> Ended:
    """`pytest ARGUMENTS` in `folder`, without the plugins that a small run does not need."""
    return run_program(pytest.main, [*WITHOUT_PLUGINS, *arguments], folder, **environment)


def run_program(
    program: Callable[[list[str]], object],
    arguments: Sequence[str],
    folder: Path,
    **environment: str,
) -> Ended:
    """`program`, which may be any module's function, as `run_tieout` runs that of Tieout."""
    with TemporaryDirectory() as place:
        written = (Path(place, "stdout"), Path(place, "stderr"))
        process = SERVER.Process(
            target=_program,
            args=(program, list(arguments), folder, {**os.environ, **environment}, written),
        )
        process.start()
        process.join(HANG_S)
        if process.exitcode is None:
            process.kill()
            process.join()
        printed, complaints = (path.read_text(encoding="utf-8") for path in written)
    assert process.exitcode is not None
    return Ended(process.exitcode, printed, complaints)


def _program(
    program: Callable[[list[str]], object],
    arguments: list[str],
    folder: Path,
    environment: dict[str, str],
    written: tuple[Path, Path],
) -> None:
    """What the forked process does."""
    for number, path in enumerate(written, start=1):
        with path.open("wb") as file:
            os.dup2(file.fileno(), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.dont_write_bytecode = "PYTHONDONTWRITEBYTECODE" in environment
    if "PYTHONPATH" in environment:
        sys.path[:0] = environment["PYTHONPATH"].split(os.pathsep)
    raise SystemExit(program(arguments))
