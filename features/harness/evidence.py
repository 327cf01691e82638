"""What a scenario leaves behind for its report: decisions that were taken, calls that were made.

Plain text and numbers only, so that it travels between test workers.
"""

from dataclasses import asdict, dataclass, field

import msgspec

MAX_CALLS = 500


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer of the tool: what was asked, how it ended, and the rule that refused, if one did.

    `answer` is the tool's own word: done, refused, failed, parked.
    """

    asked: str
    answer: str
    rule_id: str
    because: str
    source: str


@dataclass(frozen=True, slots=True)
class Call:
    """One exchange with Procore or Spectrum, from the simulators' journal."""

    number: int
    system: str
    operation: str
    method: str
    path: str
    status: int
    refusal: str
    fault: str


@dataclass(frozen=True, slots=True)
class StepResult:
    """How one step went: passed, failed, or not reached. `message` says why it failed."""

    keyword: str
    name: str
    line: int
    state: str
    message: str = ""
    table: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class Evidence:
    """Filled by the steps while a scenario runs."""

    decisions: list[Decision] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    calls_left_out: int = 0

    def add_call(self, call: Call) -> None:
        """Keep the first MAX_CALLS, count the rest."""
        if len(self.calls) < MAX_CALLS:
            self.calls.append(call)
        else:
            self.calls_left_out += 1


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """Everything a report shows of one scenario."""

    file: str
    line: int
    feature: str
    name: str
    tags: list[str]
    state: str
    seconds: float
    steps: list[StepResult]
    decisions: list[Decision]
    calls: list[Call]
    calls_left_out: int
    trouble: str = ""

    def as_data(self) -> dict[str, object]:
        """Plain data for pytest's report of the test."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, object]) -> "ScenarioResult":
        """The reverse of `as_data`; msgspec.ValidationError when it is not what `as_data` gave."""
        return msgspec.convert(data, cls)
