"""Everything an operation works with, passed in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from engine.executors.verdict import Decision
from engine.ports.procore import ProcoreBooks
from engine.ports.spectrum import SpectrumBooks
from engine.rulebook.model import Edition, Facts, Rulebook
from engine.sync.store.settings import CompanySettings
from engine.sync.store.store import Store

Clock = Callable[[], datetime]
"""Tells the time, with its zone."""

Sleeper = Callable[[float], None]
"""Waits this many seconds."""

Decide = Callable[[str, Facts, Edition], Decision]
"""Takes a live decision: eligibility, facts, edition. Raises when two executors disagree."""


@dataclass(frozen=True, slots=True)
class SyncContext:
    """Both sets of books, the engine's own, the rules, and the time."""

    procore: ProcoreBooks
    spectrum: SpectrumBooks
    store: Store
    rulebook: Rulebook
    decide: Decide
    clock: Clock

    def settings(self) -> CompanySettings:
        with self.store.reading() as books:
            return books.settings.read()
