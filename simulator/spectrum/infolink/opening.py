"""Opening Info-Link where it is to be kept.

An SQLite file by default: write-ahead logging lets another process read at any time, and nothing
is synchronised to disk, because the tables can always be built again. A PostgreSQL database when
one is named, so that a client on another machine can connect.
"""

import sqlite3
from pathlib import Path

from simulator.spectrum.infolink.store import Dialect, InfoLinkStore, LocationRefusedError

SQLITE = Dialect("?", "BEGIN IMMEDIATE", "DATETIME")


def open_store(location: Path | str, company_code: str) -> InfoLinkStore:
    """The store at a path (SQLite) or at a PostgreSQL URL of SQLAlchemy's form.

    What an earlier run left there is emptied; the file itself stays, so that open readers follow.
    """
    if isinstance(location, Path):
        return _sqlite(location.absolute(), company_code)
    # SQLAlchemy takes a third of the whole start-up to import, and SQLite does without it.
    from simulator.spectrum.infolink.postgresql import open_postgresql

    return open_postgresql(location, company_code)


def _sqlite(path: Path, company_code: str) -> InfoLinkStore:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
    except (OSError, sqlite3.Error) as error:
        raise LocationRefusedError(
            f"Info-Link's file {path} can't be opened: {error}; give another file"
        ) from None
    url = f"sqlite:///file:{path}?mode=ro&uri=true"
    return InfoLinkStore(connection, SQLITE, url, company_code)
