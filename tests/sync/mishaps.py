"""What can go wrong in the company in memory: calls that fail, and a process that ends anywhere."""

from collections.abc import Callable
from dataclasses import dataclass, field

from engine.ports.outcomes import Refused, Unavailable, UncertainOutcome


class Crash(BaseException):
    """The process ends here: nothing catches it."""


@dataclass
class Mishaps:
    """Counts every boundary; crashes at one of them, or lets calls fail as planned.

    `failures` maps an operation to what its next calls do: lost, unavailable, refused, an exception
    to raise instead of sending, or None.
    """

    crash_at: int | None = None
    passed: int = 0
    is_dead: bool = False
    names: list[str] = field(default_factory=list)
    failures: dict[str, list[str | Exception | None]] = field(default_factory=dict)

    def boundary(self, name: str) -> None:
        if self.is_dead:
            raise Crash(name)
        self.passed += 1
        self.names.append(name)
        if self.passed == self.crash_at:
            self.is_dead = True
            raise Crash(name)

    def around(self, operation: str, call: Callable[[], object]) -> object:
        """One call to the outside: before it is sent, once it is done, once it is answered."""
        self.boundary(f"{operation}: before send")
        planned = self.failures.get(operation)
        failure = planned.pop(0) if planned else None
        if isinstance(failure, Exception):
            raise failure
        if failure == "unavailable":
            raise Unavailable("memory", operation, "try again")
        if failure == "refused":
            raise Refused("memory", operation, "no")
        answer = call()
        self.boundary(f"{operation}: after target commit")
        if failure == "lost":
            raise UncertainOutcome("memory", operation, "the reply was lost")
        self.boundary(f"{operation}: after reply")
        return answer
