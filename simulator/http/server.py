"""A site on a listening socket: takes connections in, and sees to those that do nothing."""

import socket
from collections.abc import Sequence
from time import gmtime, monotonic, time

from simulator.http.connection import Connection
from simulator.http.loop import READ, Loop
from simulator.http.site import Answering

# Connections taken in per round, so that a crowd at the door keeps nobody waiting inside.
MAX_ACCEPTED = 100
LOOK_EVERY_SECONDS = 1.0
FINISH_WITHIN_SECONDS = 1.0

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Server:
    """Serves from the moment it is made, whenever the loop runs. The listener must listen."""

    def __init__(self, site: Answering, listener: socket.socket, loop: Loop) -> None:
        self._site = site
        self._listener = listener
        self._loop = loop
        self._connections: set[Connection] = set()
        self._is_closing = False
        listener.setblocking(False)
        loop.watch(listener, READ, self._accept)
        self._look()

    @property
    def is_finished(self) -> bool:
        """Closed, and the last answer is sent."""
        return self._is_closing and not self._connections

    def close(self) -> None:
        """Take nobody in any more; whoever is being answered gets the answer."""
        if self._is_closing:
            return
        self._is_closing = True
        self._loop.unwatch(self._listener)
        self._listener.close()
        for connection in list(self._connections):
            connection.finish()

    def cut_off(self) -> None:
        """End what has not finished by itself."""
        for connection in list(self._connections):
            connection.abort()

    def _accept(self, events: int) -> None:
        del events
        for _ in range(MAX_ACCEPTED):
            try:
                connected, _ = self._listener.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError:
                # No file descriptor is left: look again later, instead of over and over.
                self._loop.unwatch(self._listener)
                self._loop.call_later(LOOK_EVERY_SECONDS, self._accept_again)
                return
            # Otherwise every answer of two segments waits 40 ms for an acknowledgement.
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            forget = self._connections.discard
            connection = Connection(self._site, connected, self._loop, forget)
            connection.date_line = self._date_line
            self._connections.add(connection)

    def _accept_again(self) -> None:
        if not self._is_closing:
            self._loop.watch(self._listener, READ, self._accept)

    def _look(self) -> None:
        """Every second: the date of the answers, and connections that have been idle too long."""
        if self._is_closing:
            return
        self._date_line = _date_line(time())
        for connection in list(self._connections):
            connection.date_line = self._date_line
            connection.close_if_idle()
        self._loop.call_later(LOOK_EVERY_SECONDS, self._look)


def finish(servers: Sequence[Server], loop: Loop) -> None:
    """Close the servers and run the loop to its end: answers under way have a moment to finish."""
    for server in servers:
        server.close()
    give_up_at = monotonic() + FINISH_WITHIN_SECONDS
    loop.call_later(FINISH_WITHIN_SECONDS, loop.wake)
    loop.run(lambda: all(server.is_finished for server in servers) or monotonic() >= give_up_at)
    for server in servers:
        server.cut_off()
    loop.close()


def _date_line(seconds: float) -> str:
    """The machine's time, not the world's: it is about the connection, as caches and clients'
    clocks understand it."""
    at = gmtime(seconds)
    return (
        f"date: {_WEEKDAYS[at.tm_wday]}, {at.tm_mday:02d} {_MONTHS[at.tm_mon - 1]} {at.tm_year}"
        f" {at.tm_hour:02d}:{at.tm_min:02d}:{at.tm_sec:02d} GMT\r\n"
    )
