"""Which facts a condition or a rule looks at, and which statements a rulebook cites."""

from collections.abc import Iterator

from engine.rulebook.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
)
from engine.rulebook.model import Citation, Rule, Rulebook


def comparisons_in(condition: Condition) -> Iterator[Comparison]:
    """Every comparison of a condition, in file order."""
    match condition:
        case Comparison():
            yield condition
        case Not():
            yield from comparisons_in(condition.condition)
        case AllOf() | AnyOf():
            for part in condition.conditions:
                yield from comparisons_in(part)


def facts_of_rule(rule: Rule) -> tuple[str, ...]:
    """The names of all facts a rule's condition and sentence use, each once, in order."""
    names = [comparison.fact for comparison in comparisons_in(rule.when)]
    return tuple(dict.fromkeys([*names, *rule.because.placeholders]))


def citations_in(rulebook: Rulebook) -> Iterator[Citation]:
    """Every citation of a source statement, whatever kind of rule makes it, each place once."""
    yield from dict.fromkeys(_every_citation(rulebook))  # a refused move is a rule as well


def _every_citation(rulebook: Rulebook) -> Iterator[Citation]:
    for eligibility in rulebook.eligibilities.values():
        for rule in eligibility.rules:
            yield from rule.sources
    for lifecycle in rulebook.lifecycles.values():
        for move in lifecycle.transitions:
            yield from move.sources
            if move.tells is not None:
                yield from move.tells.sources
            for refusal in move.otherwise:
                yield from refusal.sources
    for table in rulebook.mappings.values():
        for row in table.rows:
            yield from row.sources
    for markup in rulebook.markups.values():
        for setting in markup.settings:
            yield from setting.sources
