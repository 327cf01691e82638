"""rules/coverage.yaml: every documented statement by its number, and what need not be shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.rulebook.findings import Code, Finding
from engine.rulebook.location import Location
from engine.rulebook.nodes import items, text
from engine.rulebook.yaml_positions import YamlNode, YamlScalar


@dataclass(frozen=True, slots=True)
class StatementNumber:
    """A number of docs/facts.md where the file names it."""

    number: str
    location: Location


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """Statements of one part of the documentation, or that one reason keeps out of scope."""

    words: str
    statements: tuple[StatementNumber, ...]


@dataclass(frozen=True)
class StatementCoverage:
    """Every statement is in one of `sections`. Those of `out_of_scope` are not ours, each group for
    its reason; those of `awaiting` are shown by no scenario yet."""

    sections: tuple[StatementGroup, ...] = ()
    out_of_scope: tuple[StatementGroup, ...] = ()
    awaiting: tuple[StatementNumber, ...] = ()

    @cached_property
    def reasons(self) -> Mapping[str, str]:
        """By the number of a statement that is out of scope, why."""
        return {s.number: group.words for group in self.out_of_scope for s in group.statements}


NOTHING_COVERED = StatementCoverage()


def build_coverage(root: YamlNode) -> StatementCoverage:
    """The file's content, which has already passed its schema."""
    return StatementCoverage(
        tuple(_group(node, "title") for node in items(root, "sections")),
        tuple(_group(node, "because") for node in items(root, "out_of_scope")),
        _numbers(root, "awaiting_scenarios"),
    )


def coverage_check(coverage: StatementCoverage) -> Iterator[Finding]:
    """A number stands in one section, and in one of the other lists at most."""
    listed: dict[str, Location] = {}
    for section in coverage.sections:
        yield from _doubled(section.statements, listed, "stands in two sections")
    decided: dict[str, Location] = {}
    for group in (*coverage.out_of_scope, StatementGroup("", coverage.awaiting)):
        for statement in group.statements:
            if statement.number not in listed:
                message = f"`{statement.number}` stands in no section"
                help_line = "add it to one, or correct the number"
                at, value = statement.location, statement.number
                yield Finding(Code.UNKNOWN_STATEMENT, message, at, value, help_line)
        yield from _doubled(group.statements, decided, "is accounted for twice")


def _doubled(
    statements: tuple[StatementNumber, ...], seen: dict[str, Location], what: str
) -> Iterator[Finding]:
    for statement in statements:
        first = seen.setdefault(statement.number, statement.location)
        if first != statement.location:
            message = f"`{statement.number}` {what}"
            help_line = f"remove one; the first is at {first}"
            at = statement.location
            yield Finding(Code.DUPLICATE_NAME, message, at, statement.number, help_line)


def _group(node: YamlNode, words: str) -> StatementGroup:
    return StatementGroup(text(node, words), _numbers(node, "statements"))


def _numbers(node: YamlNode, key: str) -> tuple[StatementNumber, ...]:
    return tuple(
        StatementNumber(item.text, item.location)
        for item in items(node, key)
        if isinstance(item, YamlScalar)
    )
