"""The operations a product offers, and how a request finds its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Generic, TypeVar

from simulator.http.message import Reply

MAX_KNOWN_MATCHES = 1_000

PathParameters = Mapping[str, str]
# What a product makes of a request before it hands it to a handler; often the request itself.
Call = TypeVar("Call")
Handler = Callable[[Call, PathParameters], Reply]


class Evidence(StrEnum):
    """How well an operation is known, strongest first; the fidelity ledger prints it."""

    PUBLISHED = "published"
    OBSERVED = "observed"
    INFERRED = "inferred"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Operation(Generic[Call]):
    """One operation: its name for faults, journal and ledger, its place, handler and evidence.

    `path` holds parameters in braces (`/rest/v1.0/prime_contract/{id}`); `source` cites the facts.
    `handler` is None for an operation of the real product that answers 501 here.
    """

    name: str
    method: str
    path: str
    handler: Handler[Call] | None
    evidence: Evidence
    source: str


# An operation of either product, for those who do not call it.
AnyOperation = Operation[Any]


@dataclass(frozen=True, slots=True)
class Match(Generic[Call]):
    operation: Operation[Call]
    parameters: PathParameters


class Router(Generic[Call]):
    """Finds the operation of a request by its path's segments; fixed ones win over parameters."""

    def __init__(self, operations: Sequence[Operation[Call]]) -> None:
        self.operations = tuple(operations)
        self._root = _Node[Call]()
        # Most paths are asked for again and again.
        self._matches: dict[tuple[str, str], Match[Call]] = {}
        self._parameter_names: dict[str, list[str]] = {}
        for operation in operations:
            if operation.name in self._parameter_names:
                raise ValueError(f"two operations are called {operation.name!r}")
            self._parameter_names[operation.name] = _parameter_names(operation.path)
            self._root.add(operation)

    def match(self, method: str, path: str) -> Match[Call] | None:
        """The operation with its path parameters, or None. HEAD is asked of what GET is."""
        known = self._matches.get((method, path))
        if known is None:
            known = self._found(method, path)
            if known is not None:
                if len(self._matches) >= MAX_KNOWN_MATCHES:
                    self._matches.clear()
                self._matches[method, path] = known
        return known

    def _found(self, method: str, path: str) -> Match[Call] | None:
        values: list[str] = []
        node = self._root.find(path.strip("/").split("/"), 0, values)
        asked = "GET" if method == "HEAD" else method
        operation = node.by_method.get(asked) if node is not None else None
        if operation is None:
            return None
        names = self._parameter_names[operation.name]
        return Match(operation, dict(zip(names, values, strict=True)))

    def near_miss(self, method: str, path: str) -> str:
        """The operation that a request without one came nearest to, and how it is asked for."""
        there = self.methods(path)
        if there:
            return f"{path} is asked for with {' or '.join(there)}, not {method}"
        asked = f"{method} {path.rstrip('/')}"
        nearest = max(
            self.operations,
            key=lambda known: SequenceMatcher(None, asked, f"{known.method} {known.path}").ratio(),
        )
        return f"{nearest.name}: {nearest.method} {nearest.path}"

    def methods(self, path: str) -> tuple[str, ...]:
        """The methods this path knows: empty when the path itself is unknown."""
        node = self._root.find(path.strip("/").split("/"), 0, [])
        return tuple(sorted(node.by_method)) if node is not None else ()


class _Node(Generic[Call]):
    __slots__ = ("by_method", "fixed", "parameter")

    def __init__(self) -> None:
        self.fixed: dict[str, _Node[Call]] = {}
        self.parameter: _Node[Call] | None = None
        self.by_method: dict[str, Operation[Call]] = {}

    def add(self, operation: Operation[Call]) -> None:
        node: _Node[Call] = self
        for segment in operation.path.strip("/").split("/"):
            if segment.startswith("{"):
                node.parameter = node.parameter or _Node()
                node = node.parameter
            else:
                node = node.fixed.setdefault(segment, _Node())
        if operation.method in node.by_method:
            raise ValueError(f"{operation.method} {operation.path} has two operations")
        node.by_method[operation.method] = operation

    def find(self, segments: list[str], depth: int, values: list[str]) -> "_Node[Call] | None":
        if depth == len(segments):
            return self if self.by_method else None
        fixed = self.fixed.get(segments[depth])
        if fixed is not None:
            found = fixed.find(segments, depth + 1, values)
            if found is not None:
                return found
        if self.parameter is None or not segments[depth]:
            return None
        values.append(segments[depth])
        found = self.parameter.find(segments, depth + 1, values)
        if found is None:
            values.pop()
        return found


def _parameter_names(path: str) -> list[str]:
    return [part[1:-1] for part in path.strip("/").split("/") if part.startswith("{")]
