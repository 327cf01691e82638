"""Which process of a workspace this is: a slot held by a file lock that ends with the process."""

import fcntl
import platform
from pathlib import Path
from typing import IO

SLOTS_MAX = 16


class NoSlotLeftError(RuntimeError):
    """More processes than slots have this workspace open."""


class ExecutorSlot:
    """The lowest free slot. The next process to take a dead one's slot takes up its work too."""

    def __init__(self, folder: Path) -> None:
        for number in range(SLOTS_MAX):
            lock = _locked(folder / f"process-{number}.lock")
            if lock is not None:
                # Workspaces and machines may share one database, so the name says which is meant.
                self.name = f"{platform.node()} {folder.resolve()} process-{number}"
                self._lock = lock
                return
        raise NoSlotLeftError(
            f"{SLOTS_MAX} processes have {folder} open already; close one of them first"
        )

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
