"""Amounts as facts: integer cents."""

from decimal import Decimal


def cents(amount: Decimal) -> int:
    """An amount with at most two decimals, in cents; ValueError when there are more."""
    exact = amount * 100
    if exact != exact.to_integral_value():
        raise ValueError(f"{amount} has a fraction of a cent")
    return int(exact)


def amount(amount_cents: int) -> Decimal:
    """Integer cents as an amount with two decimals."""
    return Decimal(amount_cents).scaleb(-2)
