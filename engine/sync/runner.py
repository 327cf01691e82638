"""Runs a request to its end: in this process, or durably (`durable_runner`)."""

from typing import Protocol

from engine.operations.request import Request
from engine.sync.attempt import attempt, give_up
from engine.sync.context import Sleeper, SyncContext
from engine.sync.outcome import Outcome
from engine.sync.retry_policy import RetryPolicy


class Runner(Protocol):
    """Runs requests, each to an outcome; bounded attempts, waits in between."""

    def run(self, request: Request) -> Outcome: ...

    def close(self) -> None: ...


class DirectRunner:
    """Attempts and waits right here. What a crash cuts off is taken up by running it again."""

    def __init__(
        self, context: SyncContext, sleeper: Sleeper, policy: RetryPolicy | None = None
    ) -> None:
        self._context = context
        self._sleeper = sleeper
        self._policy = policy or RetryPolicy()

    def run(self, request: Request) -> Outcome:
        for number in range(1, self._policy.max_attempts + 1):
            ended = attempt(self._context, request, number)
            if isinstance(ended, Outcome):
                return ended
            request = ended.request
            wait_s = self._policy.wait_s(number, ended.wait_seconds)
            if wait_s is None:
                return give_up(self._context, request, ended.reason, number)
            self._sleeper(wait_s)
        raise AssertionError("the policy's last attempt ends in an outcome")

    def close(self) -> None:
        """Nothing is held open."""
