"""Conditions in words, nested as they are written."""

import pytest

from engine.rulebook.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Operator,
)
from engine.rulebook.location import Location
from engine.rulebook.vocabulary import FactDeclaration, FactType
from engine.web.condition_words import ConditionWords, condition_words

HERE = Location("rules/eligibility/x.yaml", 1, 1)
FACT = FactDeclaration(
    "order.amount_cents", FactType.MONEY_CENTS, "m", "d", None, (), False, True, None, HERE
)
MORE = Comparison(FACT.name, Operator.MORE_THAN, 123_456, HERE)
MISSING = Comparison(FACT.name, Operator.MISSING, None, HERE)
MATCHES = Comparison(FACT.name, Operator.MATCHES, "[0-9]+", HERE)


def leaf(says: str) -> ConditionWords:
    return ConditionWords(says, FACT.name)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (MORE, leaf("is more than 1,234.56")),
        (Not(MORE, HERE), leaf("is not more than 1,234.56")),
        (Not(MISSING, HERE), leaf("is not missing")),
        (Not(MATCHES, HERE), leaf("does not match [0-9]+")),
        (
            AllOf((MORE, Not(MISSING, HERE)), HERE),
            ConditionWords(
                "all of these hold:", None, (leaf("is more than 1,234.56"), leaf("is not missing"))
            ),
        ),
        (
            Not(AnyOf((MISSING,), HERE), HERE),
            ConditionWords(
                "this does not hold:",
                None,
                (ConditionWords("any of these holds:", None, (leaf("is missing"),)),),
            ),
        ),
    ],
)
def test_conditions_in_words(condition: Condition, words: ConditionWords) -> None:
    assert condition_words(condition, {FACT.name: FACT}) == words
