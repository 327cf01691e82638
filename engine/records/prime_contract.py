"""A prime contract in Procore, with its schedule of values."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A line of a prime contract's schedule of values.

    `origin_id` is set while the line is synced with a billing item, `origin_data` holds that
    item's Spectrum code.
    """

    id: int
    position: int
    description: str
    amount: Decimal
    origin_id: str | None
    origin_data: str | None


@dataclass(frozen=True, slots=True)
class PrimeContract:
    """A prime contract. `status` is Procore's word: Draft, Approved, Complete, Terminated, ..."""

    id: int
    project_id: int
    title: str
    status: str
    grand_total: Decimal
    approved_change_orders: Decimal
    revised_contract_amount: Decimal
    origin_id: str | None
    origin_data: str | None
    lines: tuple[ContractLine, ...]

    @property
    def is_approved(self) -> bool:
        """Approved or Complete: the reading chosen for U-12, on the basis of D-081."""
        return self.status in ("Approved", "Complete")
