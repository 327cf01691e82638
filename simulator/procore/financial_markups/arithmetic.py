"""What markups are worth: pure functions from lines and markups to exact cents.

Horizontal markup is taken per line; vertical markup of the lines with their horizontal markup
(D-220 to D-223), and then spread over the lines, for it is stored per line (D-247). No source
states the rounding (U-05): half up to the cent, and shares by the largest remainder, are assumed;
E-01 and E-04 agree with both.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from math import floor

from simulator.procore.exact_amounts import EXACT
from simulator.procore.financial_markups.model import Compounding, Markup
from simulator.procore.payload import MAX_MONEY
from simulator.procore.schedule_of_values.model import ScheduleLine

CENT = Decimal("0.01")
ZERO = Decimal(0)
# What the markups of one set may come to, as a multiple of the largest amount (assumed).
MAX_TIMES = 1_000_000

Base = Callable[[Markup], Decimal | None]


@dataclass(frozen=True, slots=True)
class LineMarkup:
    """One markup's amount on one line, as `markup_line_items` shows it."""

    line_id: int
    markup_id: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PricedChangeOrder:
    """A change order's markup: `shares` per line, in line order and then markup order."""

    grand_total: Decimal
    shares: tuple[LineMarkup, ...]


class EndlessMarkupError(ValueError):
    """Markups that have no finite amount: they take 100 % or more of the final price, or select
    one another in a circle; or that come to more than MAX_TIMES the largest amount."""


def price(lines: Sequence[ScheduleLine], markups: Sequence[Markup]) -> PricedChangeOrder:
    """Price a change order; EndlessMarkupError when its markups have no finite amount."""
    with localcontext(EXACT):
        return _price(lines, markups)


def _price(lines: Sequence[ScheduleLine], markups: Sequence[Markup]) -> PricedChangeOrder:
    horizontal = [markup for markup in markups if not markup.is_vertical]
    vertical = [markup for markup in markups if markup.is_vertical]
    shares: list[LineMarkup] = []
    subtotals: dict[int, Decimal] = {}
    for line in lines:
        amounts = _amounts(horizontal, _line_base(line))
        shares += [
            LineMarkup(line.id, markup.id, amounts[markup.id])
            for markup in horizontal
            if applies(markup, line)
        ]
        subtotals[line.id] = line.amount + sum(amounts.values(), ZERO)
    vertical_amounts = _amounts(vertical, _subtotal_base(lines, subtotals))
    for markup in vertical:
        shares += _spread(markup, vertical_amounts[markup.id], lines, subtotals)
    total = sum(subtotals.values(), ZERO) + sum(vertical_amounts.values(), ZERO)
    order = {line.id: place for place, line in enumerate(lines)}
    return PricedChangeOrder(total, tuple(sorted(shares, key=lambda share: order[share.line_id])))


def check_finite(markups: Sequence[Markup]) -> None:
    """EndlessMarkupError when the markups of one set, at their positions, could have no finite
    amount on some line, or come to more than MAX_TIMES the largest amount.

    Percentages are never negative, so a line that all of them reach is the worst case.
    """
    amounts = _solved(markups, lambda markup: MAX_MONEY)
    if sum(amounts.values(), Fraction(0)) > MAX_TIMES * Fraction(MAX_MONEY):
        raise EndlessMarkupError("the markups come to too large an amount")


def applies(markup: Markup, line: ScheduleLine) -> bool:
    """Whether all conditions of a markup hold for a line (D-235)."""
    return all(
        (
            (line.cost_code_id if condition.names_cost_codes else line.line_item_type_id)
            in condition.item_ids
        )
        is not condition.is_excluding
        for condition in markup.conditions
    )


def _line_base(line: ScheduleLine) -> Base:
    return lambda markup: line.amount if applies(markup, line) else None


def _subtotal_base(lines: Sequence[ScheduleLine], subtotals: Mapping[int, Decimal]) -> Base:
    def base(markup: Markup) -> Decimal | None:
        reached = [subtotals[line.id] for line in lines if applies(markup, line)]
        return sum(reached, ZERO) if reached else None

    return base


def _amounts(markups: Sequence[Markup], base: Base) -> dict[int, Decimal]:
    """Each markup's amount in cents, by markup id; zero where no line is reached."""
    return {markup_id: _to_cents(amount) for markup_id, amount in _solved(markups, base).items()}


