"""A prime contract change order (PCCO) in Procore."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engine.records.financial_markup import FinancialMarkup


@dataclass(frozen=True, slots=True)
class ChangeOrderLine:
    """A line of a PCCO's schedule of values.

    `amount` is before any markup. `cost_code` is the full code with its dashes, `cost_type` the
    line item type's code. `prime_line_item_id` is the associated prime contract line (D-143).
    `holder_id` is the potential change order that holds the line, whose markups alone reach it.
    """

    id: int
    position: int
    description: str
    amount: Decimal
    cost_code_id: int | None
    cost_code: str | None
    cost_type_id: int | None
    cost_type: str | None
    prime_line_item_id: int | None
    holder_id: int = 0


@dataclass(frozen=True, slots=True)
class ChangeOrder:
    """A prime contract change order (PCCO).

    `id` is the prime change order's, or with several tiers its batch's. `status` is the wire's
    lower-case word (approved, draft, pending, ...). `grand_total` is Procore's own header
    total, markup included. `package_id` is the change order package that carries the ERP link
    (`legacy_package_id`); `origin_id` is set while the PCCO is synced. `approved_date` is the
    chosen reading of "Date" (X-04).
    """

    id: int
    project_id: int
    contract_id: int
    package_id: int
    number: str
    title: str
    description: str
    status: str
    approved_date: date | None
    grand_total: Decimal
    created_by_login: str
    origin_id: str | None
    lines: tuple[ChangeOrderLine, ...]
    markups: tuple[FinancialMarkup, ...]

    @property
    def is_approved(self) -> bool:
        return self.status == "approved"
