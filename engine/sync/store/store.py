"""Opens the engine's own books: SQLite by default, PostgreSQL by its URL."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from engine.sync.store import tables
from engine.sync.store.change_order_states import ChangeOrderStates
from engine.sync.store.contract_links import ContractLinks
from engine.sync.store.intents import Intents
from engine.sync.store.journal import Journal
from engine.sync.store.leases import Leases
from engine.sync.store.parked_requests import ParkedRequests
from engine.sync.store.settings import StoredSettings

BUSY_TIMEOUT_MS = 10_000
IN_MEMORY = "sqlite://"

Boundary = Callable[[str], None]
"""Told the name of every point at which a run may be cut off; tests cut there."""


def no_boundary(name: str) -> None:
    """Nothing happens at this point."""
    del name


@dataclass(frozen=True, slots=True)
class EngineBooks:
    """Everything the engine remembers, as one transaction sees it."""

    settings: StoredSettings
    contract_links: ContractLinks
    change_orders: ChangeOrderStates
    intents: Intents
    leases: Leases
    parked: ParkedRequests
    journal: Journal


class Store:
    """The engine's own books. Every step is one transaction: all of it is kept, or nothing."""

    def __init__(self, engine: Engine, boundary: Boundary = no_boundary) -> None:
        self._engine = engine
        self._boundary = boundary
        tables.metadata.create_all(engine)

    @classmethod
    def open(cls, url: str, boundary: Boundary = no_boundary) -> "Store":
        """Open (and lay out, when new) the books at an SQLAlchemy URL."""
        return cls(_engine(url), boundary)

    @contextmanager
    def transaction(self) -> Iterator[EngineBooks]:
        """One step; the boundary hears of it before and after it is committed."""
        with self._engine.connect() as connection, connection.begin() as step:
            yield _books(connection)
            self._boundary("store: before commit")
            step.commit()
        self._boundary("store: after commit")

    @contextmanager
    def reading(self) -> Iterator[EngineBooks]:
        """A look that keeps nothing."""
        with self._engine.connect() as connection:
            yield _books(connection)

    def close(self) -> None:
        self._engine.dispose()


def _books(connection: Connection) -> EngineBooks:
    return EngineBooks(
        settings=StoredSettings(connection),
        contract_links=ContractLinks(connection),
        change_orders=ChangeOrderStates(connection),
        intents=Intents(connection),
        leases=Leases(connection),
        parked=ParkedRequests(connection),
        journal=Journal(connection),
    )


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url)
    in_memory = {"poolclass": StaticPool} if url == IN_MEMORY else {}
    engine = create_engine(url, connect_args={"check_same_thread": False}, **in_memory)

    @event.listens_for(engine, "connect")
    def _on_connect(dbapi_connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        # The driver's own BEGIN comes too late to lock: it is switched off, ours comes below.
        del record
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
