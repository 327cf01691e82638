"""Vertical markup: rows under the subtotal, each spread over the lines it applies to (D-221)."""

from collections.abc import Sequence
from fractions import Fraction

from engine.markup.calculation import MarkupOnBase, exact_amounts, named
from engine.markup.cents import to_cents
from engine.markup.line_shares import (
    base_of,
    factors_within,
    line_groups,
    proportional_parts,
    with_the_rest,
)
from engine.markup.priced_change_order import ExactMarkup
from engine.markup.qualifying_lines import qualifying_positions
from engine.markup.refusal import MarkupRefused
from engine.records.change_order import ChangeOrderLine
from engine.records.financial_markup import FinancialMarkup


def vertical_rows(
    lines: Sequence[ChangeOrderLine],
    bases: Sequence[Fraction],
    markups: Sequence[FinancialMarkup],
) -> list[ExactMarkup]:
    """Each markup's exact amount, and every line's exact share of it.

    `bases` is what each line contributes to the subtotal. Lines that don't qualify get nothing.
    MarkupRefused when an amount is undefined or no line can carry it.
    """
    reached = {markup.id: qualifying_positions(lines, markup) for markup in markups}
    groups = line_groups(bases, reached)
    amounts = exact_amounts(
        [
            MarkupOnBase(
                markup,
                base_of(markup, groups) if reached[markup.id] else None,
                _lump_sum_cents(markup, [bases[index] for index in reached[markup.id]]),
            )
            for markup in markups
        ]
    )
    parts = proportional_parts(markups, bases, groups, factors_within)
    return [
        ExactMarkup(
            markup,
            reached[markup.id],
            with_the_rest(amounts[markup.id], parts[markup.id], bases, reached[markup.id]),
            amounts[markup.id],
        )
        for markup in markups
    ]


def _lump_sum_cents(markup: FinancialMarkup, bases: Sequence[Fraction]) -> Fraction | None:
    """The lump sum; MarkupRefused when the lines have no part in it that anybody could name."""
    if markup.lump_sum is None:
        return None
    cents = to_cents(markup.lump_sum, named(markup))
    if cents and not bases:
        raise MarkupRefused(
            named(markup),
            "no line qualifies to carry its lump sum",
            str(markup.lump_sum),
            "Widen its conditions, add a line that meets them, or remove the lump sum.",
        )
    if cents and any(bases) and not sum(bases):
        raise MarkupRefused(
            named(markup),
            "the lines that its lump sum applies to cancel out, so that none has a share of it",
            str(markup.lump_sum),
            "Limit it by its conditions to lines that come to an amount, or add a line for it.",
        )
    return Fraction(cents)
