"""One `tieout serve` for a workspace: a second one would begin its books anew under the first."""

import fcntl
from pathlib import Path
from typing import TextIO

from engine.cli.wrong_use import WrongUse

LOCK_FILE = "serve.lock"


def lock_workspace(workspace: Path) -> TextIO:
    """Lock the workspace until the answer is closed, or the process ends; WrongUse when another
    process serves from it."""
    lock = (workspace / LOCK_FILE).open("a", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise WrongUse(
            f"another `tieout serve` uses the workspace {workspace}; end it, or choose another"
            " with --workspace"
        ) from None
    return lock
