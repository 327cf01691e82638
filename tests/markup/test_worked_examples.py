"""Every table of docs/markup.md that has amounts, recalculated."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from engine.markup import MarkupSettings, price_change_order
from engine.records.financial_markup import MarkupCalculation, MarkupSet

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


def examples():
    """Rows of the tables that start with `example`, each as a mapping from heading to cell."""
    heading = None
    for text in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in text.strip("|").split("|")] if text[:1] == "|" else None
        if cells is None:
            heading = None
        elif heading is None:
            heading = cells
        elif heading[0] == "example" and not cells[0].startswith("---"):
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
    assert len(names) == 20


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example["example"])
def test_an_example_of_the_page(example, line, markup):
    lines = [
        line(number, amount)
        for number, amount in enumerate(amounts_in(example["lines"], "; "), start=1)
    ]
    markups = markups_of(example.get("horizontal", ""), MarkupSet.HORIZONTAL, markup, 100)
    markups += markups_of(example["vertical"], MarkupSet.VERTICAL, markup, 200)

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
    if "grand total" in example:
        assert priced.grand_total == Decimal(example["grand total"])


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