def _solved(markups: Sequence[Markup], base: Base) -> dict[int, Fraction]:
    """All amounts exactly, before any is rounded, for an iterative markup is a share of the final
    price (D-231): each is a constant plus a multiple of their sum."""
    if not markups:
        return {}
    constants, multiples = _solve_by_total(markups, base)
    remaining_share = 1 - sum(multiples.values(), Fraction(0))
    if remaining_share <= 0:
        raise EndlessMarkupError("iterative markups take 100 % or more of the final price")
    total = sum(constants.values(), Fraction(0)) / remaining_share
    return {m.id: constants[m.id] + multiples[m.id] * total for m in markups}


def _solve_by_total(
    markups: Sequence[Markup], base: Base
) -> tuple[dict[int, Fraction], dict[int, Fraction]]:
    constants: dict[int, Fraction] = {}
    multiples: dict[int, Fraction] = {}
    for markup in _in_dependency_order(markups):
        others = _compounded(markup, markups)
        start, rate = base(markup), Fraction(markup.percentage) / 100
        if markup.lump_sum is not None:
            constants[markup.id], multiples[markup.id] = Fraction(markup.lump_sum), Fraction(0)
        elif start is None:
            constants[markup.id], multiples[markup.id] = Fraction(0), Fraction(0)
        elif markup.compounding is Compounding.ITERATIVE:
            constants[markup.id], multiples[markup.id] = rate * Fraction(start), rate
        else:
            compounded = sum((constants[other.id] for other in others), Fraction(start))
            constants[markup.id] = rate * compounded
            multiples[markup.id] = rate * sum((multiples[o.id] for o in others), Fraction(0))
    return constants, multiples


def _compounded(markup: Markup, markups: Sequence[Markup]) -> list[Markup]:
    """The other markups that a markup is also taken of."""
    if markup.compounding is Compounding.ABOVE:
        return [other for other in markups if other.position < markup.position]
    if markup.compounding is Compounding.SELECTIVE:
        return [other for other in markups if other.id in markup.selections]
    return []


def _in_dependency_order(markups: Sequence[Markup]) -> list[Markup]:
    """Every markup after those it compounds; EndlessMarkupError for a circle."""
    ordered: list[Markup] = []
    done: set[int] = set()
    waiting = list(markups)
    while waiting:
        ready = [m for m in waiting if all(o.id in done for o in _compounded(m, markups))]
        if not ready:
            names = ", ".join(markup.name for markup in waiting)
            raise EndlessMarkupError(f"markups compound one another in a circle: {names}")
        ordered += ready
        done |= {markup.id for markup in ready}
        waiting = [markup for markup in waiting if markup.id not in done]
    return ordered


def _spread(
    markup: Markup,
    amount: Decimal,
    lines: Sequence[ScheduleLine],
    subtotals: Mapping[int, Decimal],
) -> list[LineMarkup]:
    """A vertical markup over the lines it applies to, in proportion to their subtotals; a lump sum
    that applies to none goes over all of them."""
    reached = [line for line in lines if applies(markup, line)]
    if not reached and amount != ZERO:
        reached = list(lines)
    weights = [subtotals[line.id] for line in reached]
    return [
        LineMarkup(line.id, markup.id, share)
        for line, share in zip(reached, shares_of(amount, weights), strict=True)
    ]


def shares_of(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Split cents in proportion to weights so that the shares add up exactly: each gets its share
    rounded down, the cents left over go to the largest remainders, the earlier line first."""
    if not weights:
        return []
    total = sum(weights, ZERO)
    if total == ZERO:
        weights, total = [Decimal(1)] * len(weights), Decimal(len(weights))
    cents = int(amount / CENT)
    exact = [cents * Fraction(weight) / Fraction(total) for weight in weights]
    whole = [floor(share) for share in exact]
    left_over = cents - sum(whole)
    by_remainder = sorted(range(len(exact)), key=lambda i: (whole[i] - exact[i], i))
    for place in by_remainder[:left_over]:
        whole[place] += 1
    return [share * CENT for share in whole]


def _to_cents(amount: Fraction) -> Decimal:
    """Half up, away from zero on both sides."""
    cents = int(abs(amount) * 100 + Fraction(1, 2))
    return (cents if amount >= 0 else -cents) * CENT
