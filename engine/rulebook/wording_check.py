"""What a rule's sentence says against what the rule decides: the facts it names, its numbers."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal

from engine.rulebook.conditions import Comparison, Condition, Operator
from engine.rulebook.findings import Code, Finding
from engine.rulebook.location import Location
from engine.rulebook.names import suggest
from engine.rulebook.plain_words import expectation_in_words
from engine.rulebook.references import comparisons_in
from engine.rulebook.vocabulary import FactDeclaration, FactType
from engine.rulebook.wording import PLACEHOLDER
from engine.rulebook.yaml_positions import YamlScalar

_NUMBER = re.compile(r"(?<![\w#.,/-])-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w/-]|[.,]\d)")
"""A number by itself, with or without thousands' commas; not one that is part of a name."""
_EXACT = (Operator.EQUALS, Operator.ONE_OF)


def unknown_placeholders(because: YamlScalar, facts: AbstractSet[str]) -> Iterator[Finding]:
    """Facts in braces that nothing declares."""
    for found in PLACEHOLDER.finditer(because.text):
        name = found[2]
        if name not in facts:
            help_line = suggest(name, facts, "name a fact of facts.yaml")
            message = f"the sentence names the unknown fact `{name}`"
            at, value = _place(because, f"{{{name}}}")
            yield Finding(Code.UNKNOWN_PLACEHOLDER, message, at, value, help_line)


def differing_numbers(
    because: YamlScalar, condition: Condition, facts: Mapping[str, FactDeclaration]
) -> Iterator[Finding]:
    """The first number of a sentence that gives numbers, none of which is a limit of the rule.

    A limit may be told from either side: `more_than: 990` as at most 990 or as 991 or more.
    """
    limits = [
        comparison
        for comparison in comparisons_in(condition)
        if comparison.fact in facts and _numbers_of(comparison)
    ]
    sentence = PLACEHOLDER.sub(lambda found: " " * len(found[0]), because.text)
    told = [found[0] for found in _NUMBER.finditer(sentence)]
    if not limits or not told:
        return
    if any(_is_limit(number, limit, facts[limit.fact]) for number in told for limit in limits):
        return
    limit = limits[0]
    words = expectation_in_words(limit, facts[limit.fact])
    message = f"the sentence says {told[0]}, and the rule that {limit.fact} {words}"
    help_line = "say the same number in both"
    at, value = _place(because, told[0])
    yield Finding(Code.NUMBER_DIFFERS, message, at, value, help_line)


def _numbers_of(comparison: Comparison) -> tuple[int, ...]:
    operand = comparison.operand
    operands = operand if isinstance(operand, tuple) else (operand,)
    return tuple(each for each in operands if type(each) is int)


def _is_limit(number: str, comparison: Comparison, fact: FactDeclaration) -> bool:
    told = abs(Decimal(number.replace(",", "")))
    if fact.type is FactType.MONEY_CENTS:
        told *= 100
    slack = 0 if comparison.operator in _EXACT else 1
    return any(abs(told - abs(limit)) <= slack for limit in _numbers_of(comparison))


def _place(because: YamlScalar, value: str) -> tuple[Location, str]:
    """Where `value` stands; the first line of the sentence when it is on a later one."""
    at, offset = because.location, because.written.find(value)
    if offset < 0:
        return at, because.written
    return Location(at.file, at.line, at.column + offset), value
