"""Horizontal markup: columns in a line's own row, kept unrounded there (D-220, D-400)."""

from collections.abc import Sequence
from fractions import Fraction

from engine.markup.line_shares import factors_alone, line_groups, proportional_parts
from engine.markup.priced_change_order import ExactMarkup
from engine.markup.qualifying_lines import qualifying_positions
from engine.records.change_order import ChangeOrderLine
from engine.records.financial_markup import FinancialMarkup


def horizontal_columns(
    lines: Sequence[ChangeOrderLine],
    line_cents: Sequence[Fraction],
    markups: Sequence[FinancialMarkup],
) -> list[ExactMarkup]:
    """Each markup's exact amount on every line. MarkupRefused when a line has none."""
    reached = {markup.id: qualifying_positions(lines, markup) for markup in markups}
    groups = line_groups(line_cents, reached)
    parts = proportional_parts(markups, line_cents, groups, factors_alone)
    return [
        ExactMarkup(
            markup, reached[markup.id], tuple(parts[markup.id].on_lines), parts[markup.id].total
        )
        for markup in markups
    ]
