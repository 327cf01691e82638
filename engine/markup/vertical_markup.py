"""Vertical markup: rows under the subtotal, each spread over the lines it applies to (D-221)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from engine.markup.allocation import exact_shares, largest_remainder
from engine.markup.calculation import MarkupOnBase, exact_amounts, named, rate_of
from engine.markup.cents import round_to_cents, to_cents
from engine.markup.qualifying_lines import qualifying_positions
from engine.markup.refusal import MarkupRefused
from engine.markup.settings import MarkupSettings, RoundedOn
from engine.records.change_order import ChangeOrderLine
from engine.records.financial_markup import FinancialMarkup


def vertical_shares(
    lines: Sequence[ChangeOrderLine],
    base_cents: Sequence[int],
    markups: Sequence[FinancialMarkup],
    settings: MarkupSettings,
) -> list[list[int]]:
    """For each markup the cents on every line; a row is the sum of its shares.

    `base_cents` is what each line contributes to the base. Lines that don't qualify get nothing.
    """
    qualifying = [qualifying_positions(lines, markup) for markup in markups]
    on_base = [
        MarkupOnBase(
            markup,
            sum(base_cents[index] for index in positions) if positions else None,
            _lump_sum_cents(markup, bool(positions)),
        )
        for markup, positions in zip(markups, qualifying, strict=True)
    ]
    exact = exact_amounts(on_base)
    shares = []
    for markup, positions in zip(markups, qualifying, strict=True):
        on_lines = [0] * len(lines)
        bases = [base_cents[index] for index in positions]
        spread = _spread(markup, exact[markup.id], bases, settings)
        for index, cents in zip(positions, spread, strict=True):
            on_lines[index] = cents
        shares.append(on_lines)
    return shares


def _spread(
    markup: FinancialMarkup,
    exact_cents: Fraction,
    line_cents: Sequence[int],
    settings: MarkupSettings,
) -> Sequence[int]:
    """The markup in whole cents over its lines: rounded once on the row, or on every line."""
    own_rate = Fraction(0) if markup.lump_sum is not None else rate_of(markup)
    match settings.rounded_on:
        case RoundedOn.LINE:
            return [
                round_to_cents(share, settings.rounding, named(markup))
                for share in exact_shares(exact_cents, line_cents, own_rate)
            ]
        case RoundedOn.SUBTOTAL:
            row_cents = round_to_cents(exact_cents, settings.rounding, named(markup))
            shares = exact_shares(Fraction(row_cents), line_cents, own_rate)
            return largest_remainder(row_cents, shares)
        case _:
            assert_never(settings.rounded_on)


def _lump_sum_cents(markup: FinancialMarkup, has_qualifying_lines: bool) -> int | None:
    if markup.lump_sum is None:
        return None
    cents = to_cents(markup.lump_sum, named(markup))
    if cents and not has_qualifying_lines:
        raise MarkupRefused(
            named(markup),
            "no line qualifies to carry its lump sum",
            str(markup.lump_sum),
            "Widen its conditions, add a line that meets them, or remove the lump sum.",
        )
    return cents
