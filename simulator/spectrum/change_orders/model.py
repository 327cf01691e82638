"""An AR change order: takes change requests, and may carry billing lines of its own."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from simulator.spectrum.change_requests.model import ZERO, BillingLine

# Change order status codes have only the two action types that recognise revenue (D-351).
ACTION_TYPES = (1, 2)


@dataclass(frozen=True, slots=True)
class ChangeOrderStatus:
    """A user-defined status code; `action_type` is 1 or 2."""

    company_code: str
    code: str
    action_type: int
    description: str = ""


@dataclass(slots=True)
class ChangeOrder:
    """A change order. `billing_lines` are those entered on the order itself."""

    company_code: str
    job_number: str
    customer_code: str
    number: str
    status_code: str
    change_order_date: date
    description: str = ""
    approved_date: date | None = None
    approved_days: int | None = None
    fee_percent: Decimal | None = None
    fee_amount: Decimal = ZERO
    draw_request_number: str = ""
    notes: str = ""
    change_request_numbers: list[str] = field(default_factory=list)
    billing_lines: list[BillingLine] = field(default_factory=list)

    @property
    def record_name(self) -> str:
        key = (self.company_code, self.job_number, self.customer_code, self.number)
        return "change_order:" + "|".join(key)

    @property
    def entered_revenue(self) -> Decimal:
        return sum((line.revenue for line in self.billing_lines), ZERO)
