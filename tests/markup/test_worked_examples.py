"""Every table of docs/markup.md that has amounts, recalculated."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from engine.markup import (
    HorizontalRoundedOn,
    MarkupSettings,
    VerticalTakenOf,
    price_change_order,
)
from engine.records.financial_markup import (
    ConditionSegment,
    MarkupCalculation,
    MarkupCondition,
    MarkupSet,
)
from tests.markup.exact_reference import CENT, ExactOrder, rounded

PAGE = Path(__file__).parents[2] / "docs" / "markup.md"
CALCULATIONS = {
    "basic": MarkupCalculation.BASIC,
    "compounds above": MarkupCalculation.COMPOUNDS_ABOVE,
    "selective": MarkupCalculation.SELECTIVE,
    "iterative": MarkupCalculation.ITERATIVE,
}
MARKUP = re.compile(
    r"(?P<percentage>-?[\d.]+) % (?P<calculation>[a-z ]+?)(?: of (?P<selected>\d+))?"
    r"|(?P<lump_sum>-?[\d.]+) lump sum"
)


def examples(kind="example"):
    """Rows of the tables that start with `kind`, each as a mapping from heading to cell."""
    heading = None
    for text in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in text.strip("|").split("|")] if text[:1] == "|" else None
        if cells is None:
            heading = None
        elif heading is None:
            heading = cells
        elif heading[0] == kind and not cells[0].startswith("---"):
            yield dict(zip(heading, cells, strict=True))


def markups_of(text, markup_set, markup, first_id):
    made = []
    for position, words in enumerate(filter(None, text.split(", ")), start=1):
        parts = MARKUP.fullmatch(words)
        assert parts, f"{words!r} is no markup"
        selected = parts["selected"]
        made.append(
            markup(
                first_id + position,
                parts["percentage"] or "99",
                markup_set=markup_set,
                position=position,
                calculation=CALCULATIONS[parts["calculation"] or "basic"],
                selections=(first_id + int(selected),) if selected else (),
                lump_sum=parts["lump_sum"],
            )
        )
    return made


def amounts_in(text, separator):
    return [Decimal(part) for part in filter(None, text.split(separator))]


def test_the_page_has_its_examples():
    names = {example["example"] for example in examples()}
    assert {"E-01", "E-03", "E-07", "E-20", "E-21", "E-22", "E-23", "E-24"} <= names
    assert len(names) == 27


def order_of(example, line, markup):
    lines = [
        line(number, amount)
        for number, amount in enumerate(amounts_in(example["lines"], "; "), start=1)
    ]
    markups = markups_of(example.get("horizontal", ""), MarkupSet.HORIZONTAL, markup, 100)
    markups += markups_of(example["vertical"], MarkupSet.VERTICAL, markup, 200)
    return lines, markups


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example["example"])
def test_an_example_of_the_page(example, line, markup):
    lines, markups = order_of(example, line, markup)

    priced = price_change_order(lines, markups, MarkupSettings())

    assert [row.amount for row in priced.vertical_rows] == amounts_in(
        example["vertical amounts"], ", "
    )
    if "horizontal amounts" in example:
        assert [
            entry.amount for on_line in priced.lines for entry in on_line.horizontal
        ] == amounts_in(example["horizontal amounts"], "; ")
        assert priced.subtotal == Decimal(example["subtotal"])
    if "shares" in example:
        assert [on_line.vertical_shares[0].amount for on_line in priced.lines] == amounts_in(
            example["shares"], "; "
        )
    if "revenues" in example:
        assert [on_line.revenue for on_line in priced.lines] == amounts_in(
            example["revenues"], "; "
        )
    if "grand total" in example:
        assert priced.grand_total == Decimal(example["grand total"])


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example["example"])
def test_an_example_recalculated_by_the_exact_reference(example, line, markup):
    exact = ExactOrder(*order_of(example, line, markup))

    assert [rounded(row) for row in exact.rows] == amounts_in(example["vertical amounts"], ", ")
    if "horizontal amounts" in example:
        written = amounts_in(example["horizontal amounts"], "; ")
        by_line = [amount for on_line in zip(*exact.horizontal, strict=True) for amount in on_line]
        assert sum(written) == rounded(sum(by_line, Fraction(0)))
        assert all(abs(a - Fraction(w)) < CENT for a, w in zip(by_line, written, strict=True))
    if "shares" in example:
        written = amounts_in(example["shares"], "; ")
        assert all(
            abs(a - Fraction(w)) < CENT for a, w in zip(exact.shares[0], written, strict=True)
        )
    if "revenues" in example:
        revenues = [
            subtotal + sum(shares[at] for shares in exact.shares)
            for at, subtotal in enumerate(exact.subtotals)
        ]
        assert [rounded(revenue) for revenue in revenues] == amounts_in(example["revenues"], "; ")
    if "grand total" in example:
        assert exact.total_as_documented == Fraction(example["grand total"])


@pytest.mark.parametrize(
    "example", list(examples("other reading")), ids=lambda example: example["other reading"]
)
def test_the_same_order_by_another_reading(example, line, markup):
    name, _, value = example["setting"].partition(": ")
    reading = {
        "horizontal_rounded_on": HorizontalRoundedOn,
        "vertical_taken_of": VerticalTakenOf,
    }[name](value)
    settings = replace(MarkupSettings(), **{name: reading})
    priced = price_change_order(*order_of(example, line, markup), settings)
    assert priced.grand_total == Decimal(example["grand total"])


def test_a_compounded_markup_that_reaches_other_lines(line, markup):
    """The worked example in words: its amounts stand on the page."""
    first, others = (
        (MarkupCondition(ConditionSegment.COST_CODE, is_excluding, frozenset({1})),)
        for is_excluding in (False, True)
    )
    lines = [
        line(number, amount, cost_code_id=number)
        for number, amount in enumerate(("1000.00", "300.00", "-100.00"), start=1)
    ]
    markups = [
        markup(1, "10", conditions=first),
        markup(2, "10", calculation=MarkupCalculation.COMPOUNDS_ABOVE, conditions=others),
    ]
    revenues = re.search(
        r"The lines come to ([\d.]+), ([\d.]+) and (-[\d.]+)\.", PAGE.read_text(encoding="utf-8")
    ).groups()

    priced = price_change_order(lines, markups, MarkupSettings())
    exact = ExactOrder(lines, markups)

    assert tuple(str(on_line.revenue) for on_line in priced.lines) == revenues
    assert exact.total_as_documented == sum(map(Fraction, revenues)) == Fraction(1330)


@pytest.mark.parametrize(
    "example",
    [row for row in examples() if row["example"] in {"E-20", "E-21", "E-22", "E-23", "selective"}],
    ids=lambda example: example["example"],
)
def test_horizontal_markup_on_one_line_gives_the_same_amounts(example, line, markup):
    markups = markups_of(example["vertical"], MarkupSet.HORIZONTAL, markup, 100)

    priced = price_change_order([line(1, example["lines"])], markups, MarkupSettings())

    assert [entry.amount for entry in priced.lines[0].horizontal] == amounts_in(
        example["vertical amounts"], ", "
    )
    assert priced.grand_total == priced.subtotal == Decimal(example["grand total"])


def test_the_published_order_ties_out(line, markup):
    """E-02: the contract plus its approved change orders is the revised contract."""
    contract, approved, revised = (
        Decimal(amount)
        for amount in re.search(
            r"Contract ([\d.]+) plus the approved change orders ([\d.]+) .* ([\d.]+) \(E-02\)",
            PAGE.read_text(encoding="utf-8"),
        ).groups()
    )
    change_orders = [
        price_change_order([line(1, "299.00")], [markup(1, "15.00")], MarkupSettings()),
        price_change_order([line(1, "66.00")], [], MarkupSettings()),
        price_change_order([line(1, "1520.00")], [], MarkupSettings()),
    ]

    assert sum(priced.grand_total for priced in change_orders) == approved
    assert contract + sum(priced.grand_total for priced in change_orders) == revised
    assert (contract, approved, revised) == (
        Decimal("7396144.00"),
        Decimal("1929.85"),
        Decimal("7398073.85"),
    )
