"""The two request windows of each caller, an hour and ten seconds, on the world's clock
(procore_api.md 5)."""

from collections.abc import Hashable
from math import ceil

from simulator.procore.settings import ProcoreSettings

HOUR_SECONDS = 3_600
SPIKE_SECONDS = 10
# The first of them goes when there are this many, so that a long run stays bounded.
MAX_CALLERS = 1_000

Headers = tuple[tuple[str, str], ...]


class Window:
    """Counts requests in windows of fixed length, the first starting with the first request."""

    def __init__(self, length_seconds: int) -> None:
        self._length_seconds = length_seconds
        self._start = 0.0
        self._end = 0.0
        self._used = 0

    def count(self, now: float) -> int:
        """Count one request; gives how many the window has seen with it."""
        if not self._start <= now < self._end:
            self._start, self._end, self._used = now, now + self._length_seconds, 0
        self._used += 1
        return self._used

    @property
    def used(self) -> int:
        return self._used

    @property
    def resets_at(self) -> int:
        """Unix seconds; of a window that has counted."""
        return ceil(self._end)


class Allowance:
    """What one caller has used of its two windows."""

    def __init__(self) -> None:
        self._hour = Window(HOUR_SECONDS)
        self._spike = Window(SPIKE_SECONDS)

    def count(self, now: float) -> None:
        self._hour.count(now)
        self._spike.count(now)

    def is_over(self, settings: ProcoreSettings) -> bool:
        """Whether the latest request was one too many."""
        return self._hour.used > settings.hourly_limit or self._spike.used > settings.spike_limit

    def headers(self, settings: ProcoreSettings, *, is_refused: bool) -> Headers:
        """They speak of the window that will be full first. Nothing remains to a caller that is
        refused, even when a fault alone has refused it."""
        hourly_left = settings.hourly_limit - self._hour.used
        spike_left = settings.spike_limit - self._spike.used
        # An hour that is used up refuses for longer than a spike.
        is_hourly = hourly_left < 0 or 0 <= hourly_left < spike_left
        window = self._hour if is_hourly else self._spike
        limit = settings.hourly_limit if is_hourly else settings.spike_limit
        left = 0 if is_refused else max(0, hourly_left if is_hourly else spike_left)
        return (
            ("X-Rate-Limit-Limit", str(limit)),
            ("X-Rate-Limit-Remaining", str(left)),
            ("X-Rate-Limit-Reset", str(window.resets_at)),
        )

    def retry_after_seconds(self, now: float, settings: ProcoreSettings) -> int:
        """Until the window that the headers speak of opens again."""
        reset = dict(self.headers(settings, is_refused=True))["X-Rate-Limit-Reset"]
        return max(1, int(reset) - int(now))


class RateLimits:
    """One allowance a caller."""

    def __init__(self) -> None:
        self._by_caller: dict[Hashable, Allowance] = {}

    def count(self, caller: Hashable, now: float) -> Allowance:
        """Count one request at `now` (Unix seconds)."""
        allowance = self._by_caller.get(caller)
        if allowance is None:
            if len(self._by_caller) >= MAX_CALLERS:
                del self._by_caller[next(iter(self._by_caller))]
            allowance = self._by_caller[caller] = Allowance()
        allowance.count(now)
        return allowance
