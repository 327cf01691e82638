"""What a rule calls too long or too many is what the mapping refuses: each limit stands in both.

The rule gives every reason at once, for people; the mapping is the last to look before a write.
"""

import pytest

from engine.mapping.value_format import DIGITS
from engine.records.change_request import BILLING_LINES_MAX
from engine.rulebook.conditions import (
    AnyOf,
    Comparison,
    Operand,
    Operator,
)
from engine.rulebook.model import Rulebook
from engine.rulebook.wording import shown

ROW_OF_RULE = {
    "pcco.number-too-long": "pcco.number",
    "pcco.description-too-long": "pcco.description",
    "pcco.billing-item-too-long": "revenue.billing-item",
    "pcco.cost-code-too-long": "estimate.phase",
    "pcco.cost-type-too-long": "estimate.cost-type",
}
WITHOUT_A_ROW = {"pcco.title-too-long": 255}
"""The title stays in Procore, which holds as many characters (D-174)."""
AMOUNT_ROWS = ("estimate.amount", "revenue.amount")


def _limits(rulebook: Rulebook, rule_id: str) -> dict[Operator, Operand]:
    condition = rulebook.rules[rule_id].when
    parts = condition.conditions if isinstance(condition, AnyOf) else (condition,)
    return {part.operator: part.operand for part in parts if isinstance(part, Comparison)}


@pytest.mark.parametrize("rule_id", ROW_OF_RULE)
def test_a_text_too_long_for_the_rule_is_too_long_for_the_row(
    rulebook: Rulebook, rule_id: str
) -> None:
    rows = {row.id: row for row in rulebook.mappings["pcco"].rows}
    limit = rows[ROW_OF_RULE[rule_id]].max_length
    assert _limits(rulebook, rule_id) == {Operator.LONGER_THAN: limit}
    assert f" at most {limit}" in rulebook.rules[rule_id].because.text


def test_every_rule_about_length_is_held_against_a_row(rulebook: Rulebook) -> None:
    about_length = {
        rule.id
        for rule in rulebook.rules.values()
        if isinstance(rule.when, Comparison) and rule.when.operator is Operator.LONGER_THAN
    }
    assert about_length == {*ROW_OF_RULE, *WITHOUT_A_ROW}
    for rule_id, limit in WITHOUT_A_ROW.items():
        assert _limits(rulebook, rule_id) == {Operator.LONGER_THAN: limit}


@pytest.mark.parametrize("row_id", AMOUNT_ROWS)
def test_an_amount_out_of_range_for_the_rule_has_too_many_digits_for_the_row(
    rulebook: Rulebook, row_id: str
) -> None:
    rows = {row.id: row for row in rulebook.mappings["pcco"].rows}
    digits = DIGITS.fullmatch(rows[row_id].format or "")
    assert digits is not None
    largest_cents = 10 ** (int(digits["whole"]) + int(digits["decimals"])) - 1
    rule_id = "pcco.amount-out-of-range"
    assert _limits(rulebook, rule_id) == {
        Operator.MORE_THAN: largest_cents,
        Operator.LESS_THAN: -largest_cents,
    }
    declaration = rulebook.facts["pcco.largest_amount_cents"]
    assert shown(largest_cents, declaration) in rulebook.rules[rule_id].because.text


def test_the_rule_and_the_mapping_count_billing_lines_alike(rulebook: Rulebook) -> None:
    rule_id = "pcco.too-many-billing-lines"
    assert _limits(rulebook, rule_id) == {Operator.MORE_THAN: BILLING_LINES_MAX}
    assert f" at most {BILLING_LINES_MAX}." in rulebook.rules[rule_id].because.text
