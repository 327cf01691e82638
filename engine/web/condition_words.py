"""A rule's condition in words, nested as the condition is, for a page to set out as lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from engine.rulebook.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
)
from engine.rulebook.plain_words import expectation_in_words
from engine.rulebook.vocabulary import FactDeclaration


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """Either a leaf, `fact` and what it `says` of it, or a phrase over `parts`."""

    says: str
    fact: str | None = None
    parts: tuple["ConditionWords", ...] = ()


def condition_words(
    condition: Condition, vocabulary: Mapping[str, FactDeclaration]
) -> ConditionWords:
    match condition:
        case Comparison():
            expectation = expectation_in_words(condition, vocabulary[condition.fact])
            return ConditionWords(expectation, condition.fact)
        case Not(condition=Comparison() as comparison):
            expectation = expectation_in_words(comparison, vocabulary[comparison.fact])
            return ConditionWords(_negated(expectation), comparison.fact)
        case Not():
            inner = condition_words(condition.condition, vocabulary)
            return ConditionWords("this does not hold:", parts=(inner,))
        case AllOf() | AnyOf():
            says = "all of these hold:" if isinstance(condition, AllOf) else "any of these holds:"
            parts = tuple(condition_words(part, vocabulary) for part in condition.conditions)
            return ConditionWords(says, parts=parts)
        case _:
            assert_never(condition)


def _negated(expectation: str) -> str:
    """`is more than 5` turned into `is not more than 5`."""
    verb, _, rest = expectation.partition(" ")
    return f"is not {rest}" if verb == "is" else f"does not match {rest}"
