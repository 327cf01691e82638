"""The exact amounts of one set of markups, before any rounding (D-228 to D-233).

A markup's amount may depend on other markups of its set. Basic ones depend on none, compounding
ones on those above, selective ones on chosen ones, iterative ones on the total of them all. Only
that total ties the system in a knot, so each amount is written as `fixed + slope * total`; the sum
of these gives the total, and the total gives every amount. All of it in fractions: nothing is
rounded here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.markup.refusal import MarkupRefused
from engine.records.financial_markup import FinancialMarkup, MarkupCalculation

ZERO = Fraction(0)
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class MarkupOnBase:
    """One markup of a set and the cents of the lines it applies to.

    `base_cents` is None when no line qualifies: the amount is then zero whatever it would compound.
    `lump_sum_cents` takes the place of the calculation (D-224).
    """

    markup: FinancialMarkup
    base_cents: Fraction | None
    lump_sum_cents: Fraction | None = None


@dataclass(frozen=True, slots=True)
class AmountByTotal:
    """An amount in cents as `fixed + slope * (total of all markups of the set)`."""

    fixed: Fraction
    slope: Fraction = ZERO

    def at(self, total: Fraction) -> Fraction:
        return self.fixed + self.slope * total


def exact_amounts(markup_set: Sequence[MarkupOnBase]) -> Mapping[int, Fraction]:
    """Each markup's exact cents by markup id. Above means a smaller position (D-234).

    MarkupRefused when a markup selects one outside its set, when markups compound one another in a
    circle, or when iterative ones would take the whole price or more.
    """
    amounts = _amounts_by_total(markup_set)
    remaining_share = ONE - sum((amount.slope for amount in amounts.values()), ZERO)
    _refuse_whole_price(markup_set, amounts, remaining_share)
    total = sum((amount.fixed for amount in amounts.values()), ZERO) / remaining_share
    return {markup_id: amount.at(total) for markup_id, amount in amounts.items()}


def _amounts_by_total(markup_set: Sequence[MarkupOnBase]) -> Mapping[int, AmountByTotal]:
    by_id = {entry.markup.id: entry for entry in markup_set}
    above = {
        entry.markup.id: tuple(
            upper.markup.id for upper in markup_set if upper.markup.position < entry.markup.position
        )
        for entry in markup_set
    }
    solved: dict[int, AmountByTotal] = {}

    def solve(markup_id: int, path: tuple[int, ...]) -> AmountByTotal:
        if markup_id in path:
            raise _circle([by_id[step].markup for step in path[path.index(markup_id) :]])
        if markup_id not in solved:
            entry = by_id[markup_id]
            compounded = [
                solve(other, (*path, markup_id)) for other in _compounded(entry, above, by_id)
            ]
            solved[markup_id] = _amount(entry, compounded)
        return solved[markup_id]

    return {markup_id: solve(markup_id, ()) for markup_id in by_id}


def _compounded(
    entry: MarkupOnBase, above: Mapping[int, tuple[int, ...]], by_id: Mapping[int, MarkupOnBase]
) -> tuple[int, ...]:
    """The ids of the markups whose amounts this one is taken of, the iterative total apart."""
    if entry.lump_sum_cents is not None:
        return ()
    match entry.markup.calculation:
        case MarkupCalculation.COMPOUNDS_ABOVE:
            return above[entry.markup.id]
        case MarkupCalculation.SELECTIVE:
            for selected in entry.markup.selections:
                if selected not in by_id:
                    raise MarkupRefused(
                        named(entry.markup),
                        "it compounds a markup that is not in its set",
                        f"markup {selected}",
                        "Select markups of the same set, horizontal or vertical.",
                    )
            return tuple(dict.fromkeys(entry.markup.selections))
        case MarkupCalculation.BASIC | MarkupCalculation.ITERATIVE:
            return ()


def _amount(entry: MarkupOnBase, compounded: Iterable[AmountByTotal]) -> AmountByTotal:
    if entry.base_cents is None:
        return AmountByTotal(ZERO)
    if entry.lump_sum_cents is not None:
        return AmountByTotal(entry.lump_sum_cents)
    rate = rate_of(entry.markup)
    if entry.markup.calculation is MarkupCalculation.ITERATIVE:
        return AmountByTotal(rate * entry.base_cents, rate)
    fixed, slope = entry.base_cents, ZERO
    for other in compounded:
        fixed, slope = fixed + other.fixed, slope + other.slope
    return AmountByTotal(rate * fixed, rate * slope)


def _refuse_whole_price(
    markup_set: Sequence[MarkupOnBase],
    amounts: Mapping[int, AmountByTotal],
    remaining_share: Fraction,
) -> None:
    """An iterative markup is a share of the price (D-232): all of it, or more, leaves no price."""
    on_total = [entry.markup for entry in markup_set if amounts[entry.markup.id].slope]
    whole = [
        entry.markup
        for entry in markup_set
        if entry.markup.calculation is MarkupCalculation.ITERATIVE
        and amounts[entry.markup.id].slope >= ONE
    ]
    if whole or remaining_share <= ZERO:
        culprits = whole or on_total
        raise MarkupRefused(
            _named_together(culprits),
            "iterative markup takes the whole price or more, so that no price satisfies it",
            ", ".join(f"{markup.percentage} %" for markup in culprits),
            "Keep iterative markups, and what compounds them, below 100 % together.",
        )


def _circle(markups: Sequence[FinancialMarkup]) -> MarkupRefused:
    return MarkupRefused(
        _named_together(markups),
        "they compound one another in a circle",
        " -> ".join(str(markup.id) for markup in (*markups, markups[0])),
        "Remove one of the selections.",
    )


def _named_together(markups: Sequence[FinancialMarkup]) -> str:
    return " and ".join(named(markup) for markup in markups)


def rate_of(markup: FinancialMarkup) -> Fraction:
    """The percentage as an exact fraction of one."""
    return Fraction(markup.percentage) / 100


def named(markup: FinancialMarkup) -> str:
    """How a markup is named to people: `markup 7 "Overhead"`."""
    return f'markup {markup.id} "{markup.name}"'
