"""What a run did, as plain values: everything the report shows and nothing it has to work out."""

from dataclasses import dataclass, fields
from datetime import datetime

from engine.erp_integrations.tie_out import TieOutRow
from engine.presentation.shown_reason import ShownReason

ROWS_MAX = 5_000
"""A run's lists are bounded; a longer one is refused, since a shortened proof is none."""


@dataclass(frozen=True, slots=True)
class ReportedStep:
    """One thing that was asked for and how it ended.

    `changes` name each value that was changed, `messages` what was said, `reasons` every rule that
    said no. `result` is done, incomplete, refused, failed or parked.
    """

    operation: str
    record: str
    result: str
    reasons: tuple[ShownReason, ...]
    messages: tuple[str, ...]
    changes: tuple[str, ...]
    attempts: int


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
            f"the report's list {name} has {length:,} entries and may have {ROWS_MAX:,}; "
            "report on fewer contracts at a time"
        )


@dataclass(frozen=True, slots=True)
class RunReport:
    """One run. `started` and `finished` are the only values that may differ between two runs of
    one seed; ReportTooLongError when a list has more than ROWS_MAX entries.

    `imported` to `other_steps` hold what was done, `refused` what a rule forbade, `unfinished` what
    failed or was parked.
    """

    seed: int
    edition: str
    started: datetime
    finished: datetime
    tie_out: tuple[TieOutRow, ...]
    imported: tuple[ReportedStep, ...]
    reimported: tuple[ReportedStep, ...]
    exported: tuple[ReportedStep, ...]
    other_steps: tuple[ReportedStep, ...]
    refused: tuple[ReportedStep, ...]
    unfinished: tuple[ReportedStep, ...]
    calls: tuple[CallCount, ...]

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, tuple) and len(value) > ROWS_MAX:
                raise ReportTooLongError(field.name, len(value))
