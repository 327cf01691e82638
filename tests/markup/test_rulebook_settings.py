"""The choices of rules/markup/ change the calculation."""

import shutil
from decimal import Decimal

import pytest

from engine.markup import MarkupRefused, MarkupSettings, markup_settings, price_change_order
from engine.records.financial_markup import MarkupCalculation, MarkupSet
from engine.rulebook.load import DEFAULT_RULES, load_rulebook

FILE = "markup/prime_contract_change_order.yaml"


@pytest.fixture
def settings_after(tmp_path):
    """The settings of a copy of the rules in which one text of the markup file is replaced."""

    def edit(old, new):
        rules = tmp_path / "rules"
        shutil.copytree(DEFAULT_RULES, rules)
        text = (rules / FILE).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} appears {text.count(old)} times"
        (rules / FILE).write_text(text.replace(old, new), encoding="utf-8")
        return markup_settings(load_rulebook(rules))

    return edit


def test_the_rulebook_states_the_defaults():
    assert markup_settings(load_rulebook()) == MarkupSettings()


def test_half_even(settings_after, line, markup):
    settings = settings_after("is: half_up", "is: half_even")
    markups = [markup(1, "5", markup_set=MarkupSet.HORIZONTAL), markup(2, "5")]
    lines = [line(1, "0.10"), line(2, "0.30"), line(3, "-0.10")]
    by_rule = price_change_order(lines, markups, settings)
    by_default = price_change_order(lines, markups, MarkupSettings())
    assert [str(on.horizontal[0].amount) for on in by_rule.lines] == ["0.00", "0.02", "0.00"]
    assert [str(on.horizontal[0].amount) for on in by_default.lines] == ["0.01", "0.02", "-0.01"]


def test_rounded_on_each_line(settings_after, line, markup):
    settings = settings_after("is: subtotal", "is: line")
    lines = [line(1, "0.10"), line(2, "0.10"), line(3, "0.10")]
    by_rule = price_change_order(lines, [markup(1, "5")], settings)
    by_default = price_change_order(lines, [markup(1, "5")], MarkupSettings())
    assert (by_rule.grand_total, by_default.grand_total) == (Decimal("0.33"), Decimal("0.32"))


def horizontal_thirds(line, markup):
    """5 % of 0.10 is half a cent: three lines come to 0.015."""
    return [line(number, "0.10") for number in (1, 2, 3)], [
        markup(1, "5", markup_set=MarkupSet.HORIZONTAL)
    ]


def test_horizontal_markup_is_rounded_in_sum(line, markup):
    """D-400; the lines add up to it (D-401)."""
    priced = price_change_order(*horizontal_thirds(line, markup), MarkupSettings())
    assert [str(on.horizontal[0].amount) for on in priced.lines] == ["0.00", "0.01", "0.01"]
    assert priced.grand_total == Decimal("0.32")


def test_each_column_can_be_rounded_by_itself(settings_after, line, markup):
    settings = settings_after("is: total\n", "is: column\n")
    columns = [markup(number, "4", markup_set=MarkupSet.HORIZONTAL) for number in (1, 2)]
    by_rule = price_change_order([line(1, "0.10")], columns, settings)
    by_default = price_change_order([line(1, "0.10")], columns, MarkupSettings())
    assert (by_rule.grand_total, by_default.grand_total) == (Decimal("0.10"), Decimal("0.11"))


def test_lines_rounded_one_by_one_miss_the_total_by_explained_cents(settings_after, line, markup):
    settings = settings_after("is: total\n", "is: line\n")
    lines, markups = horizontal_thirds(line, markup)
    priced = price_change_order(lines, markups, settings, Decimal("0.32"))
    assert [str(on.revenue) for on in priced.lines] == ["0.11", "0.11", "0.11"]
    assert priced.rounding_difference == Decimal("-0.01")
    beyond = price_change_order(lines, markups, settings, Decimal("0.34"))
    assert (beyond.grand_total, beyond.rounding_difference) == (Decimal("0.33"), Decimal("0.00"))


def test_vertical_markup_of_the_rounded_subtotal(settings_after, line, markup):
    """3 % of 0.50 is 0.015, shown as 0.02; 1000 % of 0.515 is 5.15, of 0.52 it is 5.20."""
    settings = settings_after("is: unrounded_subtotal", "is: rounded_subtotal")
    markups = [markup(1, "3", markup_set=MarkupSet.HORIZONTAL), markup(2, "1000")]
    by_rule = price_change_order([line(1, "0.50")], markups, settings)
    by_default = price_change_order([line(1, "0.50")], markups, MarkupSettings())
    assert (by_rule.grand_total, by_default.grand_total) == (Decimal("5.72"), Decimal("5.67"))


def test_vertical_first_leaves_horizontal_out_of_its_base(settings_after, line, markup):
    settings = settings_after("is: [horizontal, vertical]", "is: [vertical, horizontal]")
    markups = [markup(1, "3", markup_set=MarkupSet.HORIZONTAL), markup(2, "1")]
    priced = price_change_order([line(1, "1000")], markups, settings)
    assert [str(row.amount) for row in priced.vertical_rows] == ["10.00"]
    assert priced.grand_total == Decimal("1040.00")


def test_both_kinds_are_named(settings_after):
    with pytest.raises(MarkupRefused) as refusal:
        settings_after("is: [horizontal, vertical]", "is: [horizontal]")
    assert refusal.value.record.startswith("rules/markup/prime_contract_change_order.yaml:")
    assert str(refusal.value).endswith(
        "the setting `order` of prime_contract_change_order can't be used; found horizontal. "
        "Name both horizontal and vertical, first one first."
    )


def test_a_calculation_type_that_is_not_on_offer(settings_after, line, markup):
    settings = settings_after(
        "is: [basic, compounds_all_above, selective_compounding, iterative]", "is: [basic]"
    )
    assert price_change_order([line(1, "1")], [markup(1, "1")], settings).vertical_rows
    with pytest.raises(MarkupRefused) as refusal:
        price_change_order(
            [line(1, "1")], [markup(1, "1", calculation=MarkupCalculation.ITERATIVE)], settings
        )
    assert str(refusal.value) == (
        'markup 1 "Markup 1": the rulebook doesn\'t offer its calculation type; found iterative. '
        "Choose another type, or change `calculation_types` in rules/markup/."
    )


def test_lump_sums_can_be_refused(settings_after, line, markup):
    settings = settings_after("is: replaces_percentage", "is: refused")
    with pytest.raises(MarkupRefused) as refusal:
        price_change_order([line(1, "1")], [markup(1, "1", lump_sum="5.00")], settings)
    assert str(refusal.value) == (
        'markup 1 "Markup 1": the rulebook refuses lump sums; found 5.00. '
        "Enter a percentage, or change `lump_sum` in rules/markup/."
    )


def test_a_setting_that_is_not_stated(settings_after):
    with pytest.raises(MarkupRefused) as refusal:
        settings_after(
            "  lump_sum:\n    is: replaces_percentage\n    source: markup#lump-sum\n", ""
        )
    assert str(refusal.value).endswith(
        "the setting `lump_sum` of prime_contract_change_order can't be used; found no such "
        "setting. Add `lump_sum` to the file."
    )


def test_a_rulebook_that_says_nothing_of_change_orders(settings_after):
    with pytest.raises(MarkupRefused) as refusal:
        settings_after("markup: prime_contract_change_order", "markup: another")
    assert str(refusal.value) == (
        "rules/markup/: the rulebook doesn't say how change orders are marked up; found another. "
        "Add a file with `markup: prime_contract_change_order`."
    )
