"""The rules under which the tool decides in scenarios: those of the folder, unless others are put
in their place for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from engine.executors.two_opinions import TwoOpinions
from engine.rulebook.load import load_rulebook
from engine.rulebook.model import Rulebook


class RulesInForce:
    """One for a session; the rulebook is loaded when somebody first asks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._other: TwoOpinions | None = None

    @cached_property
    def own(self) -> TwoOpinions:
        """Those of the folder."""
        return TwoOpinions(load_rulebook(self._folder))

    @property
    def opinions(self) -> TwoOpinions:
        return self._other or self.own

    @contextmanager
    def replaced_by(self, other: TwoOpinions | Rulebook) -> Iterator[None]:
        """Others for as long as the block runs; what they have in common is not built anew."""
        self._other = self.own.under(other) if isinstance(other, Rulebook) else other
        try:
            yield
        finally:
            self._other = None
