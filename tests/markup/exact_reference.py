"""What a change order comes to by the facts alone, in fractions.

A third reading beside the engine's and the simulated Procore's, sharing code with neither: the
whole set of markups is one system of equations (D-228 to D-233), solved by elimination, where
others follow the chain. Amounts are in currency units; nothing is rounded before `rounded`. A
line's share of a vertical row is what the row would be were the others not there; what is left over
goes by size.
"""

from collections.abc import Sequence
from fractions import Fraction

from engine.records.change_order import ChangeOrderLine
from engine.records.financial_markup import (
    ConditionSegment,
    FinancialMarkup,
    MarkupCalculation,
    MarkupSet,
)

CENT = Fraction(1, 100)
Row = dict[int, Fraction]


class NoPrice(Exception):
    """The equations have no solution that a price could be."""


def applies(markup: FinancialMarkup, line: ChangeOrderLine) -> bool:
    """D-235, D-236: every condition; a line without the segment is in no list."""
    for condition in markup.conditions:
        by_code = condition.segment is ConditionSegment.COST_CODE
        has = line.cost_code_id if by_code else line.cost_type_id
        listed = has is not None and has in condition.segment_item_ids
        if listed == condition.is_excluding:
            return False
    return True


def solved(
    markups: Sequence[FinancialMarkup],
    bases: Sequence[Fraction | None],
    lumps: Sequence[Fraction | None],
) -> list[Fraction]:
    """The amounts x of x[i] = rate[i] * (base[i] + sum of x[j] that i is taken of).

    A base of None is a markup that no line meets: its amount is zero.
    """
    size = len(markups)
    equations: list[list[Fraction]] = []
    for place, (markup, base, lump) in enumerate(zip(markups, bases, lumps, strict=True)):
        row = [Fraction(int(place == column)) for column in range(size)]
        if base is None:
            equations.append([*row, Fraction(0)])
            continue
        if lump is not None:
            equations.append([*row, lump])
            continue
        rate = Fraction(str(markup.percentage)) / 100
        for column, other in enumerate(markups):
            is_taken_of = {
                MarkupCalculation.BASIC: False,
                MarkupCalculation.COMPOUNDS_ABOVE: other.position < markup.position,
                MarkupCalculation.SELECTIVE: other.id in markup.selections,
                MarkupCalculation.ITERATIVE: True,
            }[markup.calculation]
            if is_taken_of:
                row[column] -= rate
        equations.append([*row, rate * base])
    return _eliminated(equations)


def _eliminated(equations: list[list[Fraction]]) -> list[Fraction]:
    size = len(equations)
    for column in range(size):
        pivot = next((r for r in range(column, size) if equations[r][column]), None)
        if pivot is None:
            raise NoPrice
        equations[column], equations[pivot] = equations[pivot], equations[column]
        head = equations[column][column]
        equations[column] = [value / head for value in equations[column]]
        for other in range(size):
            factor = equations[other][column]
            if other != column and factor:
                equations[other] = [
                    a - factor * b for a, b in zip(equations[other], equations[column], strict=True)
                ]
    return [row[-1] for row in equations]


class ExactOrder:
    """One change order without parts: its exact horizontal amounts, rows and shares.

    `horizontal[m][l]` and `shares[m][l]` go by the place of markup and line, `rows[m]` by that of
    the vertical markup.
    """

    def __init__(
        self, lines: Sequence[ChangeOrderLine], markups: Sequence[FinancialMarkup]
    ) -> None:
        self.lines = lines
        self.across = [m for m in markups if m.markup_set is MarkupSet.HORIZONTAL]
        self.down = [m for m in markups if m.markup_set is MarkupSet.VERTICAL]
        amounts = [Fraction(line.amount) for line in lines]
        by_line = [self._alone(self.across, at, amount) for at, amount in enumerate(amounts)]
        self.horizontal = [[on[m] for on in by_line] for m in range(len(self.across))]
        self.subtotals = [amount + sum(on) for amount, on in zip(amounts, by_line, strict=True)]
        meeting = [{at for at, line in enumerate(lines) if applies(m, line)} for m in self.down]
        self.rows = solved(
            self.down,
            [sum(self.subtotals[at] for at in met) if met else None for met in meeting],
            [None if m.lump_sum is None else Fraction(m.lump_sum) for m in self.down],
        )
        follows = [self._alone(self.down, at, base) for at, base in enumerate(self.subtotals)]
        self.shares = []
        for m, met in enumerate(meeting):
            share = [follows[at][m] if at in met else Fraction(0) for at in range(len(lines))]
            rest = self.rows[m] - sum(share)
            sizes = [abs(self.subtotals[at]) for at in met]
            if not any(sizes):
                sizes = [Fraction(1) for _ in met]
            whole = sum(sizes)
            for at, size in zip(met, sizes, strict=True):
                share[at] += rest * size / whole
            self.shares.append(share)

    def _alone(self, markups: Sequence[FinancialMarkup], at: int, base: Fraction) -> list[Fraction]:
        """What percentages come to on this line when it is the only one."""
        bases = [base if applies(m, self.lines[at]) else None for m in markups]
        try:
            return solved(
                markups, bases, [None if m.lump_sum is None else Fraction(0) for m in markups]
            )
        except NoPrice:
            return [
                Fraction(0)
                if b is None or m.lump_sum is not None
                else Fraction(m.percentage) / 100 * b
                for m, b in zip(markups, bases, strict=True)
            ]

    @property
    def total(self) -> Fraction:
        return sum(self.subtotals) + sum(self.rows)

    @property
    def total_as_documented(self) -> Fraction:
        """Horizontal markup rounded in sum (D-400), each row by itself, taken of the unrounded."""
        plain = sum((Fraction(line.amount) for line in self.lines), Fraction(0))
        across = sum((sum(on) for on in self.horizontal), Fraction(0))
        return plain + rounded(across) + sum((rounded(row) for row in self.rows), Fraction(0))


def rounded(amount: Fraction) -> Fraction:
    """To the cent; half a cent away from zero (E-04 fits it)."""
    whole = (abs(amount) / CENT + Fraction(1, 2)).__floor__()
    return (whole if amount >= 0 else -whole) * CENT
