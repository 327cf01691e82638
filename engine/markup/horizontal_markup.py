"""Horizontal markup: columns in a line's own row (D-220)."""

from collections.abc import Sequence

from engine.markup.calculation import MarkupOnBase, exact_amounts, named
from engine.markup.cents import round_to_cents
from engine.markup.qualifying_lines import line_qualifies
from engine.markup.settings import MarkupSettings
from engine.records.change_order import ChangeOrderLine
from engine.records.financial_markup import FinancialMarkup


def horizontal_cents(
    line: ChangeOrderLine,
    line_cents: int,
    markups: Sequence[FinancialMarkup],
    settings: MarkupSettings,
) -> list[int]:
    """The cents of every horizontal markup on one line, each rounded by itself."""
    exact = exact_amounts(
        [
            MarkupOnBase(markup, line_cents if line_qualifies(line, markup) else None)
            for markup in markups
        ]
    )
    return [
        round_to_cents(exact[markup.id], settings.rounding, f"{named(markup)} on line {line.id}")
        for markup in markups
    ]
