"""Keeping other processes off a file that this one writes, for as long as it runs."""

import fcntl
from pathlib import Path
from time import monotonic, sleep
from typing import TextIO

WAIT_SECONDS = 1.0
RETRY_SECONDS = 0.05


class FileLockedError(OSError):
    """Another process holds the file, or nobody could."""

    def __init__(self, location: Path, why: str) -> None:
        super().__init__(f"{location} {why}")


def lock_file(location: Path) -> TextIO:
    """Lock `location` until the answer is closed, or the process ends; FileLockedError when another
    process has. The lock is on a file beside it, for SQLite locks the file itself."""
    try:
        # Two links to one file are one file.
        location = location.resolve()
        location.parent.mkdir(parents=True, exist_ok=True)
        lock = location.with_name(f"{location.name}.lock").open("a", encoding="utf-8")
    except OSError as error:
        raise FileLockedError(location, f"cannot be used: {error.strerror}") from None
    # One that was told to end may need a moment for it.
    give_up_at = monotonic() + WAIT_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() < give_up_at:
                sleep(RETRY_SECONDS)
                continue
            lock.close()
            why = "is in use by another simulator; name another file, or end that one"
            raise FileLockedError(location, why) from None
        return lock
