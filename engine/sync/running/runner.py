"""Runs a request to its end: in this process, or durably (`durable_runner`).

How often it is tried, and how long it waits in between, is always bounded (L2).
"""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Protocol

from engine.operations.request import Request
from engine.sync.attempt import attempt, give_up
from engine.sync.context import Sleeper, SyncContext
from engine.sync.outcome import Outcome


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


class AlreadyRunningError(RuntimeError):
    """This process runs durable workflows already; says how to do without a second runner."""


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


class RunnerOnDemand:
    """Opens the runner with the first request: who only reads need not wait for it.

    What `open_runner` puts on the stack is closed in the end.
    """

    def __init__(self, open_runner: Callable[[ExitStack], Runner]) -> None:
        self._open_runner = open_runner
        self._opened: Runner | None = None
        self._stack = ExitStack()
        self._is_closed = False
        self._lock = threading.Lock()

    def run(self, request: Request) -> Outcome:
        return self.opened().run(request)

    def opened(self) -> Runner:
        """The runner itself; RuntimeError after `close`."""
        with self._lock:
            if self._is_closed:
                raise RuntimeError("the runner is closed; open the tool anew")
            if self._opened is None:
                with ExitStack() as stack:
                    self._opened = self._open_runner(stack)
                    self._stack = stack.pop_all()
            return self._opened

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            self._stack.close()
