"""A connected socket that never blocks: what cannot be sent at once is kept and sent later."""

import socket
from time import monotonic
from typing import Protocol

from simulator.http.loop import READ, WRITE, Loop, Timer

# Under the size from which allocators map and unmap memory for each buffer.
RECEIVE_BYTES = 65_536
# A client that does not read its answers is not read from either.
MAX_UNSENT_BYTES = 65_536
# How long a refused client may go on sending before its answer is lost to a reset.
LINGER_SECONDS = 1.0


class Talking(Protocol):
    """What a stream tells its owner."""

    def received(self, data: bytes) -> None: ...

    def ended(self) -> None:
        """The client sends no more; it may still read."""

    def drained(self) -> None:
        """Everything is sent, after `is_clogged`."""

    def lost(self) -> None:
        """The socket is closed; called once, whoever closed it."""


class Stream:
    """Reads whenever it is not paused, clogged or closing."""

    __slots__ = (
        "_events",
        "_has_ended",
        "_is_lingering",
        "_is_paused",
        "_linger",
        "_loop",
        "_owner",
        "_socket",
        "_unsent",
        "is_clogged",
        "is_closing",
        "moved_at",
    )

    def __init__(self, connected: socket.socket, loop: Loop, owner: Talking) -> None:
        connected.setblocking(False)
        self._socket = connected
        self._loop = loop
        self._owner: Talking | None = owner
        self._unsent = bytearray()
        self._is_paused = False
        self._has_ended = False
        self._is_lingering = False
        self._linger: Timer | None = None
        # So much was unsent that no more should be written until all of it is sent.
        self.is_clogged = False
        self.is_closing = False
        # When bytes last came or went, by the monotonic clock.
        self.moved_at = monotonic()
        self._events = READ
        loop.watch(connected, READ, self._ready)

    @property
    def has_unsent(self) -> bool:
        return bool(self._unsent)

    def write(self, data: bytes) -> None:
        if self._owner is None:
            return
        sent = 0 if self._unsent else self._send(data)
        if sent < len(data):
            self._unsent += data[sent:]
            self.is_clogged = len(self._unsent) > MAX_UNSENT_BYTES
            self._watch()

    def pause(self) -> None:
        self._is_paused = True
        self._watch()

    def resume(self) -> None:
        self._is_paused = False
        self._watch()

    def close(self) -> None:
        """Close once everything is sent; what comes in until then is not read."""
        self.is_closing = True
        if self._unsent:
            self._watch()
        else:
            self.abort()

    def close_lingering(self) -> None:
        """Close as `close` does, but read on for a moment: a socket that is closed with bytes
        unread resets, and the reset would overtake the answer."""
        self._is_lingering = not self._has_ended
        self.is_closing = True
        if self._is_lingering:
            self._linger = self._loop.call_later(LINGER_SECONDS, self.abort)
        self._sent_all_or_watch()

    def abort(self) -> None:
        """Close now; what is unsent is lost."""
        owner, self._owner = self._owner, None
        if owner is None:
            return
        self.is_closing = True
        self._unsent.clear()
        if self._linger is not None:
            self._linger.cancel()
        if self._events:
            self._loop.unwatch(self._socket)
        self._socket.close()
        owner.lost()

    def _ready(self, events: int) -> None:
        if events & WRITE and self._owner is not None:
            self._send_unsent()
        if events & READ and self._owner is not None:
            self._receive()

    def _receive(self) -> None:
        if not self._is_reading():
            return  # it ended in this very round
        try:
            data = self._socket.recv(RECEIVE_BYTES)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            self.abort()
            return
        self.moved_at = monotonic()
        owner = self._owner
        assert owner is not None
        self._has_ended = not data
        if self._is_lingering:
            if self._has_ended:
                self._is_lingering = False
                self._sent_all_or_watch()
        elif data:
            owner.received(data)
        else:
            self._watch()
            owner.ended()

    def _is_reading(self) -> bool:
        return self._is_lingering or not (
            self._is_paused or self._has_ended or self.is_closing or self.is_clogged
        )

    def _send(self, data: bytes | bytearray) -> int:
        try:
            sent = self._socket.send(data)
            self.moved_at = monotonic()
            return sent
        except (BlockingIOError, InterruptedError):
            return 0
        except OSError:
            self.abort()
            return len(data)

    def _send_unsent(self) -> None:
        del self._unsent[: self._send(self._unsent)]
        if self.is_closing:
            self._sent_all_or_watch()
            return
        is_drained = self.is_clogged and not self._unsent
        self.is_clogged = self.is_clogged and not is_drained
        self._watch()
        if is_drained and self._owner is not None:
            self._owner.drained()

    def _sent_all_or_watch(self) -> None:
        """While closing: the end of it, when everything is sent."""
        if self._owner is None:
            return
        if not self._unsent:
            if not self._is_lingering:
                self.abort()
                return
            try:
                self._socket.shutdown(socket.SHUT_WR)
            except OSError:
                self.abort()
                return
        self._watch()

    def _watch(self) -> None:
        """Watch for what is waited for now."""
        if self._owner is None:
            return
        events = (READ if self._is_reading() else 0) | (WRITE if self._unsent else 0)
        if events == self._events:
            return
        if not events:
            self._loop.unwatch(self._socket)
        elif self._events:
            self._loop.change(self._socket, events, self._ready)
        else:
            self._loop.watch(self._socket, events, self._ready)
        self._events = events
