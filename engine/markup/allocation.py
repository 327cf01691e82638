"""Whole cents that add up, each as near to its exact share as that allows (U-05, D-248, D-401)."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from engine.markup.cents import round_to_cents
from engine.markup.settings import Rounding


def cents_adding_up(
    total_cents: int, shares: Sequence[Fraction], rounding: Rounding, record: str
) -> tuple[int, ...]:
    """Every share rounded to its nearest cent, then the largest errors corrected to the total."""
    return corrected(
        [round_to_cents(share, rounding, record) for share in shares], shares, total_cents
    )


def corrected(
    cents: Sequence[int], shares: Sequence[Fraction], total_cents: int
) -> tuple[int, ...]:
    """`cents` changed where they are farthest from their shares, so that they sum to the total.

    What lacks (or is too much) goes, a cent each, to those that lost (or won) most by rounding;
    equal errors are served in the order given. Of more cents than there are shares everybody gets
    the same number first. ValueError when there is something to give and nobody to take it.
    """
    missing = total_cents - sum(cents)
    if not missing:
        return tuple(cents)
    if not cents:
        raise ValueError(f"{missing} cents are to be shared by nobody")
    step = 1 if missing > 0 else -1
    to_all, to_some = divmod(abs(missing), len(cents))
    changed = [amount + step * to_all for amount in cents]
    # Errors as whole numbers of a common part of a cent: compared exactly, and fast.
    parts = lcm(*{share.denominator for share in shares})
    errors = [
        step * (amount * parts - share.numerator * (parts // share.denominator))
        for amount, share in zip(cents, shares, strict=True)
    ]
    by_error = sorted(range(len(shares)), key=errors.__getitem__)
    for index in by_error[:to_some]:
        changed[index] += step
    return tuple(changed)
