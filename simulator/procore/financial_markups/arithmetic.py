"""What markups are worth: pure functions from lines and markups to exact amounts.

Horizontal markup is taken per line and kept unrounded there; what the lines come to with it is
rounded once, in sum (D-400). Which sum that is, of all columns or of each, is open (U-05):
`HorizontalRounding`. Vertical markup is taken of the lines with their horizontal markup (D-220 to
D-223), and of these unrounded, for nothing is rounded twice (D-400), and where a condition chooses
lines (D-235) no subtotal of theirs is shown that could have been rounded. Each of its rows is in
cents and spread over the lines in cents, for it is stored per line (D-247), and only horizontal
markup makes totals differ from lines (D-402). Half up to the cent, and shares by the largest
remainder, are assumed (U-05); E-01 and E-04 agree with both.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from simulator.procore.exact_amounts import EXACT, exact_sum
from simulator.procore.financial_markups.model import Compounding, HorizontalRounding, Markup
from simulator.procore.payload import MAX_MONEY, MAX_PLACES
from simulator.procore.schedule_of_values.model import ScheduleLine

CENT_PLACES = 2
# So far an unrounded amount is written out. Basic percentages of amounts in cents end long before;
# a margin such as 1,100 / 0.95 never ends.
SHOWN_PLACES = 20
ZERO = Fraction(0)
# What the markups of one set may come to, as a multiple of the largest amount (assumed).
MAX_TIMES = 1_000_000

Base = Callable[[Markup], Fraction | None]


@dataclass(frozen=True, slots=True)
class LineMarkup:
    """One markup's amount on one line, as `markup_line_items` shows it: to SHOWN_PLACES when
    horizontal, in cents when vertical."""

    line_id: int
    markup_id: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PricedChangeOrder:
    """A change order's worth in cents: `subtotal` with horizontal markup, `grand_total` with all of
    it. `shares` per line, in line order and then markup order."""

    subtotal: Decimal
    grand_total: Decimal
    shares: tuple[LineMarkup, ...]


class EndlessMarkupError(ValueError):
    """Markups that have no finite amount: they take 100 % or more of the final price, or select
    one another in a circle; or that come to more than MAX_TIMES the largest amount."""


def price(
    lines: Sequence[ScheduleLine], markups: Sequence[Markup], rounding: HorizontalRounding
) -> PricedChangeOrder:
    """Price a change order; EndlessMarkupError when its markups have no finite amount."""
    horizontal = [markup for markup in markups if not markup.is_vertical]
    vertical = [markup for markup in markups if markup.is_vertical]
    cells = {line.id: _solved(horizontal, _line_base(line)) for line in lines}
    worth = {line.id: sum(cells[line.id].values(), Fraction(line.amount)) for line in lines}
    rows = {
        markup_id: _rounded(amount, CENT_PLACES)
        for markup_id, amount in _solved(vertical, _worth_base(lines, worth)).items()
    }
    shares = [
        LineMarkup(line.id, markup.id, _rounded(cells[line.id][markup.id], SHOWN_PLACES))
        for line in lines
        for markup in horizontal
        if applies(markup, line)
    ]
    for markup in vertical:
        shares += _spread(markup, rows[markup.id], lines, worth)
    order = {line.id: place for place, line in enumerate(lines)}
    shares.sort(key=lambda share: order[share.line_id])
    columns = [sum((Fraction(line.amount) for line in lines), ZERO)]
    columns += [sum((cells[line.id][m.id] for line in lines), ZERO) for m in horizontal]
    subtotal = _subtotal(columns, rounding)
    return PricedChangeOrder(subtotal, exact_sum((subtotal, *rows.values())), tuple(shares))


def _subtotal(columns: Sequence[Fraction], rounding: HorizontalRounding) -> Decimal:
    """The unrounded columns in sum: the lines' own amounts, then each horizontal markup (D-400)."""
    if rounding is HorizontalRounding.COLUMN:
        return exact_sum(_rounded(column, CENT_PLACES) for column in columns)
    return _rounded(sum(columns, ZERO), CENT_PLACES)


