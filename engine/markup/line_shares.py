"""What each line has of the markups on it, in exact fractions of a cent.

A percentage of lines is proportional to each of them, with its sign; so is a percentage of such
percentages, as far as all are taken of the same line. That part is found by pricing a line alone.
What a row comes to beyond it (a lump sum, or what it compounds of markups on other lines) belongs
to no line more than to another, and goes by size without sign: lines that nearly cancel out would
otherwise carry enormous shares of opposite sign.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from engine.markup.calculation import ZERO, MarkupOnBase, exact_amounts, rate_of
from engine.markup.refusal import MarkupRefused
from engine.records.financial_markup import FinancialMarkup

Reached = frozenset[int]
Factors = Mapping[int, Fraction]


def reaching_by_line(line_count: int, reached: Mapping[int, Sequence[int]]) -> list[Reached]:
    """For every line the ids of the markups that reach it; `reached` has their lines by id."""
    reaching: list[set[int]] = [set() for _ in range(line_count)]
    for markup_id, indexes in reached.items():
        for index in indexes:
            reaching[index].add(markup_id)
    return [frozenset(ids) for ids in reaching]


def factors_alone(markups: Sequence[FinancialMarkup], reaching: Reached) -> Factors:
    """What each markup comes to on one cent that `reaching` apply to, by id; lump sums are left
    out. MarkupRefused when there is no such amount."""
    return exact_amounts(
        [
            MarkupOnBase(
                markup,
                Fraction(1) if markup.id in reaching else None,
                None if markup.lump_sum is None else ZERO,
            )
            for markup in markups
        ]
    )


def factors_within(markups: Sequence[FinancialMarkup], reaching: Reached) -> Factors:
    """The same for a line of an order that has a price where the line alone may have none: margins
    that a deduction on other lines outweighs. Then each markup's own percentage is its part."""
    try:
        return factors_alone(markups, reaching)
    except MarkupRefused:
        return {
            markup.id: rate_of(markup)
            if markup.id in reaching and markup.lump_sum is None
            else ZERO
            for markup in markups
        }


def proportional_parts(
    markups: Sequence[FinancialMarkup],
    bases: Sequence[Fraction],
    reaching: Sequence[Reached],
    factors_of: Callable[[Sequence[FinancialMarkup], Reached], Factors],
) -> Mapping[int, list[Fraction]]:
    """By markup id the part of each line that is proportional to it. Lines that the same markups
    reach have the same factors, which are calculated once."""
    known = {ids: factors_of(markups, ids) for ids in dict.fromkeys(reaching)}
    return {
        markup.id: [
            known[ids][markup.id] * base if markup.id in ids else ZERO
            for base, ids in zip(bases, reaching, strict=True)
        ]
        for markup in markups
    }


def with_the_rest(
    amount: Fraction, parts: Sequence[Fraction], bases: Sequence[Fraction], on: Sequence[int]
) -> tuple[Fraction, ...]:
    """`parts` and, on the lines `on`, what the amount has beyond them, by the size of each base.

    Bases that are all zero share equally. The result sums to `amount` exactly.
    """
    rest = amount - sum(parts, ZERO)
    if not rest:
        return tuple(parts)
    sizes = {index: abs(bases[index]) for index in on}
    if not any(sizes.values()):
        sizes = dict.fromkeys(on, Fraction(1))
    per_size = rest / sum(sizes.values(), ZERO)
    return tuple(
        part + per_size * sizes[index] if index in sizes else part
        for index, part in enumerate(parts)
    )
