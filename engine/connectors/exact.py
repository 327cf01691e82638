"""Exact readings of what travels: money and dates, each with its way back."""

import re
from datetime import date, datetime
from decimal import Decimal

CENT = Decimal("0.01")
_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,60})?(?:[eE][+-]?\d{1,2})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]|$)")


def number_of(value: object) -> Decimal:
    """A decimal number from a text, an int or a Decimal; ValueError for anything else.

    A float is refused: it has lost digits already. Ruby's scientific notation is understood.
    """
    if isinstance(value, Decimal):
        if value.is_finite():
            return value
    elif isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    elif isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return Decimal(value.strip())
    raise ValueError(f"{value!r} is not a decimal number")


def amount_of(value: object) -> Decimal:
    """An amount as it is, with at least two places: a quantity times a unit cost may have parts of
    a cent. ValueError when it is no amount."""
    number = number_of(value)
    if abs(number) >= Decimal("1e25"):
        raise ValueError(f"{value!r} is not an amount of money")
    amount = number.quantize(CENT)
    if amount != number:
        return number
    return amount + Decimal("0.00")  # turns -0.00 into 0.00


def money_of(value: object) -> Decimal:
    """An amount with exactly two places; ValueError when cents alone can't hold it."""
    amount = amount_of(value)
    if amount != amount.quantize(CENT):
        raise ValueError(f"{value!r} has fractions of a cent")
    return amount


def date_of(value: object) -> date:
    """A date from YYYY-MM-DD, or the day of an ISO 8601 moment; ValueError for anything else."""
    day = _DAY.match(value) if isinstance(value, str) else None
    if day is not None:
        try:
            return datetime.fromisoformat(day.string).date()
        except ValueError:
            pass
    raise ValueError(f"{value!r} is not a date")


def money_text(amount: Decimal) -> str:
    """An amount as both products take it: two places, no exponent; ValueError for half cents."""
    return f"{money_of(amount):f}"


def us_date_text(day: date) -> str:
    """MM/DD/CCYY, as Spectrum's services take dates (spectrum_api.md 1.3)."""
    return f"{day.month:02d}/{day.day:02d}/{day.year:04d}"