def check_finite(markups: Sequence[Markup]) -> None:
    """EndlessMarkupError when the markups of one set, at their positions, could have no finite
    amount on some line, or come to more than MAX_TIMES the largest amount.

    Percentages are never negative, so a line that all of them reach is the worst case.
    """
    amounts = _solved(markups, lambda markup: Fraction(MAX_MONEY))
    if sum(amounts.values(), ZERO) > MAX_TIMES * Fraction(MAX_MONEY):
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
    return lambda markup: Fraction(line.amount) if applies(markup, line) else None


def _worth_base(lines: Sequence[ScheduleLine], worth: Mapping[int, Fraction]) -> Base:
    def base(markup: Markup) -> Fraction | None:
        reached = [worth[line.id] for line in lines if applies(markup, line)]
        return sum(reached, ZERO) if reached else None

    return base


def _solved(markups: Sequence[Markup], base: Base) -> dict[int, Fraction]:
    """Each markup's exact amount, by markup id; zero where no line is reached. None is rounded
    before all are known, for an iterative markup is a share of the final price (D-231): each is a
    constant plus a multiple of their sum."""
    if not markups:
        return {}
    constants, multiples = _solve_by_total(markups, base)
    remaining_share = 1 - sum(multiples.values(), ZERO)
    if remaining_share <= 0:
        raise EndlessMarkupError("iterative markups take 100 % or more of the final price")
    total = sum(constants.values(), ZERO) / remaining_share
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
            constants[markup.id], multiples[markup.id] = Fraction(markup.lump_sum), ZERO
        elif start is None:
            constants[markup.id], multiples[markup.id] = ZERO, ZERO
        elif markup.compounding is Compounding.ITERATIVE:
            constants[markup.id], multiples[markup.id] = rate * start, rate
        else:
            compounded = sum((constants[other.id] for other in others), start)
            constants[markup.id] = rate * compounded
            multiples[markup.id] = rate * sum((multiples[o.id] for o in others), ZERO)
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
    worth: Mapping[int, Fraction],
) -> list[LineMarkup]:
    """A vertical markup over the lines it applies to, in proportion to what they are worth; a lump
    sum that applies to none goes over all of them."""
    reached = [line for line in lines if applies(markup, line)]
    if not reached and amount:
        reached = list(lines)
    # As many places as amounts are kept to: lines that all but cancel out would else have shares
    # beyond any number that can be written.
    weights = [_rounded(worth[line.id], MAX_PLACES) for line in reached]
    return [
        LineMarkup(line.id, markup.id, share)
        for line, share in zip(reached, shares_of(amount, weights), strict=True)
    ]


def shares_of(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Split cents in proportion to weights so that the shares add up exactly: each gets its share
    rounded down, the cents left over go to the largest remainders, the earlier line first."""
    if not weights:
        return []
    total = exact_sum(weights)
    if not total:
        weights, total = [Decimal(1)] * len(weights), Decimal(len(weights))
    cents = int(amount.scaleb(CENT_PLACES, EXACT))
    exact = [cents * Fraction(weight) / Fraction(total) for weight in weights]
    whole = [floor(share) for share in exact]
    left_over = cents - sum(whole)
    by_remainder = sorted(range(len(exact)), key=lambda i: (whole[i] - exact[i], i))
    for place in by_remainder[:left_over]:
        whole[place] += 1
    return [Decimal(share).scaleb(-CENT_PLACES, EXACT) for share in whole]


def _rounded(amount: Fraction, places: int) -> Decimal:
    """Half up, away from zero on both sides."""
    numerator, denominator = abs(amount.numerator), amount.denominator
    units = (2 * numerator * 10**places + denominator) // (2 * denominator)
    return Decimal(units if amount >= 0 else -units).scaleb(-places, EXACT)
