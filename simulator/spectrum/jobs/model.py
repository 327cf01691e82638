"""A job: what costs are gathered on, and what a contract is for."""

from dataclasses import dataclass, field
from decimal import Decimal

from simulator.spectrum.phases.model import Phase

ACTIVE = "A"
INACTIVE = "I"
COMPLETE = "C"

FIXED_PRICE = "F"
TIME_AND_MATERIAL = "T"
COST_PLUS = "C"
UNIT_PRICE = "U"

MAX_PHASE_CODE_LENGTH = 20


@dataclass(slots=True)
class Job:
    """A job. `phase_mask` is written with dashes; stored phase codes have none.

    `details` holds descriptive elements under the names that AddJob and the Get services use.
    `is_revenue_entry_disallowed` matters once the job is complete (D-172).
    """

    company_code: str
    number: str
    description: str
    price_method_code: str = FIXED_PRICE
    status_code: str = ACTIVE
    customer_code: str = ""
    original_contract: Decimal | None = None
    master_job: str = ""
    phase_mask: str = ""
    is_revenue_entry_disallowed: bool = False
    details: dict[str, str] = field(default_factory=dict)
    phases: dict[tuple[str, str], Phase] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        return self.status_code == COMPLETE

    @property
    def is_unit_price(self) -> bool:
        return self.price_method_code == UNIT_PRICE

    @property
    def takes_change_requests(self) -> bool:
        """A completed job that disallows revenue entry takes no new ones (D-172)."""
        return not (self.is_complete and self.is_revenue_entry_disallowed)

    @property
    def record_name(self) -> str:
        return f"job:{self.company_code}|{self.number}"
