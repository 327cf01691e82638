"""Prime contracts and the totals that Procore keeps of them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from simulator.procore.custom_fields import CustomFields
from simulator.procore.exact_amounts import exact_sum

# procore_api.md 7.3
STATUSES = (
    "Draft",
    "Out For Bid",
    "Out For Signature",
    "Approved",
    "Complete",
    "Terminated",
)
ACCOUNTING_METHODS = ("amount", "unit")
LEVELS_OF_DETAIL = (
    "change_order_package",
    "change_order_request",
    "potential_change_order",
    "line_item",
)
# A project remembers this many deleted contracts, the newest.
MAX_DELETED = 1_000
# D-081: only then can a change order be created on the contract.
OPEN_FOR_CHANGE_ORDERS = ("Approved", "Complete")


@dataclass(slots=True)
class PrimeContract:
    """A prime contract's own fields; money in Decimal, dates without time (procore_api.md 7.2)."""

    id: int
    project_id: int
    created_at: datetime
    updated_at: datetime
    created_by_id: int
    position: int = 1
    number: str | None = None
    title: str | None = None
    description: str | None = None
    status: str = "Draft"
    accounting_method: str = "amount"
    executed: bool = False
    signature_required: bool = False
    private: bool = True
    accessor_ids: tuple[int, ...] = ()
    show_line_items_to_non_admins: bool = False
    allow_comments: bool = False
    allow_markups: bool = True
    allow_payment_applications: bool = True
    allow_payments: bool = True
    retainage_percent: Decimal | None = None
    inclusions: str | None = None
    exclusions: str | None = None
    vendor_id: int | None = None
    contractor_id: int | None = None
    architect_id: int | None = None
    actual_completion_date: date | None = None
    approval_letter_date: date | None = None
    contract_date: date | None = None
    contract_estimated_completion_date: date | None = None
    contract_start_date: date | None = None
    execution_date: date | None = None
    issued_on_date: date | None = None
    letter_of_intent_date: date | None = None
    returned_date: date | None = None
    signed_contract_received_date: date | None = None
    substantial_completion_date: date | None = None
    currency_iso_code: str | None = None
    currency_exchange_rate: Decimal | None = None
    enable_ssov: bool = False
    change_order_level_of_detail: str | None = None
    auto_approve_prefilled_requisitions_on_payapp: bool = False
    show_cost_code_on_pdf: bool = False
    custom_fields: CustomFields = field(default_factory=dict)
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ContractTotals:
    """What a contract is worth (procore_api.md 7.3).

    `grand_total` is the original amount; revised = grand total + approved change orders; pending
    revised adds those still pending or revised.
    """

    grand_total: Decimal
    approved_change_orders: Decimal
    pending_change_orders: Decimal
    draft_change_orders: Decimal

    @property
    def revised(self) -> Decimal:
        return exact_sum((self.grand_total, self.approved_change_orders))

    @property
    def pending_revised(self) -> Decimal:
        return exact_sum((self.revised, self.pending_change_orders))


@dataclass
class PrimeContractStore:
    contracts: dict[int, PrimeContract] = field(default_factory=dict)
    by_project: dict[int, list[PrimeContract]] = field(default_factory=dict)
    deleted_by_project: dict[int, list[PrimeContract]] = field(default_factory=dict)

    def of_project(self, project_id: int) -> list[PrimeContract]:
        return self.by_project.get(project_id, [])

    def add(self, contract: PrimeContract) -> None:
        self.contracts[contract.id] = contract
        self.by_project.setdefault(contract.project_id, []).append(contract)

    def deleted_of_project(self, project_id: int) -> list[PrimeContract]:
        return self.deleted_by_project.get(project_id, [])

    def remove(self, contract: PrimeContract, now: datetime) -> None:
        """Take a contract out of the stores; lists can still name it as deleted."""
        del self.contracts[contract.id]
        self.by_project[contract.project_id].remove(contract)
        contract.deleted_at = now
        deleted = self.deleted_by_project.setdefault(contract.project_id, [])
        deleted.append(contract)
        del deleted[:-MAX_DELETED]
