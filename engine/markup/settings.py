"""The choices of the markup calculation that the rulebook may make."""

from dataclasses import dataclass
from enum import StrEnum

from engine.records.financial_markup import MarkupCalculation

EVERY_CALCULATION = frozenset(MarkupCalculation)


class Rounding(StrEnum):
    """What becomes of exactly half a cent: away from zero, or to the even cent (U-05)."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"


class RoundedOn(StrEnum):
    """Where a vertical markup is rounded: once on its row, or on each line it applies to (U-05)."""

    SUBTOTAL = "subtotal"
    LINE = "line"


class HorizontalRoundedOn(StrEnum):
    """Where horizontal markup is rounded: once in sum (D-400), column by column (open in U-05), or
    on each line, which may miss Procore's total by cents (D-401)."""

    TOTAL = "total"
    COLUMN = "column"
    LINE = "line"


class VerticalTakenOf(StrEnum):
    """The subtotal of a vertical markup: with horizontal markup as kept, or as rounded (U-05)."""

    UNROUNDED_SUBTOTAL = "unrounded_subtotal"
    ROUNDED_SUBTOTAL = "rounded_subtotal"


@dataclass(frozen=True, slots=True)
class MarkupSettings:
    """How markup is calculated and rounded. What each stands for is in rules/markup/.

    `vertical_includes_horizontal` says that horizontal markup is calculated first and is part of
    the base of the vertical markup (D-223).
    """

    rounding: Rounding = Rounding.HALF_UP
    rounded_on: RoundedOn = RoundedOn.SUBTOTAL
    horizontal_rounded_on: HorizontalRoundedOn = HorizontalRoundedOn.TOTAL
    vertical_taken_of: VerticalTakenOf = VerticalTakenOf.UNROUNDED_SUBTOTAL
    vertical_includes_horizontal: bool = True
    calculations_on_offer: frozenset[MarkupCalculation] = EVERY_CALCULATION
    allows_lump_sum: bool = True
