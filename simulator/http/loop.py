"""One thread that waits for sockets and for moments. It knows callbacks only, no tasks and no
futures: quicker to import than asyncio, and to pass a request on (docs/benchmarks.md)."""

import contextlib
import heapq
import selectors
import socket
from collections.abc import Callable
from itertools import count
from time import monotonic

READ = selectors.EVENT_READ
WRITE = selectors.EVENT_WRITE

Ready = Callable[[int], None]
"""Called with what a socket is ready for: READ, WRITE or both."""


class Timer:
    """A call to come, until it is cancelled."""

    __slots__ = ("call",)

    def __init__(self, call: Callable[[], None]) -> None:
        self.call: Callable[[], None] | None = call

    def cancel(self) -> None:
        self.call = None


class Loop:
    """Everything but `wake` belongs to the thread that runs it."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._timers: list[tuple[float, int, Timer]] = []
        self._timer_numbers = count()
        self._waker, woken = socket.socketpair()
        self._woken = woken
        for end in (self._waker, woken):
            end.setblocking(False)
        self.watch(woken, READ, self._forget_waking)

    def watch(self, watched: socket.socket, events: int, ready: Ready) -> None:
        """Call `ready` whenever the socket is ready for one of the events."""
        self._selector.register(watched, events, ready)

    def change(self, watched: socket.socket, events: int, ready: Ready) -> None:
        """Watch a watched socket for other events."""
        self._selector.modify(watched, events, ready)

    def unwatch(self, watched: socket.socket) -> None:
        self._selector.unregister(watched)

    def call_later(self, seconds: float, call: Callable[[], None]) -> Timer:
        timer = Timer(call)
        heapq.heappush(self._timers, (monotonic() + seconds, next(self._timer_numbers), timer))
        return timer

    def wake(self) -> None:
        """Make `run` look again whether it is done: from any thread, or from a signal handler."""
        # A full buffer wakes as well; after the end there is nobody left to wake.
        with contextlib.suppress(BlockingIOError, OSError):
            self._waker.send(b"\0")

    def run(self, is_done: Callable[[], bool]) -> None:
        """Call what is ready or due until `is_done`, which is asked after every round."""
        while not is_done():
            for key, events in self._selector.select(self._wait_seconds()):
                key.data(events)
            self._call_due()

    def close(self) -> None:
        self._selector.close()
        self._waker.close()
        self._woken.close()

    def _wait_seconds(self) -> float | None:
        return max(0.0, self._timers[0][0] - monotonic()) if self._timers else None

    def _call_due(self) -> None:
        while self._timers and self._timers[0][0] <= monotonic():
            timer = heapq.heappop(self._timers)[2]
            if timer.call is not None:
                timer.call()

    def _forget_waking(self, events: int) -> None:
        del events
        with contextlib.suppress(BlockingIOError):
            self._woken.recv(4096)
