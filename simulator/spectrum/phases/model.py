"""A phase and cost type of a job; budgets hang on the combination."""

from dataclasses import dataclass
from decimal import Decimal

import msgspec

ACTIVE = "A"
INACTIVE = "I"
COMPLETE = "C"


class Phase(msgspec.Struct):
    """Most records of most companies are phases: msgspec's structures are kept in a snapshot and
    brought back in half the time that dataclasses take.

    `phase_code` has no dashes. The description is shared by all cost types of a phase code.
    """

    company_code: str
    job_number: str
    phase_code: str
    cost_type: str
    description: str
    status_code: str = ACTIVE
    price_method_code: str = "J"
    unit_of_measure: str = ""
    original_quantity: Decimal = Decimal(0)
    original_hours: Decimal = Decimal(0)
    original_cost: Decimal = Decimal(0)
    current_quantity: Decimal = Decimal(0)
    current_hours: Decimal = Decimal(0)
    current_cost: Decimal = Decimal(0)
    billing_item: str = ""
    alternate_phase_code: str = ""
    worker_compensation_code: str = ""
    cost_center: str = ""

    @property
    def is_complete(self) -> bool:
        return self.status_code == COMPLETE


@dataclass(frozen=True, slots=True)
class CostType:
    """A company's cost type: up to three characters (spectrum_api.md 3)."""

    company_code: str
    code: str
    description: str
