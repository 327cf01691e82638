"""The world's clock: real time with an offset, or frozen; moved only through here."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

MAX_ADVANCE = timedelta(days=3660)
# Far enough from the ends of the calendar that what products add (an expiry, a pause) fits in.
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(9990, 1, 1, tzinfo=UTC)


class ClockError(ValueError):
    """A move the clock cannot make; says which and why."""


class Clock:
    """Tells the time to tokens, rate windows, webhooks, timestamps and schedules alike.

    Starts frozen at `start` when one is given, else runs with the machine's time. `listeners` are
    called after every move made through here, so that what has fallen due can happen.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._frozen_at: datetime | None = None
        self._offset = timedelta(0)
        # The moment that `seconds` was last computed for, and what it gave.
        self._counted_at: datetime | None = None
        self._counted_seconds = 0.0
        self._listeners: list[Callable[[datetime], None]] = []
        if start is not None:
            self._frozen_at = _aware(start)

    @property
    def is_frozen(self) -> bool:
        return self._frozen_at is not None

    def now(self) -> datetime:
        """The world's time, in UTC."""
        if self._frozen_at is not None:
            return self._frozen_at
        return datetime.now(UTC) + self._offset

    def seconds(self) -> float:
        """The world's time as Unix seconds, with fractions: cheap enough for every request."""
        if self._frozen_at is None:
            return time.time() + self._offset.total_seconds()
        if self._frozen_at is not self._counted_at:
            self._counted_at = self._frozen_at
            self._counted_seconds = self._frozen_at.timestamp()
        return self._counted_seconds

    def freeze(self) -> None:
        self._frozen_at = self.now()

    def run(self) -> None:
        """Let time pass again, from where the clock stands."""
        if self._frozen_at is not None:
            self._offset = self._frozen_at - datetime.now(UTC)
            self._frozen_at = None

    def set(self, moment: datetime) -> None:
        """Put the clock to a moment, past or future."""
        moment = _aware(moment)
        if self._frozen_at is not None:
            self._frozen_at = moment
        else:
            self._offset = moment - datetime.now(UTC)
        self._tell()

    def advance(self, span: timedelta) -> None:
        """Move forward, at most ten years a call; ClockError for a move backward."""
        if not timedelta(0) <= span <= MAX_ADVANCE:
            raise ClockError(
                f"the clock can advance by 0 to {MAX_ADVANCE.days} days, not by {span}; use set"
            )
        if self.now() > LATEST - span:
            raise ClockError(f"the clock runs until {LATEST.isoformat()}, not {span} from now")
        if self._frozen_at is not None:
            self._frozen_at += span
        else:
            self._offset += span
        self._tell()

    def listen(self, listener: Callable[[datetime], None]) -> None:
        self._listeners.append(listener)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener(self.now())


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ClockError(f"{moment.isoformat()} has no time zone; write it with Z or an offset")
    try:
        in_utc = moment.astimezone(UTC)
    except OverflowError:
        in_utc = LATEST
    if not EARLIEST <= in_utc < LATEST:
        raise ClockError(
            f"{moment.isoformat()} is not between {EARLIEST.isoformat()} and {LATEST.isoformat()}"
        )
    return in_utc
