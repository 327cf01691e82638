"""One product on the wire: match, strike, answer, journal. The same for both products."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Generic, Protocol, TypedDict, assert_never

from msgspec.structs import replace

from simulator.http.message import Ending, Reply, Request
from simulator.http.operation import Call, Match, Operation, Router
from simulator.world.faults import COMMON_KINDS, Fault, FaultKind
from simulator.world.world import World

CONTROL_PREFIX = "/_simulator"
UNKNOWN = "unknown"
UNREAD = "unread"
MAX_COMPARED_LENGTH = 200
FAULT_HEADER = "X-Simulator-Fault"

_log = logging.getLogger("simulator.http")

ControlPlane = Callable[[Request], Reply]
FixtureMaker = Callable[[Mapping[str, object]], dict[str, object]]


class SqlTable(TypedDict):
    """A table that is offered by SQL; `columns` has the evidence for each."""

    name: str
    source: str
    columns: dict[str, str]


class Answering(Protocol):
    """Anything that answers requests: a site, or a gate that leads to one."""

    def handle(self, request: Request) -> Reply:
        """Answer one request."""


class Site(ABC, Generic[Call]):
    """Answers requests for one product. Products say what refusals and faults look like, and what
    they make of a request before its handler is given it: a call, of which nothing is kept."""

    system: str
    credentials: Mapping[str, str]
    fixtures: Mapping[str, FixtureMaker]

    def __init__(self, world: World, operations: Sequence[Operation[Call]]) -> None:
        self.world = world
        self.router = Router(operations)
        self.control: ControlPlane | None = None
        for operation in operations:
            kinds = COMMON_KINDS | self.own_fault_kinds(operation)
            world.faults.declare(self.system, [operation.name], kinds)

    @abstractmethod
    def arrive(self, request: Request) -> Call:
        """What every request does first, whatever comes of it: it counts (rate limits). Gives the
        call that all further steps are handed."""

    @abstractmethod
    def unknown(self, call: Call) -> Reply:
        """The answer to a path or method that this product does not have, in its dialect."""

    def unread(self, call: Call, status: int) -> Reply:
        """The answer to a request that could not be read to its end, in the product's dialect."""
        del call
        return Reply.plain(status)

    @abstractmethod
    def unimplemented(self, operation: Operation[Call], call: Call) -> Reply:
        """501, naming the operation: loud, so that nobody takes a missing part for a fault."""

    def failed(self, operation: Operation[Call], call: Call) -> Reply:
        """What an error of this product's own looks like: a handler raised what nobody foresaw."""
        fault = Fault(self.system, operation.name, FaultKind.ERROR)
        return self.fault_reply(fault, operation, call)

    @abstractmethod
    def fault_reply(self, fault: Fault, operation: Operation[Call], call: Call) -> Reply:
        """What an error or a 429 of this product looks like."""

    def own_fault_kinds(self, operation: Operation[Call]) -> frozenset[FaultKind]:
        """The kinds besides the common ones that an operation of this product can show."""
        del operation
        return frozenset()

    def own_fault_reply(
        self, fault: Fault, operation: Operation[Call], serve: Callable[[], Reply]
    ) -> Reply:
        """What a kind of `own_fault_kinds` looks like; `serve` does what the call asks for."""
        del operation, serve
        raise ValueError(f"{self.system} has no look for {fault.kind.value!r}")

    def tables(self) -> Sequence[SqlTable]:
        """What is offered by SQL besides the operations, for the fidelity ledger; often nothing."""
        return ()

    def record_counts(self) -> Mapping[str, int]:
        """How many records of each kind there are, by a name that people read."""
        return {}

    def document(self) -> Mapping[str, object] | None:
        """An OpenAPI document of the operations, for those who point clients here; often none."""
        return None

    def at_once(self) -> AbstractContextManager[None]:
        """What is done inside is seen from outside this process all at once, where it can be."""
        return nullcontext()

    def close(self) -> None:  # most products hold nothing
        """Let go of what the product holds outside this process."""

    def operation_of(self, match: Match[Call], call: Call) -> Operation[Call]:
        """The operation for faults and journal; SOAP may look into the request."""
        del call
        return match.operation

    def prepare(self, match: Match[Call], call: Call) -> Reply | None:
        """What is checked before any handler (tokens, rate limits): a reply refuses the call."""
        del match, call
        return None

    def finish(self, call: Call, reply: Reply) -> Reply:
        """What every answer carries (rate limit headers), faults included."""
        del call
        return reply

    def handle(self, request: Request) -> Reply:
        """Answer one request, one at a time in the whole world: in-process clients have threads.

        Control calls are neither journalled nor struck.
        """
        with self.world.turn:
            return self._handled(request)

    def _handled(self, request: Request) -> Reply:
        if request.path.startswith(CONTROL_PREFIX) and self.control is not None:
            if request.unread_status is not None:
                return Reply.plain(request.unread_status)
            return self.control(request)
        call = self.arrive(request)
        if request.unread_status is not None:
            reply = self.finish(call, self.unread(call, request.unread_status))
            return self._journalled(UNREAD, request, reply)
        match = self.router.match(request.method, request.path)
        if match is None:
            reply = self.finish(call, self.unknown(call))
            near_miss = self.router.near_miss(request.method, request.path[:MAX_COMPARED_LENGTH])
            return self._journalled(UNKNOWN, request, reply, near_miss=near_miss)
        operation = self.operation_of(match, call)
        fault = self.world.faults.strike(self.system, operation.name)
        try:
            reply = self._answer(match, operation, call, fault)
        except Exception as error:  # noqa: BLE001  # a defect is answered and journalled like a fault
            _log.exception("%s: %s %s failed", operation.name, request.method, request.path)
            reply = replace(self.failed(operation, call), refusal=f"unforeseen: {error!r}"[:1_000])
        return self._journalled(operation.name, request, self.finish(call, reply), fault)

    def undisturbed(self, request: Request) -> Reply:
        """Answer without faults and without a trace in the journal: for what people do."""
        call = self.arrive(request)
        match = self.router.match(request.method, request.path)
        if match is None:
            return self.unknown(call)
        return self._served(match, self.operation_of(match, call), call)

    def _answer(
        self, match: Match[Call], operation: Operation[Call], call: Call, fault: Fault | None
    ) -> Reply:
        if fault is None:
            return self._served(match, operation, call)
        match fault.kind:
            case FaultKind.ERROR | FaultKind.TOO_MANY_REQUESTS:
                reply = self.fault_reply(fault, operation, call)
            case FaultKind.CUT_OFF_ENVELOPE | FaultKind.EMPTY_ROW:
                reply = self.own_fault_reply(
                    fault, operation, lambda: self._served(match, operation, call)
                )
            case FaultKind.CONNECTION_RESET:
                reply = Reply(0, ending=Ending.DROPPED)
            case FaultKind.STALE_READ:
                with self.world.in_the_past():
                    reply = self._served(match, operation, call)
            case FaultKind.DUPLICATE_DELIVERY:
                self._served(match, operation, call)
                reply = self._served(match, operation, call)
            case FaultKind.LOST_REPLY:
                served = self._served(match, operation, call)
                reply = replace(served, ending=Ending.DROPPED)
            case FaultKind.TRUNCATED_BODY:
                served = self._served(match, operation, call)
                reply = replace(served, ending=Ending.CUT_OFF)
            case FaultKind.SLOW:
                served = self._served(match, operation, call)
                reply = replace(served, delay_ms=fault.latency_ms)
            case _:
                assert_never(fault.kind)
        return reply.with_header(FAULT_HEADER, fault.kind.value)

    def _served(self, match: Match[Call], operation: Operation[Call], call: Call) -> Reply:
        refused = self.prepare(match, call)
        if refused is not None:
            return refused
        if operation.handler is None:
            return self.unimplemented(operation, call)
        return operation.handler(call, match.parameters)

    def _journalled(
        self,
        operation: str,
        request: Request,
        reply: Reply,
        fault: Fault | None = None,
        near_miss: str | None = None,
    ) -> Reply:
        self.world.journal.record(
            at=self.world.clock.now(),
            system=self.system,
            operation=operation,
            method=request.method,
            path=request.path,
            query=request.query,
            status=reply.status,
            request_body=request.body,
            reply_body=reply.body,
            refusal=reply.refusal,
            fault=fault.kind.value if fault is not None else None,
            near_miss=near_miss,
            touched=reply.touched,
        )
        return reply


# A site of either product, for those who only send it requests or ask what it has.
AnySite = Site[Any]
