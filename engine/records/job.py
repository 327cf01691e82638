"""A job in Spectrum."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from engine.records.contract_key import ContractKey


class PriceMethod(StrEnum):
    """How a job's contract is priced (spectrum_api.md 3, Price_Method_Code)."""

    FIXED = "F"
    TIME_AND_MATERIAL = "T"
    COST_PLUS = "C"
    UNIT_PRICE = "U"


@dataclass(frozen=True, slots=True)
class Job:
    """A Spectrum job. `status_code` is A (active), I (inactive) or C (complete)."""

    company_code: str
    job_number: str
    description: str
    status_code: str
    customer_code: str
    price_method: PriceMethod
    original_contract: Decimal

    @property
    def contract_key(self) -> ContractKey:
        return ContractKey(self.company_code, self.job_number, self.customer_code)
