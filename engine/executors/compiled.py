"""The plain executor: every condition compiled once to a Python function.

This is the reference. A comparison with a missing fact is not satisfied; only `missing` and
`present` test absence; `not` turns the answer round, so `not: {a: 1}` holds when `a` is missing.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, assert_never

from engine.rulebook.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Operator,
)
from engine.rulebook.model import Rule
from engine.rulebook.vocabulary import FactDeclaration, Facts

Predicate = Callable[[Facts], bool]
_Test = Callable[[Any], bool]
"""A test of a present value, whose type the fact check has established."""


class CompiledExecutor:
    """Decides a fixed list of rules. Holds no state between decisions; safe under threads."""

    def __init__(self, rules: Sequence[Rule], vocabulary: Mapping[str, FactDeclaration]) -> None:
        self._rules = tuple((rule.id, compile_condition(rule.when, vocabulary)) for rule in rules)

    def standing_rules(self, facts: Facts) -> tuple[str, ...]:
        """The ids of the rules whose condition holds, in the order given."""
        return tuple(rule_id for rule_id, holds in self._rules if holds(facts))


def compile_condition(condition: Condition, vocabulary: Mapping[str, FactDeclaration]) -> Predicate:
    """A function that says whether the condition holds under checked facts."""
    match condition:
        case Comparison():
            return _compile_comparison(condition, vocabulary)
        case Not():
            inner = compile_condition(condition.condition, vocabulary)
            return lambda facts: not inner(facts)
        case AllOf():
            parts = tuple(compile_condition(part, vocabulary) for part in condition.conditions)
            return lambda facts: all(part(facts) for part in parts)
        case AnyOf():
            parts = tuple(compile_condition(part, vocabulary) for part in condition.conditions)
            return lambda facts: any(part(facts) for part in parts)
        case _:
            assert_never(condition)


def _compile_comparison(
    comparison: Comparison, vocabulary: Mapping[str, FactDeclaration]
) -> Predicate:
    name = comparison.fact
    if comparison.operator is Operator.MISSING:
        return lambda facts: facts[name] is None
    if comparison.operator is Operator.PRESENT:
        return lambda facts: facts[name] is not None
    test = _test(comparison, vocabulary[name])

    def holds(facts: Facts) -> bool:
        value = facts[name]
        return value is not None and test(value)

    return holds


def _test(comparison: Comparison, fact: FactDeclaration) -> _Test:
    operand: Any = comparison.operand
    if fact.is_ordered and comparison.operator is not Operator.ONE_OF:
        return _rank_test(comparison.operator, fact.values, operand)
    match comparison.operator:
        case Operator.EQUALS:
            return lambda value: bool(value == operand)
        case Operator.ONE_OF:
            allowed = frozenset(operand)
            return lambda value: value in allowed
        case Operator.LONGER_THAN:
            return lambda value: len(value) > operand
        case Operator.MATCHES:
            pattern = re.compile(operand)
            return lambda value: pattern.fullmatch(value) is not None
        case _:
            return _order_test(comparison.operator, operand)


def _rank_test(operator: Operator, values: tuple[str, ...], operand: str) -> _Test:
    """Words in a declared order compare by their rank in it."""
    rank = {word: position for position, word in enumerate(values)}
    if operator is Operator.EQUALS:
        return lambda value: bool(value == operand)
    test = _order_test(operator, rank[operand])
    return lambda value: test(rank[value])


def _order_test(operator: Operator, operand: Any) -> _Test:
    match operator:
        case Operator.MORE_THAN:
            return lambda value: bool(value > operand)
        case Operator.LESS_THAN:
            return lambda value: bool(value < operand)
        case Operator.AT_LEAST:
            return lambda value: bool(value >= operand)
        case Operator.AT_MOST:
            return lambda value: bool(value <= operand)
        case _:
            raise AssertionError(
                f"{operator} does not order; the builder lets no such test through"
            )
