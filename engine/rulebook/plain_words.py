"""Conditions in plain words, for people who don't read YAML."""

from collections.abc import Mapping
from typing import assert_never

from engine.rulebook.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Operator,
)
from engine.rulebook.vocabulary import FactDeclaration, FactValue
from engine.rulebook.wording import shown

_WORDS: Mapping[Operator, str] = {
    Operator.EQUALS: "is",
    Operator.ONE_OF: "is one of",
    Operator.MORE_THAN: "is more than",
    Operator.LESS_THAN: "is less than",
    Operator.AT_LEAST: "is at least",
    Operator.AT_MOST: "is at most",
    Operator.LONGER_THAN: "is longer than",
    Operator.MATCHES: "matches",
    Operator.MISSING: "is missing",
    Operator.PRESENT: "is present",
}


def condition_in_words(condition: Condition, vocabulary: Mapping[str, FactDeclaration]) -> str:
    """One phrase; groups are joined by `and`/`or` and bracketed where they nest."""
    match condition:
        case Comparison():
            fact = vocabulary[condition.fact]
            return f"{fact.name} {expectation_in_words(condition, fact)}"
        case Not():
            return f"not ({condition_in_words(condition.condition, vocabulary)})"
        case AllOf() | AnyOf():
            joint = " and " if isinstance(condition, AllOf) else " or "
            return joint.join(_bracketed(part, vocabulary) for part in condition.conditions)
        case _:
            assert_never(condition)


def expected_and_actual(
    comparison: Comparison, value: FactValue, fact: FactDeclaration
) -> tuple[str, str]:
    """A comparison's two sides in the same terms: `longer than 1 character`, `5 characters`."""
    expected = expectation_in_words(comparison, fact).removeprefix("is ")
    if comparison.operator is Operator.LONGER_THAN and isinstance(value, str):
        return expected, _characters(len(value))
    if comparison.operator is Operator.MATCHES:
        expected = f"a text of the form {comparison.operand}"
    return expected, _named(value, fact)


def expectation_in_words(comparison: Comparison, fact: FactDeclaration) -> str:
    """What the comparison expects of the fact: `is at least standard`."""
    words = _WORDS[comparison.operator]
    operand = comparison.operand
    if operand is None:
        return words
    if isinstance(operand, tuple):
        return f"{words} {', '.join(_named(value, fact) for value in operand)}"
    if comparison.operator is Operator.LONGER_THAN and isinstance(operand, int):
        return f"{words} {_characters(operand)}"
    return f"{words} {_named(operand, fact)}"


def _bracketed(condition: Condition, vocabulary: Mapping[str, FactDeclaration]) -> str:
    words = condition_in_words(condition, vocabulary)
    return f"({words})" if isinstance(condition, AllOf | AnyOf) else words


def _named(value: FactValue, fact: FactDeclaration) -> str:
    """A value that can be seen: a blank in its place would read as if something were left out."""
    return shown(value, fact) or "the empty text"


def _characters(count: int) -> str:
    return f"{count} character" if count == 1 else f"{count} characters"
