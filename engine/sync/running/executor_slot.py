"""Which process of a workspace this is: a slot held by a file lock that ends with the process."""

import fcntl
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

SLOTS_MAX = 16


class NoSlotLeftError(RuntimeError):
    """More processes than slots have this workspace open."""


class ExecutorSlot:
    """The lowest free slot. What a dead process left can be told by its slot being free."""

    def __init__(self, folder: Path) -> None:
        # Workspaces and machines may share one database, so a name says which of them is meant.
        self._lock_files = {
            f"{platform.node()} {folder.resolve()} process-{number}": folder
            / f"process-{number}.lock"
            for number in range(SLOTS_MAX)
        }
        for name, lock_file in self._lock_files.items():
            lock = _locked(lock_file)
            if lock is not None:
                self.name = name
                self._lock = lock
                return
        raise NoSlotLeftError(
            f"{SLOTS_MAX} processes have {folder} open already; close one of them first"
        )

    @property
    def others(self) -> Sequence[str]:
        """The names of the workspace's other slots, taken or free."""
        return [name for name in self._lock_files if name != self.name]

    @contextmanager
    def held(self, other: str) -> Iterator[bool]:
        """Whether no process has this other slot; if so, none takes it meanwhile."""
        lock = _locked(self._lock_files[other])
        try:
            yield lock is not None
        finally:
            if lock is not None:
                lock.close()

    def release(self) -> None:
        self._lock.close()


def _locked(path: Path) -> IO[str] | None:
    file = path.open("w", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
