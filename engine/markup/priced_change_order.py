"""What a change order comes to: every line, every markup, and the totals."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from engine.records.change_order import ChangeOrderLine
from engine.records.financial_markup import FinancialMarkup

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class ExactMarkup:
    """A markup's exact cents on each line, by the line's index; zero where it doesn't reach.

    `amount` is their sum, `reached` are the indexes of the lines it applies to. Nothing is rounded.
    """

    markup: FinancialMarkup
    reached: tuple[int, ...]
    on_lines: tuple[Fraction, ...]
    amount: Fraction


@dataclass(frozen=True, slots=True)
class MarkupAmount:
    """A markup's rounded amount, on one line or (vertical) in its row under the subtotal."""

    markup: FinancialMarkup
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its horizontal markup and its share of every vertical one.

    Each markup that hangs where the line hangs appears once, in order of position, with zero where
    the line doesn't qualify.
    """

    line: ChangeOrderLine
    horizontal: tuple[MarkupAmount, ...]
    vertical_shares: tuple[MarkupAmount, ...]

    @property
    def amount(self) -> Decimal:
        """Before any markup."""
        return self.line.amount

    @property
    def subtotal(self) -> Decimal:
        """With horizontal markup: what the schedule of values shows for the line (D-223)."""
        return self.line.amount + total_of(self.horizontal)

    @property
    def revenue(self) -> Decimal:
        """With horizontal markup and its share of the vertical markup (D-194)."""
        return self.subtotal + total_of(self.vertical_shares)


@dataclass(frozen=True, slots=True)
class PricedChangeOrder:
    """A change order's lines by position and its vertical markup rows, all in whole cents.

    `rounding_difference` is by how much Procore's own total is above the lines where the rulebook
    rounds horizontal markup line by line, as far as that rounding explains it (D-401).
    """

    lines: tuple[PricedLine, ...]
    vertical_rows: tuple[MarkupAmount, ...]
    rounding_difference: Decimal = NOTHING

    @property
    def amount_total(self) -> Decimal:
        """All lines before any markup."""
        return sum((line.amount for line in self.lines), NOTHING)

    @property
    def subtotal(self) -> Decimal:
        """All lines with horizontal markup: the base of the vertical markup (D-223)."""
        return sum((line.subtotal for line in self.lines), NOTHING)

    @property
    def grand_total(self) -> Decimal:
        """The header total: subtotal plus vertical rows; also the sum of the lines' revenue."""
        return self.subtotal + total_of(self.vertical_rows)


def total_of(markup_amounts: tuple[MarkupAmount, ...]) -> Decimal:
    return sum((entry.amount for entry in markup_amounts), NOTHING)
