"""Why, and why not: each rule's verdict, and for each condition what was expected and found."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.executors.compiled import compile_condition
from engine.rulebook.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
)
from engine.rulebook.model import Rule
from engine.rulebook.plain_words import condition_in_words, expected_and_actual
from engine.rulebook.vocabulary import FactDeclaration, Facts


@dataclass(frozen=True, slots=True)
class ConditionExplanation:
    """One node of a condition: a comparison has fact, expected and actual; a group has parts."""

    words: str
    held: bool
    fact: str | None
    expected: str | None
    actual: str | None
    parts: tuple["ConditionExplanation", ...]


@dataclass(frozen=True, slots=True)
class RuleExplanation:
    """Whether a rule stands, and the tree of what it looked at."""

    rule: Rule
    stands: bool
    condition: ConditionExplanation


def explain_rule(
    rule: Rule, facts: Facts, vocabulary: Mapping[str, FactDeclaration]
) -> RuleExplanation:
    condition = explain_condition(rule.when, facts, vocabulary)
    return RuleExplanation(rule, condition.held, condition)


def explain_condition(
    condition: Condition, facts: Facts, vocabulary: Mapping[str, FactDeclaration]
) -> ConditionExplanation:
    held = compile_condition(condition, vocabulary)(facts)
    words = condition_in_words(condition, vocabulary)
    match condition:
        case Comparison():
            fact = vocabulary[condition.fact]
            expected, actual = expected_and_actual(condition, facts[fact.name], fact)
            return ConditionExplanation(
                words=words,
                held=held,
                fact=fact.name,
                expected=expected,
                actual=actual,
                parts=(),
            )
        case Not():
            inner: tuple[Condition, ...] = (condition.condition,)
        case AllOf() | AnyOf():
            inner = condition.conditions
    parts = tuple(explain_condition(part, facts, vocabulary) for part in inner)
    return ConditionExplanation(words, held, None, None, None, parts)
