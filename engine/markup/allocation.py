"""Spreading whole cents over lines so that the parts add up exactly (U-05, D-247, D-248)."""

from collections.abc import Sequence
from fractions import Fraction


def exact_shares(
    total_cents: Fraction, line_cents: Sequence[int], rate: Fraction
) -> tuple[Fraction, ...]:
    """Each line's exact share of a markup; the shares sum to `total_cents` exactly.

    Lines of one sign: in proportion to the line. Lines of both signs: the part that is a
    percentage of the line follows the line with its sign, and what comes on top (compounding,
    rounding, or a whole lump sum, whose `rate` is zero) follows the line's size without its sign.
    On lines of one sign both readings are the same; on mixed lines only this one stays bounded as
    the lines cancel out. Lines that are all zero share equally.
    """
    own = [rate * cents for cents in line_cents]
    on_top = total_cents - sum(own)
    sizes = [abs(cents) for cents in line_cents]
    if not any(sizes):
        sizes = [1] * len(line_cents)
    whole_size = sum(sizes)
    return tuple(
        part + on_top * Fraction(size, whole_size) for part, size in zip(own, sizes, strict=True)
    )


def largest_remainder(total_cents: int, shares: Sequence[Fraction]) -> tuple[int, ...]:
    """Whole cents that sum to `total_cents`, each less than a cent away from its share.

    Every share is first cut towards zero. The cents still missing go, one each, to the shares that
    lost most; equal losses are served in the order given. Cutting by size, a deductive spread is
    the mirror of the additive one. ValueError when the shares don't sum to the total.
    """
    if sum(shares) != total_cents:
        raise ValueError(f"shares sum to {sum(shares)} cents, not to {total_cents}")
    cents = [int(share) for share in shares]
    missing = total_cents - sum(cents)
    step = 1 if missing > 0 else -1
    by_loss = sorted(range(len(shares)), key=lambda index: step * (cents[index] - shares[index]))
    for index in by_loss[: abs(missing)]:
        cents[index] += step
    return tuple(cents)
