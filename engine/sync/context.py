"""Everything an operation works with, passed in; and the half of it that only reads."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engine.executors.verdict import Decision
from engine.ports.procore import ProcoreBooks, ProcoreReads
from engine.ports.spectrum import SpectrumBooks, SpectrumReads
from engine.rulebook.model import Rulebook
from engine.rulebook.vocabulary import Edition, Facts
from engine.sync.store.settings import CompanySettings
from engine.sync.store.store import EngineBooks, Store

Clock = Callable[[], datetime]
"""Tells the time, with its zone."""

Sleeper = Callable[[float], None]
"""Waits this many seconds."""

Decide = Callable[[str, Facts, Edition], Decision]
"""Takes a live decision: eligibility, facts, edition. Raises when two executors disagree."""


class StoreReads(Protocol):
    """The engine's own books, to look into."""

    def reading(self) -> AbstractContextManager[EngineBooks]:
        """A look that keeps nothing."""


@dataclass(frozen=True, slots=True)
class ReadContext:
    """All that lists and decisions need: both sets of books and the engine's own, to be read, the
    rules, and the time."""

    procore: ProcoreReads
    spectrum: SpectrumReads
    store: StoreReads
    rulebook: Rulebook
    decide: Decide
    clock: Clock

    def settings(self) -> CompanySettings:
        with self.store.reading() as books:
            return books.settings.read()


@dataclass(frozen=True, slots=True)
class SyncContext(ReadContext):
    """The same, to be written as well."""

    procore: ProcoreBooks
    spectrum: SpectrumBooks
    store: Store
