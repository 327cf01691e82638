"""What can be priced at all: how many lines and markups, and which markups make sense alone."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from engine.markup.calculation import named
from engine.markup.refusal import MarkupRefused
from engine.markup.settings import MarkupSettings
from engine.records.change_order import ChangeOrderLine
from engine.records.change_request import BILLING_LINES_MAX
from engine.records.financial_markup import FinancialMarkup, MarkupSet

MAX_MARKUPS = 50
LARGEST_PERCENTAGE = Decimal(1000)
MAX_PERCENTAGE_DECIMALS = 50
"""The precision in which Procore sends percentages (D-245)."""


def refuse_out_of_bounds(
    lines: Sequence[ChangeOrderLine], markups: Sequence[FinancialMarkup], settings: MarkupSettings
) -> None:
    """MarkupRefused when something can't be priced before any amount is looked at."""
    _refuse_more_than(BILLING_LINES_MAX, "lines", len(lines))
    _refuse_more_than(MAX_MARKUPS, "markups", len(markups))
    _refuse_repeated("line", [line.id for line in lines])
    _refuse_repeated("markup", [markup.id for markup in markups])
    for markup in markups:
        _refuse_percentage(markup)
        _refuse_lump_sum(markup, settings)
        _refuse_calculation(markup, settings)


def _refuse_percentage(markup: FinancialMarkup) -> None:
    exponent = markup.percentage.as_tuple().exponent
    if (
        not isinstance(exponent, int)
        or exponent < -MAX_PERCENTAGE_DECIMALS
        or abs(markup.percentage) > LARGEST_PERCENTAGE
    ):
        raise MarkupRefused(
            named(markup),
            f"the percentage must lie within {LARGEST_PERCENTAGE} and have at most"
            f" {MAX_PERCENTAGE_DECIMALS} decimals",
            str(markup.percentage),
            "Correct the percentage.",
        )


def _refuse_lump_sum(markup: FinancialMarkup, settings: MarkupSettings) -> None:
    if markup.lump_sum is None:
        return
    if markup.markup_set is MarkupSet.HORIZONTAL:
        raise MarkupRefused(
            named(markup),
            "only a vertical markup can be a lump sum (D-224)",
            str(markup.lump_sum),
            "Enter a percentage, or make the markup vertical.",
        )
    if not settings.allows_lump_sum:
        raise MarkupRefused(
            named(markup),
            "the rulebook refuses lump sums",
            str(markup.lump_sum),
            "Enter a percentage, or change `lump_sum` in rules/markup/.",
        )


def _refuse_calculation(markup: FinancialMarkup, settings: MarkupSettings) -> None:
    if markup.calculation not in settings.calculations_on_offer:
        raise MarkupRefused(
            named(markup),
            "the rulebook doesn't offer its calculation type",
            markup.calculation.value,
            "Choose another type, or change `calculation_types` in rules/markup/.",
        )


def _refuse_more_than(limit: int, what: str, count: int) -> None:
    if count > limit:
        raise MarkupRefused(
            "change order",
            f"at most {limit} {what} can be priced",
            str(count),
            "Split the change order.",
        )


def _refuse_repeated(what: str, ids: Sequence[int]) -> None:
    repeated = [str(item) for item, count in Counter(ids).items() if count > 1]
    if repeated:
        raise MarkupRefused(
            "change order",
            f"the same {what} appears more than once",
            f"{what} {', '.join(repeated)}",
            "Read the change order anew.",
        )
