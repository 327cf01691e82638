"""Arithmetic on amounts that never loses a digit, whatever the thread's own decimal context."""

from collections.abc import Iterable
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow

# 23 digits of a written number (payload.py), a product of two of them, markup that spreads a
# million times the one over lines that all but cancel out, and room to add up.
EXACT = Context(prec=100, traps=[Inexact, InvalidOperation, Overflow])


def exact_sum(amounts: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for amount in amounts:
        total = EXACT.add(total, amount)
    return total


def exact_product(one: Decimal, other: Decimal) -> Decimal:
    return EXACT.multiply(one, other)
