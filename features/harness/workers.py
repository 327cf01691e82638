"""The same work on several tasks at once, in processes forked from one that has read everything."""

import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
_FORK = multiprocessing.get_context("fork")
_DONE = None
PYTEST_FOLDER = "PYTEST_DEBUG_TEMPROOT"  # where pytest puts the folders that tests are given


class WorkerFailed(RuntimeError):
    """A worker came to grief over a task; the text is its own account."""


def in_workers(
    work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int
) -> Iterator[tuple[Task, Result]]:
    """Every task with its result, as they come; each worker is given the next when it is free.

    Only tasks' numbers and results travel. WorkerFailed ends it all.
    """
    with TemporaryDirectory() as folder:
        pipes: list[Connection[Any, Any]] = []
        processes = []
        for number in range(min(jobs, len(tasks))):
            ours, theirs = _FORK.Pipe()
            place = Path(folder, str(number))
            place.mkdir()
            process = _FORK.Process(target=_serve, args=(work, tasks, theirs, place), daemon=True)
            process.start()
            theirs.close()
            pipes.append(ours)
            processes.append(process)
        try:
            yield from _shared_out(pipes, tasks)
        finally:
            for process in processes:
                process.terminate()
                process.join()


def _shared_out(
    pipes: Sequence["Connection[Any, Any]"], tasks: Sequence[Task]
) -> Iterator[tuple[Task, Any]]:
    waiting = iter(range(len(tasks)))
    busy = list(pipes)
    for pipe in pipes:
        pipe.send(next(waiting, _DONE))
    while busy:
        ready: Any = wait(busy)[0]
        try:
            number, result, trouble = ready.recv()
        except EOFError:
            raise WorkerFailed("a worker ended without a word") from None
        if trouble:
            raise WorkerFailed(trouble)
        following = next(waiting, _DONE)
        ready.send(following)
        if following is _DONE:
            busy.remove(ready)
        yield tasks[number], result


def _serve(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    pipe: "Connection[Any, Any]",
    folder: Path,
) -> None:
    """What a worker does until there is nothing left."""
    os.environ[PYTEST_FOLDER] = str(folder)
    while (number := pipe.recv()) is not _DONE:
        try:
            pipe.send((number, work(tasks[number]), ""))
        # Whatever it was, the process that waits has to hear of it.
        except BaseException:  # noqa: BLE001
            pipe.send((number, None, traceback.format_exc()))
            break
    os._exit(0)
