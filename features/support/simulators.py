"""Both simulated products in a process of their own, driven through their control plane."""

from collections.abc import Mapping
from dataclasses import dataclass

import httpx
import msgspec

from engine.connectors.connection import Connection

TIMEOUT_S = 60.0
JOURNAL_LIMIT = 10_000


class ControlRefused(AssertionError):
    """The control plane said no: the scenario asks for something that cannot be."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One exchange as the simulators saw it."""

    number: int
    system: str
    operation: str
    method: str
    path: str
    status: int
    request_body: str
    refusal: str | None
    fault: str | None


class Made(msgspec.Struct):
    """A record of Procore, whatever its kind."""

    id: int


class Clock(msgspec.Struct):
    """The world's time, ISO 8601."""

    now: str


class Journal(msgspec.Struct):
    """What was asked of both products; `next_number` is the next exchange's."""

    next_number: int
    entries: list[JournalEntry]


class Simulators:
    """The pair behind a connection; one a test worker, made anew by `reset` for every scenario."""

    def __init__(self, connection: Connection, seed: int) -> None:
        self.connection = connection
        self.seed = seed
        addresses = {"procore": connection.procore_url, "spectrum": connection.spectrum_url}
        self._clients = {
            system: httpx.Client(base_url=f"{url}/_simulator/v1/", timeout=TIMEOUT_S)
            for system, url in addresses.items()
        }

    def close(self) -> None:
        for client in self._clients.values():
            client.close()

    def reset(self) -> None:
        """Both products empty, the clock at its start, no faults, an empty journal."""
        self._call("procore", "POST", "state/reset", {"seed": self.seed})

    def make(self, system: str, kind: str, values: Mapping[str, object]) -> None:
        """Make or change one record as a person would on the product's own screens."""
        self._call(system, "POST", "records", {"kind": kind, **values})

    def make_in_procore(self, kind: str, values: Mapping[str, object]) -> int:
        """As `make`; the id that Procore gave the record."""
        made = self._call("procore", "POST", "records", {"kind": kind, **values})
        return msgspec.json.decode(made, type=Made).id

    def plan_fault(
        self, system: str, operation: str, kind: str, *, first: int = 1, times: int = 1
    ) -> None:
        """Let something go wrong on the wire, `times` times from the `first` call still to come."""
        fault = {"operation": operation, "kind": kind, "first": first, "times": times}
        self._call(system, "POST", "faults", fault)

    def advance_clock(self, seconds: float) -> None:
        """Let time pass in both products."""
        self._call("procore", "POST", "clock/advance", {"seconds": seconds})

    def now(self) -> str:
        """The world's time, ISO 8601."""
        return msgspec.json.decode(self._call("procore", "GET", "clock"), type=Clock).now

    def journal_position(self) -> int:
        """The number that the next exchange will get."""
        return self._journal("limit=1").next_number

    def journal(self, since: int = 1) -> list[JournalEntry]:
        """Every exchange from this number on, in order, both products mixed."""
        return self._journal(f"since={since}&limit={JOURNAL_LIMIT}").entries

    def _journal(self, query: str) -> Journal:
        return msgspec.json.decode(self._call("procore", "GET", f"journal?{query}"), type=Journal)

    def _call(
        self, system: str, method: str, path: str, content: Mapping[str, object] | None = None
    ) -> bytes:
        reply = self._clients[system].request(method, path, json=content)
        if reply.status_code >= httpx.codes.BAD_REQUEST:
            raise ControlRefused(f"{system} {method} {path}: {reply.text}")
        return reply.content
