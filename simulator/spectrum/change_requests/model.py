"""An AR change request: costs, markups, add-ons and billing under one number (D-340)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MAX_BILLING_LINES = 990
MAX_NOTES_LENGTH = 1_000

CENT = Decimal("0.01")
ZERO = Decimal(0)

RECOGNISES_REVENUE = frozenset({1, 2})
COST_ONLY = 3
RECOGNISES_NOTHING = 4


def cents(amount: Decimal) -> Decimal:
    """Half up to the cent."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Status:
    """A user-defined status code and its action type 1 to 5 (D-341)."""

    company_code: str
    code: str
    action_type: int
    description: str = ""

    @property
    def allows_approved_date(self) -> bool:
        return self.action_type in RECOGNISES_REVENUE


@dataclass(frozen=True, slots=True)
class Subcontract:
    """What a cost line says of a subcontract; `elements` are the Sub_ elements as sent."""

    subcontractor_code: str
    number: str
    elements: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the Costs tab. `phase_code` and `cost_type` are blank only in proposals."""

    sequence: int
    phase_code: str
    cost_type: str
    quantity: Decimal = ZERO
    hours: Decimal = ZERO
    amount: Decimal = ZERO
    subcontract: Subcontract | None = None
    sub_group_code: str = ""
    sub_item_code: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes a cost line the same line (spectrum_api.md 4.2)."""
        subcontract = self.subcontract
        return (
            self.phase_code,
            self.cost_type,
            subcontract.subcontractor_code if subcontract else "",
            subcontract.number if subcontract else "",
            self.sub_group_code,
            self.sub_item_code,
        )


@dataclass(frozen=True, slots=True)
class MarkupLine:
    """A markup on the costs of one cost type: by percent, or a fixed amount."""

    cost_type: str
    percent: Decimal | None
    fixed_amount: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class AddOnLine:
    """A pricing add-on of the contract: a percent of the subtotal, or a fixed amount."""

    code: str
    percent: Decimal | None
    fixed_amount: Decimal = ZERO
    phase_code: str = ""
    cost_type: str = ""


@dataclass(frozen=True, slots=True)
class BillingLine:
    """One line of the Billing tab. Price and quantity are None on fixed price contracts."""

    sequence: int
    group_code: str
    item_code: str
    description: str
    additional_description: str = ""
    revenue: Decimal = ZERO
    unit_price: Decimal | None = None
    quantity: Decimal | None = None

    @property
    def key(self) -> tuple[str, str]:
        return (self.group_code, self.item_code)


@dataclass(frozen=True, slots=True)
class Totals:
    """The header's arithmetic (D-279)."""

    take_off: Decimal
    markups: Decimal
    add_ons: Decimal
    fee: Decimal
    change_request: Decimal

    @property
    def job_total(self) -> Decimal:
        return self.take_off + self.markups + self.add_ons

    @property
    def billing_adjustment(self) -> Decimal:
        return self.change_request - self.job_total - self.fee


@dataclass(slots=True)
class ChangeRequest:
    """A change request. Nothing is ever deleted from one by a web service."""

    company_code: str
    job_number: str
    customer_code: str
    number: str
    status_code: str
    is_cost_reimbursable: bool
    origination_date: date
    description: str = ""
    approved_date: date | None = None
    fee_percent: Decimal | None = None
    fee_amount: Decimal = ZERO
    change_order_number: str = ""
    draw_request_number: str = ""
    notes: str = ""
    quotation_submitted_date: date | None = None
    dates: dict[str, date] = field(default_factory=dict)
    numbers: dict[str, Decimal] = field(default_factory=dict)
    cost_lines: list[CostLine] = field(default_factory=list)
    billing_lines: list[BillingLine] = field(default_factory=list)
    markup_lines: dict[str, MarkupLine] = field(default_factory=dict)
    add_on_lines: dict[str, AddOnLine] = field(default_factory=dict)

    @property
    def record_name(self) -> str:
        """How the journal names it."""
        key = (self.company_code, self.job_number, self.customer_code, self.number)
        return "change_request:" + "|".join(key)

    @property
    def revenue(self) -> Decimal:
        return sum((line.revenue for line in self.billing_lines), ZERO)

    @property
    def cost(self) -> Decimal:
        return sum((line.amount for line in self.cost_lines), ZERO)

    @property
    def is_distributed(self) -> bool:
        """All revenue lies on billing items and all cost on phases (D-168)."""
        return all(line.item_code for line in self.billing_lines) and all(
            line.phase_code for line in self.cost_lines
        )

    def totals(self) -> Totals:
        """Take-off, markups, add-ons, fee and billing, added up as the header shows them."""
        take_off = self.cost
        markups = ZERO
        if self.markup_lines:
            cost_by_type: dict[str, Decimal] = {}
            for line in self.cost_lines:
                cost_by_type[line.cost_type] = cost_by_type.get(line.cost_type, ZERO) + line.amount
            for markup in self.markup_lines.values():
                base = cost_by_type.get(markup.cost_type, ZERO)
                markups += _share(base, markup.percent, markup.fixed_amount)
        subtotal = take_off + markups
        add_ons = sum(
            (
                _share(subtotal, line.percent, line.fixed_amount)
                for line in self.add_on_lines.values()
            ),
            ZERO,
        )
        fee = _share(subtotal + add_ons, self.fee_percent, self.fee_amount)
        return Totals(take_off, markups, add_ons, fee, self.revenue)


def _share(base: Decimal, percent: Decimal | None, fixed_amount: Decimal) -> Decimal:
    return fixed_amount if percent is None else cents(base * percent / 100)
