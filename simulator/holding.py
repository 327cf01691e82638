"""Keeping other processes off a file that this one writes, for as long as it runs."""

import fcntl
from pathlib import Path
from time import monotonic, sleep
from typing import TextIO

WAIT_SECONDS = 1.0
RETRY_SECONDS = 0.05


class HeldError(OSError):
    """Another process holds the file, or nobody could."""

    def __init__(self, place: Path, why: str) -> None:
        super().__init__(f"{place} {why}")


def hold(place: Path) -> TextIO:
    """Hold `place` until the answer is closed, or the process ends; HeldError when another process
    does. The lock is on a file beside it, for SQLite has locks of its own on the file itself."""
    try:
        # Two links to one file are one file.
        place = place.resolve()
        place.parent.mkdir(parents=True, exist_ok=True)
        lock = place.with_name(f"{place.name}.lock").open("a", encoding="utf-8")
    except OSError as error:
        raise HeldError(place, f"cannot be used: {error.strerror}") from None
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
            raise HeldError(place, why) from None
        return lock
