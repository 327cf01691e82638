"""SQLite older than 3.42, made to tell the time the way DBOS asks for it.

From Python 3.12 on DBOS asks for `unixepoch('subsec')`, which SQLite has since 3.42. Which SQLite
a Python is built against is another matter: Debian 12 has 3.40, where the answer is NULL and no
workflow can be started.
"""

import sqlite3
import time
from typing import Any

FIRST_WITH_FRACTIONS = (3, 42, 0)
WITH_FRACTIONS = "subsec"


class TimeTellingConnection(sqlite3.Connection):
    """A connection whose `unixepoch('subsec')` has fractions; other uses are refused."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.create_function("unixepoch", 1, _unixepoch)


def connect_arguments(database_url: str) -> dict[str, type[sqlite3.Connection]]:
    """What a connection to the workflows' database needs beside its URL."""
    is_old_sqlite = sqlite3.sqlite_version_info < FIRST_WITH_FRACTIONS
    if is_old_sqlite and database_url.startswith("sqlite"):
        return {"factory": TimeTellingConnection}
    return {}


def _unixepoch(modifier: str) -> float:
    if modifier != WITH_FRACTIONS:
        raise ValueError(f"only unixepoch('{WITH_FRACTIONS}') is known here, not {modifier!r}")
    return time.time()
