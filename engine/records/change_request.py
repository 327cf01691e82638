"""An AR change request in Spectrum: what an exported PCCO becomes (D-200)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engine.records.contract_key import ContractKey

NUMBER_CHARACTERS_MAX = 8
"""As many as a change request number has (D-147); pcco.number-too-long says the same."""

BILLING_LINES_MAX = 990
"""As many as a change request takes (D-157); the rule pcco.too-many-billing-lines says the same."""


@dataclass(frozen=True, slots=True)
class CostLine:
    """The estimate side of a change request: one line a phase and cost type."""

    phase_code: str
    cost_type: str
    estimate_amount: Decimal


@dataclass(frozen=True, slots=True)
class BillingLine:
    """The revenue side of a change request: one line a billing item."""

    billing_item_code: str
    description: str
    revenue_amount: Decimal


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """An AR change request. `change_order_number` is empty while no change order holds it."""

    contract: ContractKey
    number: str
    description: str
    status_code: str
    approved_date: date | None
    change_order_number: str
    cost_lines: tuple[CostLine, ...]
    billing_lines: tuple[BillingLine, ...]

    @property
    def estimate_total(self) -> Decimal:
        return sum((line.estimate_amount for line in self.cost_lines), Decimal("0.00"))

    @property
    def revenue_total(self) -> Decimal:
        return sum((line.revenue_amount for line in self.billing_lines), Decimal("0.00"))


@dataclass(frozen=True, slots=True)
class ChangeRequestStatus:
    """A user-defined status code and its action type 1 to 5 (D-341)."""

    code: str
    action_type: int

    @property
    def allows_approved_date(self) -> bool:
        """Only executed or approved requests may carry an approved date (D-167)."""
        return self.action_type in (1, 2)
