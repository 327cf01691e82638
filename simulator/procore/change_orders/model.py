"""A change order on the prime side, its statuses and what they allow.

Procore shows one change order as three resources: the prime change order of the new model, the
change order package of the legacy model, which carries the ERP link, and a potential change
order, which holds lines and markups (D-076, D-077, procore_api.md 8); in three-tier projects a
change order request stands between them. Here it is one record with an id for each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

APPROVED = "approved"
# procore_api.md 8; approved, pending and none are the three effects on the contract (D-071).
STATUSES = (
    "draft",
    "pricing",
    "not_pricing",
    "pending",
    "revised",
    "proceeding",
    "not_proceeding",
    "no_charge",
    "approved",
    "rejected",
    "void",
)
PENDING_STATUSES = frozenset(
    {"pricing", "not_pricing", "pending", "revised", "proceeding", "not_proceeding"}
)
# By id, as a new company has them (assumed).
CHANGE_REASONS = dict(
    enumerate(
        (
            "Allowance",
            "Back Charge",
            "Client Request",
            "Design Development",
            "Existing Condition",
        ),
        start=1,
    )
)


@dataclass(slots=True)
class ChangeOrder:
    """`id` is the prime change order's. `approval_rank` counts approvals on the contract, for
    un-approving goes in the reverse order (D-092). `grand_total` includes all markup."""

    id: int
    package_id: int
    potential_id: int
    request_id: int
    project_id: int
    contract_id: int
    number: str
    created_at: datetime
    updated_at: datetime
    created_by_id: int
    title: str | None = None
    description: str | None = None
    status: str = "draft"
    revision: int = 0
    position: int = 1
    reference: str | None = None
    executed: bool = False
    paid: bool = False
    private: bool = False
    field_change: bool = False
    signature_required: bool = False
    schedule_impact_amount: int | None = None
    reviewed_at: datetime | None = None
    due_date: date | None = None
    paid_date: date | None = None
    invoiced_date: date | None = None
    signed_change_order_received_date: date | None = None
    revised_substantial_completion_date: date | None = None
    designated_reviewer_id: int | None = None
    received_from_id: int | None = None
    reviewed_by_id: int | None = None
    change_order_change_reason_id: int | None = None
    location_id: int | None = None
    batch_id: int | None = None
    approval_rank: int = 0
    grand_total: Decimal = Decimal(0)

    @property
    def is_approved(self) -> bool:
        return self.status == APPROVED


@dataclass
class ChangeOrderStore:
    """Change orders under the ids they are asked for by, by project and by contract; and the ids
    of the markup line items, by line and markup."""

    by_id: dict[int, ChangeOrder] = field(default_factory=dict)
    by_package: dict[int, ChangeOrder] = field(default_factory=dict)
    by_potential: dict[int, ChangeOrder] = field(default_factory=dict)
    by_project: dict[int, list[ChangeOrder]] = field(default_factory=dict)
    by_contract: dict[int, list[ChangeOrder]] = field(default_factory=dict)
    markup_line_ids: dict[tuple[int, int], int] = field(default_factory=dict)

    def of_project(self, project_id: int) -> list[ChangeOrder]:
        return self.by_project.get(project_id, [])

    def of_contract(self, contract_id: int) -> list[ChangeOrder]:
        return self.by_contract.get(contract_id, [])

    def add(self, change_order: ChangeOrder) -> None:
        self.by_id[change_order.id] = change_order
        self.by_package[change_order.package_id] = change_order
        self.by_potential[change_order.potential_id] = change_order
        self.by_project.setdefault(change_order.project_id, []).append(change_order)
        self.by_contract.setdefault(change_order.contract_id, []).append(change_order)

    def remove(self, change_order: ChangeOrder) -> None:
        del self.by_id[change_order.id]
        del self.by_package[change_order.package_id]
        del self.by_potential[change_order.potential_id]
        self.by_project[change_order.project_id].remove(change_order)
        self.by_contract[change_order.contract_id].remove(change_order)


def next_number(others: Sequence[ChangeOrder]) -> str:
    """001, 002, 003 and so on (D-089), after the highest plain number in use."""
    used = [int(other.number) for other in others if other.number.isdecimal()]
    return f"{max(used, default=0) + 1:03d}"


def approve(change_order: ChangeOrder, others: Iterable[ChangeOrder], now: datetime) -> None:
    """Move to approved: the review is stamped with the world's clock (assumed)."""
    change_order.approval_rank = max((other.approval_rank for other in others), default=0) + 1
    change_order.status = APPROVED
    change_order.reviewed_at = now


def unapprove(change_order: ChangeOrder, status: str) -> None:
    """Move away from approved: the review no longer stands (assumed)."""
    change_order.status = status
    change_order.approval_rank = 0
    change_order.reviewed_at = None


def approved_after(change_order: ChangeOrder, others: Iterable[ChangeOrder]) -> ChangeOrder | None:
    """The contract's latest approved change order, when that is another one."""
    approved = [other for other in others if other.is_approved]
    latest = max(approved, key=lambda other: other.approval_rank, default=change_order)
    return None if latest is change_order else latest
