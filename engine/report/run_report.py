"""What a run did, as plain values: everything the report shows and nothing it has to work out."""

from dataclasses import dataclass
from datetime import datetime

from engine.look.shown_reason import ShownReason

ROWS_MAX = 5_000
"""A run's lists are bounded; a longer one is refused, since a shortened proof is none."""


@dataclass(frozen=True, slots=True)
class TieOutLine:
    """One contract's amounts in both systems, in integer cents."""

    contract: str
    title: str
    procore_original_cents: int
    spectrum_original_cents: int
    procore_changes_cents: int
    spectrum_changes_cents: int
    procore_revised_cents: int
    spectrum_revised_cents: int

    @property
    def pairs(self) -> tuple[tuple[str, int, int], ...]:
        """Name, Procore's cents and Spectrum's cents of each amount that is compared."""
        return (
            ("Original", self.procore_original_cents, self.spectrum_original_cents),
            ("Approved changes", self.procore_changes_cents, self.spectrum_changes_cents),
            ("Revised", self.procore_revised_cents, self.spectrum_revised_cents),
        )

    @property
    def is_equal(self) -> bool:
        return all(procore == spectrum for _, procore, spectrum in self.pairs)


@dataclass(frozen=True, slots=True)
class DoneRecord:
    """An operation that reached its end. `changes` name each change, `messages` what was said."""

    operation: str
    record: str
    result: str
    changes: tuple[str, ...]
    messages: tuple[str, ...]
    attempts: int


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """An operation that was not done, with every reason; `messages` where no rule is the reason."""

    operation: str
    record: str
    reasons: tuple[ShownReason, ...]
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallCount:
    """How often one operation of one system was asked for."""

    system: str
    operation: str
    count: int


class ReportTooLongError(ValueError):
    """Names the list that is longer than a report may hold."""

    def __init__(self, name: str, length: int) -> None:
        super().__init__(
            f"the report's {name} has {length:,} entries and may have {ROWS_MAX:,}; "
            "report on fewer contracts at a time"
        )


@dataclass(frozen=True, slots=True)
class RunReport:
    """One run. `started` and `finished` are the only values that may differ between two runs of
    one seed; ReportTooLongError when a list has more than ROWS_MAX entries."""

    seed: int
    edition: str
    started: datetime
    finished: datetime
    tie_out: tuple[TieOutLine, ...]
    imported: tuple[DoneRecord, ...]
    reimported: tuple[DoneRecord, ...]
    exported: tuple[DoneRecord, ...]
    refused: tuple[RefusedRecord, ...]
    calls: tuple[CallCount, ...]

    def __post_init__(self) -> None:
        for name in ("tie_out", "imported", "reimported", "exported", "refused", "calls"):
            length = len(getattr(self, name))
            if length > ROWS_MAX:
                raise ReportTooLongError(name, length)

    @property
    def different_count(self) -> int:
        return sum(not line.is_equal for line in self.tie_out)

    @property
    def ties_out(self) -> bool:
        """Whether there is at least one contract, and all are equal to the cent."""
        return bool(self.tie_out) and self.different_count == 0
