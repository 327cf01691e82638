"""Which whole cents each markup comes to, and which of them fall on which line.

Each markup is rounded by itself as the rulebook says. When Procore's own total is given, it is the
sum to reach: the derivation explains it, and where both round differently the markups with the
largest errors give way, never by more than rounding can explain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.markup.allocation import cents_adding_up, corrected
from engine.markup.calculation import ZERO, named
from engine.markup.cents import HALF, round_to_cents
from engine.markup.priced_change_order import ExactMarkup
from engine.markup.settings import HorizontalRoundedOn, MarkupSettings, RoundedOn
from engine.records.financial_markup import MarkupSet


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole cents of each markup, in the order given, and what Procore's total has beyond them
    that rounding explains."""

    cents: tuple[int, ...]
    explained_cents: int = 0


def horizontal_totals(columns: Sequence[ExactMarkup], settings: MarkupSettings) -> tuple[int, ...]:
    """Whole cents of every column: of all together (D-400), of each, or of its lines (D-401)."""
    exact = [column.amount for column in columns]
    match settings.horizontal_rounded_on:
        case HorizontalRoundedOn.TOTAL:
            whole = round_to_cents(sum(exact, ZERO), settings.rounding, "horizontal markup")
            return cents_adding_up(whole, exact, settings.rounding, "horizontal markup")
        case HorizontalRoundedOn.COLUMN:
            return tuple(
                round_to_cents(amount, settings.rounding, named(column.markup))
                for amount, column in zip(exact, columns, strict=True)
            )
        case HorizontalRoundedOn.LINE:
            return tuple(_sum_of_lines(column, settings) for column in columns)


def vertical_totals(rows: Sequence[ExactMarkup], settings: MarkupSettings) -> tuple[int, ...]:
    """Whole cents of every row: rounded once, or on each line."""
    match settings.rounded_on:
        case RoundedOn.SUBTOTAL:
            return tuple(
                round_to_cents(row.amount, settings.rounding, named(row.markup)) for row in rows
            )
        case RoundedOn.LINE:
            return tuple(_sum_of_lines(row, settings) for row in rows)


def reaching_procores_total(
    markups: Sequence[ExactMarkup],
    own_cents: Sequence[int],
    markup_cents_in_procore: Fraction,
    settings: MarkupSettings,
) -> Totals:
    """The markups' cents, changed so that they come to what Procore's total leaves for them.

    They stay as they are when the difference is more than half a cent a line and column: rounding
    doesn't explain it. Where lines are rounded one by one it is explained instead of corrected.
    """
    target = round_to_cents(markup_cents_in_procore, settings.rounding, "change order")
    difference = target - sum(own_cents)
    exact = [markup.amount for markup in markups]
    is_explained = abs(markup_cents_in_procore - sum(exact, ZERO)) <= _most_rounded_away(markups)
    if not difference or not is_explained:
        return Totals(tuple(own_cents))
    has_columns = any(markup.markup.markup_set is MarkupSet.HORIZONTAL for markup in markups)
    if has_columns and settings.horizontal_rounded_on is HorizontalRoundedOn.LINE:
        return Totals(tuple(own_cents), difference)
    carrying = [index for index, markup in enumerate(markups) if markup.reached]
    cents = list(own_cents)
    own, wanted = [cents[index] for index in carrying], [exact[index] for index in carrying]
    for index, amount in zip(carrying, corrected(own, wanted, target), strict=True):
        cents[index] = amount
    return Totals(tuple(cents))


def cents_on_lines(markup: ExactMarkup, total_cents: int, settings: MarkupSettings) -> list[int]:
    """The markup's cents on every line, zero where it doesn't reach; they sum to its total."""
    on_lines = [0] * len(markup.on_lines)
    spread = cents_adding_up(
        total_cents,
        [markup.on_lines[index] for index in markup.reached],
        settings.rounding,
        named(markup.markup),
    )
    for index, cents in zip(markup.reached, spread, strict=True):
        on_lines[index] = cents
    return on_lines


def _most_rounded_away(markups: Sequence[ExactMarkup]) -> Fraction:
    """Half a cent for every line and column: however a total is rounded, no more gets lost."""
    return HALF * sum(len(markup.reached) for markup in markups)


def _sum_of_lines(markup: ExactMarkup, settings: MarkupSettings) -> int:
    return sum(
        round_to_cents(share, settings.rounding, named(markup.markup)) for share in markup.on_lines
    )
