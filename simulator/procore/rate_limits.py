"""The two request windows, an hour and ten seconds, on the world's clock (procore_api.md 5)."""

from math import ceil

from simulator.procore.settings import Settings

HOUR_SECONDS = 3_600
SPIKE_SECONDS = 10

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
        """Unix seconds."""
        return ceil(self._end)


class RateLimits:
    """Limits per application. The headers speak of the window that will be full first."""

    def __init__(self) -> None:
        self._hour = Window(HOUR_SECONDS)
        self._spike = Window(SPIKE_SECONDS)

    def admit(self, now: float, settings: Settings) -> bool:
        """Count one request at `now` (Unix seconds); False when it is one too many."""
        in_hour = self._hour.count(now) <= settings.hourly_limit
        in_spike = self._spike.count(now) <= settings.spike_limit
        return in_hour and in_spike

    def headers(self, settings: Settings) -> Headers:
        hourly_left = settings.hourly_limit - self._hour.used
        spike_left = settings.spike_limit - self._spike.used
        is_hourly = hourly_left < spike_left
        window = self._hour if is_hourly else self._spike
        limit = settings.hourly_limit if is_hourly else settings.spike_limit
        left = max(0, hourly_left if is_hourly else spike_left)
        return (
            ("X-Rate-Limit-Limit", str(limit)),
            ("X-Rate-Limit-Remaining", str(left)),
            ("X-Rate-Limit-Reset", str(window.resets_at)),
        )

    def retry_after_seconds(self, now: float, settings: Settings) -> int:
        is_hourly = self._hour.used > settings.hourly_limit
        return max(1, (self._hour if is_hourly else self._spike).resets_at - int(now))
