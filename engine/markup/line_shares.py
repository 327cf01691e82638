"""What each line has of the markups on it, in exact fractions of a cent.

A percentage of lines is proportional to each of them, with its sign; so is a percentage of such
percentages, as far as all are taken of the same line. That part is found by pricing a line alone.
What a row comes to beyond it (a lump sum, or what it compounds of markups on other lines) belongs
to no line more than to another, and goes by size without sign: lines that nearly cancel out would
otherwise carry enormous shares of opposite sign.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.markup.calculation import ZERO, MarkupOnBase, exact_amounts, rate_of
from engine.markup.refusal import MarkupRefused
from engine.records.financial_markup import FinancialMarkup

Reached = frozenset[int]
Factors = Mapping[int, Fraction]


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines that the same markups reach, by their indexes; `base` is what they come to together."""

    reaching: Reached
    indexes: tuple[int, ...]
    base: Fraction


def line_groups(bases: Sequence[Fraction], reached: Mapping[int, Sequence[int]]) -> list[LineGroup]:
    """The lines by the markups that reach them; `reached` has each markup's lines by its id."""
    reaching: list[set[int]] = [set() for _ in bases]
    for markup_id, indexes in reached.items():
        for index in indexes:
            reaching[index].add(markup_id)
    by_ids: dict[Reached, list[int]] = {}
    for index, ids in enumerate(reaching):
        by_ids.setdefault(frozenset(ids), []).append(index)
    return [
        LineGroup(ids, tuple(indexes), sum((bases[index] for index in indexes), ZERO))
        for ids, indexes in by_ids.items()
    ]


def base_of(markup: FinancialMarkup, groups: Sequence[LineGroup]) -> Fraction:
    """What the lines come to that the markup reaches."""
    return sum((group.base for group in groups if markup.id in group.reaching), ZERO)


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


@dataclass(frozen=True, slots=True)
class Parts:
    """The part of each line, by its index, that is proportional to it, and their sum."""

    on_lines: Sequence[Fraction]
    total: Fraction


def proportional_parts(
    markups: Sequence[FinancialMarkup],
    bases: Sequence[Fraction],
    groups: Sequence[LineGroup],
    factors_of: Callable[[Sequence[FinancialMarkup], Reached], Factors],
) -> Mapping[int, Parts]:
    """By markup id; the lines of a group have the same factor, which is calculated once."""
    factors = [factors_of(markups, group.reaching) for group in groups]
    parts = {}
    for markup in markups:
        on_lines, total = [ZERO] * len(bases), ZERO
        for group, factor_by_id in zip(groups, factors, strict=True):
            factor = factor_by_id[markup.id]
            if factor:
                total += factor * group.base
                for index in group.indexes:
                    on_lines[index] = factor * bases[index]
        parts[markup.id] = Parts(on_lines, total)
    return parts


def with_the_rest(
    amount: Fraction, parts: Parts, bases: Sequence[Fraction], on: Sequence[int]
) -> tuple[Fraction, ...]:
    """`parts` and, on the lines `on`, what the amount has beyond them, by the size of each base.

    Bases that are all zero share equally. The result sums to `amount` exactly.
    """
    rest = amount - parts.total
    if not rest:
        return tuple(parts.on_lines)
    sizes = {index: abs(bases[index]) for index in on}
    if not any(sizes.values()):
        sizes = dict.fromkeys(on, Fraction(1))
    per_size = rest / sum(sizes.values(), ZERO)
    return tuple(
        part + per_size * sizes[index] if index in sizes else part
        for index, part in enumerate(parts.on_lines)
    )
