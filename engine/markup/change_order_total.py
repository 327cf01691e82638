"""Pricing a change order: lines, horizontal markup, subtotal, vertical markup, grand total."""

from collections.abc import Iterable, Sequence

from engine.markup.bounds import refuse_out_of_bounds
from engine.markup.cents import to_amount, to_cents
from engine.markup.horizontal_markup import horizontal_cents
from engine.markup.priced_change_order import MarkupAmount, PricedChangeOrder, PricedLine
from engine.markup.settings import MarkupSettings
from engine.markup.vertical_markup import vertical_shares
from engine.records.change_order import ChangeOrderLine
from engine.records.financial_markup import FinancialMarkup, MarkupSet


def price_change_order(
    lines: Iterable[ChangeOrderLine],
    markups: Iterable[FinancialMarkup],
    settings: MarkupSettings,
) -> PricedChangeOrder:
    """Price a change order exactly; lines plus markup equal the grand total to the cent.

    Horizontal markup is rounded per line and markup; vertical markup is taken of the subtotal with
    horizontal markup (D-223), rounded once per markup and spread over its lines. The order in which
    lines and markups arrive doesn't matter, their positions do (D-234).
    A PCCO made of several change orders is priced one by one: a markup reaches the lines that hang
    on the same potential change order. MarkupRefused when an amount is undefined or the change
    order exceeds the bounds of `bounds`.
    """
    ordered_lines = sorted(lines, key=lambda line: (line.holder_id, line.position, line.id))
    ordered_markups = sorted(markups, key=lambda markup: (markup.position, markup.id))
    refuse_out_of_bounds(ordered_lines, ordered_markups, settings)
    holders = dict.fromkeys(
        [line.holder_id for line in ordered_lines]
        + [markup.holder_id for markup in ordered_markups]
    )
    parts = [
        _priced(
            [line for line in ordered_lines if line.holder_id == holder_id],
            [markup for markup in ordered_markups if markup.holder_id == holder_id],
            settings,
        )
        for holder_id in holders
    ]
    return PricedChangeOrder(
        lines=tuple(line for part in parts for line in part.lines),
        vertical_rows=tuple(row for part in parts for row in part.vertical_rows),
    )


def _priced(
    ordered_lines: Sequence[ChangeOrderLine],
    ordered_markups: Sequence[FinancialMarkup],
    settings: MarkupSettings,
) -> PricedChangeOrder:
    horizontal = [m for m in ordered_markups if m.markup_set is MarkupSet.HORIZONTAL]
    vertical = [m for m in ordered_markups if m.markup_set is MarkupSet.VERTICAL]

    line_cents = [to_cents(line.amount, f"line {line.id}") for line in ordered_lines]
    on_lines = [
        horizontal_cents(line, cents, horizontal, settings)
        for line, cents in zip(ordered_lines, line_cents, strict=True)
    ]
    base_cents = line_cents
    if settings.vertical_includes_horizontal:
        base_cents = [
            cents + sum(columns) for cents, columns in zip(line_cents, on_lines, strict=True)
        ]
    shares = vertical_shares(ordered_lines, base_cents, vertical, settings)
    return PricedChangeOrder(
        lines=tuple(
            PricedLine(
                line,
                _amounts(horizontal, on_lines[index]),
                _amounts(vertical, [on_markup[index] for on_markup in shares]),
            )
            for index, line in enumerate(ordered_lines)
        ),
        vertical_rows=_amounts(vertical, [sum(on_markup) for on_markup in shares]),
    )


def _amounts(markups: Sequence[FinancialMarkup], cents: Sequence[int]) -> tuple[MarkupAmount, ...]:
    return tuple(
        MarkupAmount(markup, to_amount(amount))
        for markup, amount in zip(markups, cents, strict=True)
    )
