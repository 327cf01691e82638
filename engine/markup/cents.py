"""Money as whole cents, and the one place where a fraction of a cent is rounded away."""

from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from engine.markup.refusal import MarkupRefused
from engine.markup.settings import Rounding

LARGEST_AMOUNT_CENTS = 10**15
"""Ten trillion: far above what Spectrum takes (D-155), far below what Decimal would round."""

MAX_DIGITS = 30
"""Amounts with more digits on either side are refused before they are written out as integers."""

HALF = Fraction(1, 2)


def to_cents(amount: Decimal, record: str) -> int:
    """Exact whole cents of `amount`; MarkupRefused when it has parts of a cent or is no number."""
    if not amount.is_finite():
        raise MarkupRefused(record, "the amount is not a number", str(amount), "Enter an amount.")
    if not amount:
        return 0
    if amount.adjusted() > MAX_DIGITS:
        raise too_large(record, str(amount))
    if amount.adjusted() < -MAX_DIGITS or (Fraction(amount) * 100).denominator != 1:
        raise MarkupRefused(
            record,
            "the amount has parts of a cent",
            str(amount),
            "Enter an amount with at most two decimals.",
        )
    return within_bounds(int(Fraction(amount) * 100), record)


def to_amount(cents: int) -> Decimal:
    """Whole cents as a Decimal with two places."""
    return Decimal(cents).scaleb(-2)


def round_to_cents(exact_cents: Fraction, rounding: Rounding, record: str) -> int:
    """The nearest whole cent. Half up means away from zero: -0.5 becomes -1, as 0.5 becomes 1.

    Rounding by size keeps a deductive change order the mirror of the additive one (D-353).
    """
    parts = exact_cents.denominator  # of these a cent has as many; whole numbers are far faster
    size, rest = divmod(abs(exact_cents.numerator), parts)
    match rounding:
        case Rounding.HALF_UP:
            is_rounded_away = 2 * rest >= parts
        case Rounding.HALF_EVEN:
            is_rounded_away = 2 * rest > parts or (2 * rest == parts and size % 2 == 1)
        case _:
            assert_never(rounding)
    cents = size + 1 if is_rounded_away else size
    return within_bounds(-cents if exact_cents < 0 else cents, record)


def within_bounds(cents: int, record: str) -> int:
    """`cents` unchanged; MarkupRefused when no real change order has such an amount."""
    if abs(cents) > LARGEST_AMOUNT_CENTS:
        raise too_large(record, str(to_amount(cents)))
    return cents


def too_large(record: str, value: str) -> MarkupRefused:
    limit = to_amount(LARGEST_AMOUNT_CENTS)
    return MarkupRefused(
        record, f"the amount is larger than {limit}", value, "Check the amount and the percentages."
    )
