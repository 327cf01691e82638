"""Info-Link in a PostgreSQL database, so that a client on another machine can connect."""

from typing import cast

import psycopg
import sqlalchemy
from sqlalchemy.exc import ArgumentError

from simulator.spectrum.infolink.store import (
    Connection,
    Dialect,
    InfoLinkStore,
    LocationRefusedError,
)

DRIVER = "postgresql+psycopg"
POSTGRESQL = Dialect("%s", "BEGIN", "TIMESTAMP", " CASCADE")
READ_ONLY = "-c default_transaction_read_only=on"
CONNECT_TIMEOUT_S = 10
# A reader who keeps a transaction open keeps its tables from being made anew.
LOCK_TIMEOUT_MS = 5_000


def open_postgresql(location: str, company_code: str) -> InfoLinkStore:
    """The store at a URL of SQLAlchemy's form; readers are given it read-only.

    LocationRefusedError when it can't be one, or when a reader holds an earlier run's tables.
    """
    url = _checked(location)
    readers = _in_full(_with_option(url, READ_ONLY))
    connection = _connected(url)
    try:
        return InfoLinkStore(connection, POSTGRESQL, readers, company_code)
    except psycopg.errors.LockNotAvailable:
        connection.close()
        raise LocationRefusedError(
            f"Info-Link's tables in {url!r} are held by a reader's open transaction; "
            "end that transaction first"
        ) from None


def with_schema(location: str, name: str) -> str:
    """Make a schema of the database and give the URL that works in it alone, beside others."""
    url = _checked(location)
    connection = _connected(url)
    connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{name}"')
    connection.close()
    return _in_full(_with_option(url, f"-c search_path={name}"))


def drop_schema(location: str, name: str) -> None:
    """Remove the schema with its tables; LocationRefusedError while a reader holds them."""
    url = _checked(location)
    connection = _connected(url)
    try:
        connection.execute(f'DROP SCHEMA IF EXISTS "{name}" CASCADE')
    except psycopg.errors.LockNotAvailable:
        raise LocationRefusedError(
            f"schema {name} of {url!r} is held by a reader's open transaction; "
            "end that transaction first"
        ) from None
    finally:
        connection.close()


def _checked(location: str) -> sqlalchemy.URL:
    """The URL with the driver that the store is written for."""
    try:
        url = sqlalchemy.make_url(location)
    except ArgumentError:
        raise LocationRefusedError(
            "Info-Link's location is no URL of SQLAlchemy's form; "
            f"give a file or a URL such as {DRIVER}://user:password@host/database"
        ) from None
    if url.drivername not in ("postgresql", DRIVER):
        raise LocationRefusedError(
            f"Info-Link can't be kept in {url!r}; give a file or a {DRIVER} URL"
        )
    return url.set(drivername=DRIVER)


def _connected(url: sqlalchemy.URL) -> Connection:
    timely = _with_option(url, f"-c lock_timeout={LOCK_TIMEOUT_MS}")
    engine = sqlalchemy.create_engine(timely, connect_args={"connect_timeout": CONNECT_TIMEOUT_S})
    try:
        pooled = engine.raw_connection()
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise LocationRefusedError(
            f"Info-Link's database {url!r} can't be opened: {reason}"
        ) from None
    driver = pooled.driver_connection
    pooled.detach()  # ours to keep: the pool would take it back
    assert driver is not None  # it has just been opened
    driver.autocommit = True
    return cast(Connection, driver)


def _with_option(url: sqlalchemy.URL, option: str) -> sqlalchemy.URL:
    """The URL with one more option for the server, behind those that it has."""
    before = url.query.get("options", "")
    given = before if isinstance(before, str) else " ".join(before)
    return url.update_query_dict({"options": f"{given} {option}".strip()})


def _in_full(url: sqlalchemy.URL) -> str:
    """The URL with its password; spaces as %20, because other drivers read a plus as a plus."""
    before, mark, query = url.render_as_string(hide_password=False).partition("?")
    return before + mark + query.replace("+", "%20")
