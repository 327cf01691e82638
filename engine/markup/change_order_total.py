"""Pricing a change order: lines, horizontal markup, subtotal, vertical markup, grand total."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from engine.markup.bounds import refuse_out_of_bounds
from engine.markup.cents import to_amount, to_cents
from engine.markup.horizontal_markup import horizontal_columns
from engine.markup.priced_change_order import (
    ExactMarkup,
    MarkupAmount,
    PricedChangeOrder,
    PricedLine,
)
from engine.markup.rounded_totals import (
    Totals,
    cents_on_lines,
    horizontal_totals,
    reaching_procores_total,
    vertical_totals,
)
from engine.markup.settings import MarkupSettings, VerticalTakenOf
from engine.markup.vertical_markup import vertical_rows
from engine.records.change_order import ChangeOrderLine
from engine.records.financial_markup import FinancialMarkup, MarkupSet


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines and markups of one potential change order, calculated and not yet put together.

    `own_cents` is what each markup, columns first, comes to by the rulebook alone.
    """

    lines: Sequence[ChangeOrderLine]
    line_cents: Sequence[int]
    columns: Sequence[ExactMarkup]
    rows: Sequence[ExactMarkup]
    own_cents: tuple[int, ...]

    @property
    def markups(self) -> list[ExactMarkup]:
        return [*self.columns, *self.rows]


def price_change_order(
    lines: Iterable[ChangeOrderLine],
    markups: Iterable[FinancialMarkup],
    settings: MarkupSettings,
    grand_total: Decimal | None = None,
) -> PricedChangeOrder:
    """Price a change order exactly; lines plus markup equal the total to the cent.

    Amounts are exact until each markup is rounded and spread over its lines as `settings` say.
    `grand_total` is Procore's own: the lines come to it unless it differs from the exact amount by
    more than half a cent a line and column; then they come to what the rulebook alone makes of
    them, as they do without it. The order in which lines and markups arrive doesn't matter, their
    positions do (D-234).
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
        _part(
            [line for line in ordered_lines if line.holder_id == holder_id],
            [markup for markup in ordered_markups if markup.holder_id == holder_id],
            settings,
        )
        for holder_id in holders
    ]
    totals = _totals(parts, grand_total, settings)
    cents = iter(totals.cents)
    priced = [_priced(part, cents, settings) for part in parts]
    return PricedChangeOrder(
        lines=tuple(line for lines, _ in priced for line in lines),
        vertical_rows=tuple(row for _, rows in priced for row in rows),
        rounding_difference=to_amount(totals.explained_cents),
    )


def _part(
    lines: Sequence[ChangeOrderLine], markups: Sequence[FinancialMarkup], settings: MarkupSettings
) -> _Part:
    line_cents = [to_cents(line.amount, f"line {line.id}") for line in lines]
    plain = [Fraction(cents) for cents in line_cents]
    columns = horizontal_columns(lines, plain, _of_set(markups, MarkupSet.HORIZONTAL))
    column_cents = horizontal_totals(columns, settings)
    bases = plain
    if settings.vertical_includes_horizontal:
        bases = _subtotals(plain, columns, column_cents, settings)
    rows = vertical_rows(lines, bases, _of_set(markups, MarkupSet.VERTICAL))
    own_cents = (*column_cents, *vertical_totals(rows, settings))
    return _Part(lines, line_cents, columns, rows, own_cents)


def _subtotals(
    plain: Sequence[Fraction],
    columns: Sequence[ExactMarkup],
    column_cents: Sequence[int],
    settings: MarkupSettings,
) -> list[Fraction]:
    """Each line with its horizontal markup, in exact cents: as it is kept, or as it is rounded."""
    match settings.vertical_taken_of:
        case VerticalTakenOf.UNROUNDED_SUBTOTAL:
            on_lines: list[Sequence[Fraction | int]] = [column.on_lines for column in columns]
        case VerticalTakenOf.ROUNDED_SUBTOTAL:
            on_lines = [
                cents_on_lines(column, cents, settings)
                for column, cents in zip(columns, column_cents, strict=True)
            ]
    return [sum(amounts, start=base) for base, *amounts in zip(plain, *on_lines, strict=True)]


def _totals(
    parts: Sequence[_Part], grand_total: Decimal | None, settings: MarkupSettings
) -> Totals:
    """The cents of every markup, part by part."""
    own_cents = [cents for part in parts for cents in part.own_cents]
    if grand_total is None:
        return Totals(tuple(own_cents))
    lines_cents = sum(sum(part.line_cents) for part in parts)
    return reaching_procores_total(
        [markup for part in parts for markup in part.markups],
        own_cents,
        Fraction(grand_total) * 100 - lines_cents,
        settings,
    )


def _priced(
    part: _Part, cents: Iterator[int], settings: MarkupSettings
) -> tuple[list[PricedLine], list[MarkupAmount]]:
    """The part's lines and rows; its markups take their totals from `cents`."""
    columns = [(column, cents_on_lines(column, next(cents), settings)) for column in part.columns]
    rows = [(row, cents_on_lines(row, next(cents), settings)) for row in part.rows]
    lines = [
        PricedLine(
            line,
            tuple(MarkupAmount(on.markup, to_amount(spread[index])) for on, spread in columns),
            tuple(MarkupAmount(on.markup, to_amount(spread[index])) for on, spread in rows),
        )
        for index, line in enumerate(part.lines)
    ]
    return lines, [MarkupAmount(on.markup, to_amount(sum(spread))) for on, spread in rows]


def _of_set(markups: Sequence[FinancialMarkup], markup_set: MarkupSet) -> Sequence[FinancialMarkup]:
    return [markup for markup in markups if markup.markup_set is markup_set]
