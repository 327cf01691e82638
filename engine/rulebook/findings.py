"""What is wrong with a rule file, as data. Printing needs no code per kind of finding."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.rulebook.location import Location

FINDINGS_MAX = 1_000
"""A bound on what is reported at once; a file with more is broken as a whole."""
NO_CHARACTER = "\ufffd"
"""Stands for a character that can't be seen or that no rule file may hold."""


class Code(StrEnum):
    """The kinds of finding. Each is pinned by a test on message, place and underlined text."""

    # Reading the file
    UNREADABLE = "unreadable"
    SYNTAX = "syntax"
    DUPLICATE_KEY = "duplicate-key"
    AMBIGUOUS_YAML = "ambiguous-yaml"
    UNKNOWN_KIND = "unknown-kind"
    SCHEMA_LINE = "schema-line"
    # Against the schema
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_SHAPE = "wrong-shape"
    WRONG_VALUE = "wrong-value"
    # Across the files
    UNKNOWN_FACT = "unknown-fact"
    WRONG_TYPE = "wrong-type"
    IMPOSSIBLE = "impossible-comparison"
    UNSAFE_PATTERN = "unsafe-pattern"
    UNKNOWN_PLACEHOLDER = "unknown-placeholder"
    UNKNOWN_SOURCE = "unknown-source"
    UNCITED_SOURCE = "uncited-source"
    UNKNOWN_STATEMENT = "unknown-statement"
    DUPLICATE_NAME = "duplicate-name"
    UNUSED_FACT = "unused-fact"
    UNKNOWN_ELIGIBILITY = "unknown-eligibility"
    UNASKED_ELIGIBILITY = "unasked-eligibility"
    NO_RULES = "no-rules"
    UNKNOWN_STATE = "unknown-state"
    UNREACHABLE_STATE = "unreachable-state"
    DEAD_END = "dead-end"
    UNKNOWN_LIFECYCLE = "unknown-lifecycle"
    UNKNOWN_ACTION = "unknown-action"
    NOBODY_ASKS = "nobody-asks"
    AMBIGUOUS_TRANSITION = "ambiguous-transition"
    UNDECIDED_STATE = "undecided-state"
    CONTRADICTED_STATE = "contradicted-state"
    SHARED_ELIGIBILITY = "shared-eligibility"
    STATE_OUTSIDE_LIFECYCLE = "state-outside-lifecycle"
    STATES_DIFFER = "states-differ"
    CONSTANT_RULE = "constant-rule"
    SAME_RULE = "same-rule"
    SUPERFLUOUS_RULE = "superfluous-rule"
    NUMBER_DIFFERS = "number-differs"
    BEYOND_EXECUTOR = "beyond-executor"
    MAPPING_ORIGIN = "mapping-origin"
    UNKNOWN_MAPPING = "unknown-mapping"
    WRONG_DIRECTION = "wrong-direction"
    UNKNOWN_FIELD = "unknown-field"
    WRONG_FORMAT = "wrong-format"
    BEYOND_TARGET = "beyond-target"
    LIMIT_DIFFERS = "limit-differs"
    LEFT_BLANK = "left-blank"
    NEVER_REPEATED = "never-repeated"
    UNFILLED_TARGET = "unfilled-target"
    TWO_WRITERS = "two-writers"

    @property
    def severity(self) -> "Severity":
        return Severity.WARNING if self in _TOLERABLE else Severity.ERROR


class Severity(StrEnum):
    """By consequence. An error refuses the rulebook: a decision under it could be wrong. A warning
    leaves decisions right and makes the specification incomplete; `rules check` fails on both."""

    ERROR = "error"
    WARNING = "warning"


_TOLERABLE = frozenset(
    {
        Code.UNCITED_SOURCE,
        Code.UNUSED_FACT,
        Code.UNASKED_ELIGIBILITY,
        Code.SAME_RULE,
        Code.SUPERFLUOUS_RULE,
        Code.NUMBER_DIFFERS,
        Code.STATE_OUTSIDE_LIFECYCLE,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: `value` is the offending text as written, `help` one line on what to do."""

    code: Code
    message: str
    location: Location
    value: str
    help: str

    def render(self, source_line: str | None = None) -> str:
        """`file:line:column: message`, the source line with the value underlined, and the help."""
        lines = [f"{self.location}: {self.code.severity}: {self.message} [{self.code}]"]
        if source_line is not None:
            pad = " " * (self.location.column - 1)
            lines += [f"    {_visible(source_line)}", f"    {pad}{'^' * max(1, len(self.value))}"]
        return "\n".join([*lines, f"    help: {self.help}"])


def _visible(line: str) -> str:
    """The line with a mark for each character that would not show, or would drive a terminal."""
    return "".join(c if c.isprintable() or c == "\t" else NO_CHARACTER for c in line)


class RulebookError(Exception):
    """The rules folder has errors; all findings are in `findings`, in file order."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(finding.render() for finding in findings))
