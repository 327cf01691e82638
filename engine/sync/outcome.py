"""How a request ends, what one attempt may end in, and what stops it on its way."""

from dataclasses import dataclass
from enum import StrEnum

from engine.executors.verdict import Decision
from engine.operations.request import Operation, Request


class Result(StrEnum):
    """Done; incomplete, where the books still differ in what this may not mend; refused by a rule;
    failed because the other side said no; parked after its attempts."""

    DONE = "done"
    INCOMPLETE = "incomplete"
    REFUSED = "refused"
    FAILED = "failed"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Change:
    """One value that was changed; `old` is None for what is new."""

    record: str
    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a request ended. `decision` is None when it ended before any rule was asked."""

    operation: Operation
    record: str
    result: Result
    decision: Decision | None
    messages: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    attempts: int = 1

    @property
    def is_done(self) -> bool:
        return self.result is Result.DONE


@dataclass(frozen=True, slots=True)
class TryLater:
    """An attempt that could not end: why, and how long the other side asks to wait.

    `request` is the request with what has been found out about its record's name.
    `is_written_by_another`: nothing failed, another run has the record's lease.
    """

    request: Request
    reason: str
    wait_seconds: float | None = None
    is_written_by_another: bool = False


class UnknownRecordError(LookupError):
    """What was asked for is not in the books; says what was looked for and where."""


class NotYetVerified(Exception):
    """What was read back is not what was written; reading again may show it."""


class ExportFailed(Exception):
    """What can never be sent as it is; `texts` say why, for the Errors column."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        super().__init__("; ".join(texts))
        self.texts = texts


def ended(
    request: Request,
    result: Result,
    attempts: int,
    decision: Decision | None = None,
    messages: tuple[str, ...] = (),
    changes: tuple[Change, ...] = (),
) -> Outcome:
    """The outcome of this very request."""
    record = str(request.record)
    return Outcome(request.operation, record, result, decision, messages, changes, attempts)
