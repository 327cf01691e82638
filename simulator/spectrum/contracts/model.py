"""A contract: company, job and customer, with its schedule of values."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from simulator.spectrum.change_orders.model import ChangeOrder
from simulator.spectrum.change_requests.model import ZERO, ChangeRequest

# Group and item together, in the rules of both layouts; the element itself takes 11 (D-150, D-151).
MAX_BILLING_ITEM_LENGTH = 10


@dataclass(slots=True)
class BillingItem:
    """One line of the schedule of values; group, price and quantity only on unit price."""

    sequence: int
    code: str
    description: str
    original_contract: Decimal
    group_code: str = ""
    group_description: str = ""
    additional_description: str = ""
    unit_of_measure: str = ""
    unit_price: Decimal | None = None
    original_quantity: Decimal | None = None
    projected_quantity: Decimal | None = None
    projected_revenue: Decimal | None = None
    is_taxable: bool = False
    gl_account: str = ""
    cost_center: str = ""
    online_tax_code: str = ""
    memo: str = ""


@dataclass(frozen=True, slots=True)
class AddOn:
    """A pricing add-on that the contract allows (spectrum_api.md 4.2)."""

    code: str
    percent: Decimal | None = None
    fixed_amount: Decimal = ZERO
    phase_code: str = ""
    cost_type: str = ""


@dataclass(slots=True)
class PricingDefaults:
    """What a new change request starts from (D-275)."""

    fee_percent: Decimal | None = None
    markup_percent_by_cost_type: dict[str, Decimal] = field(default_factory=dict)
    add_ons: dict[str, AddOn] = field(default_factory=dict)


@dataclass(slots=True)
class Contract:
    """A contract. `billing_items` go by group and code, in their order."""

    company_code: str
    job_number: str
    customer_code: str
    original_contract: Decimal
    uses_unit_pricing: bool = False
    contract_date: date | None = None
    has_draw_request_distribution: bool = False
    pricing: PricingDefaults = field(default_factory=PricingDefaults)
    billing_items: dict[tuple[str, str], BillingItem] = field(default_factory=dict)
    change_requests: dict[str, ChangeRequest] = field(default_factory=dict)
    change_orders: dict[str, ChangeOrder] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.company_code, self.job_number, self.customer_code)

    @property
    def record_name(self) -> str:
        return "contract:" + "|".join(self.key)

    def next_billing_item_sequence(self) -> int:
        return max((item.sequence for item in self.billing_items.values()), default=0) + 1
