"""Amounts as facts: integer cents."""

from decimal import Decimal
from fractions import Fraction


def cents(amount: Decimal) -> int:
    """An amount with at most two decimals, in cents; ValueError when there are more."""
    exact = amount * 100
    if exact != exact.to_integral_value():
        raise ValueError(f"{amount} has a fraction of a cent")
    return int(exact)


def nearest_cents(amount: Decimal) -> int:
    """The nearest cent, half a cent away from zero: how amounts of Procore are compared, which may
    have parts of a cent where quantities and unit costs make them."""
    twice = abs(Fraction(amount)) * 200
    size = (twice + 1) // 2
    return -size if amount < 0 else size


def has_parts_of_a_cent(amount: Decimal) -> bool:
    return (Fraction(amount) * 100).denominator != 1


def amount(amount_cents: int) -> Decimal:
    """Integer cents as an amount with two decimals."""
    return Decimal(amount_cents).scaleb(-2)
