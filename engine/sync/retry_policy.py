"""How often an operation is tried, and how long it waits in between: always bounded (L2)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Waits double from `first_wait_s`; what the other side asks for is honoured up to a limit."""

    max_attempts: int = 6
    first_wait_s: float = 1.0
    longest_backoff_s: float = 30.0
    longest_asked_wait_s: float = 900.0

    def wait_s(self, attempt: int, asked_s: float | None) -> float | None:
        """How long to wait after this attempt, counted from 1; None when it was the last."""
        if attempt >= self.max_attempts:
            return None
        backoff_s = min(self.first_wait_s * 2.0 ** (attempt - 1), self.longest_backoff_s)
        if asked_s is None:
            return backoff_s
        return max(backoff_s, asked_s) if asked_s <= self.longest_asked_wait_s else None
