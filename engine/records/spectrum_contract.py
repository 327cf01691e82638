"""A contract in Spectrum, with its schedule of values."""

from dataclasses import dataclass
from decimal import Decimal

from engine.records.contract_key import ContractKey
from engine.records.job import PriceMethod


@dataclass(frozen=True, slots=True)
class BillingItem:
    """One line of a contract's schedule of values. `original_contract` excludes changes (D-063)."""

    code: str
    description: str
    original_contract: Decimal


@dataclass(frozen=True, slots=True)
class SpectrumContract:
    """A contract with its schedule of values.

    `original_contract` is the header's amount, which may differ from the sum of the billing items
    (D-035). `approved_changes` is the revenue of change requests that Spectrum recognises.
    """

    key: ContractKey
    job_description: str
    price_method: PriceMethod
    original_contract: Decimal
    approved_changes: Decimal
    billing_items: tuple[BillingItem, ...]

    @property
    def is_unit_price(self) -> bool:
        return self.price_method is PriceMethod.UNIT_PRICE
