"""A change order on the prime side, its tiers, its statuses and what they allow.

A project's change orders have one, two or three tiers (D-073): potential change orders, which hold
the lines; change order requests, only with three tiers; and packages, the PCCOs that the ERP knows.
With one tier the package is the change order, and a hidden potential change order holds its lines
(D-076): here both are one record.

The new model shows the same records under ids of its own: prime change orders are the records that
hold lines, batches the packages above them (procore_api.md 8; that the lower of two tiers is the
prime change order is inferred from what a batch is made of).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

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
# The designated reviewer may respond in these alone (D-086).
IN_REVIEW_STATUSES = frozenset({"pending", "revised"})
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


class Tier(StrEnum):
    """Where a change order stands, from the top (D-073)."""

    PACKAGE = "change_order_package"
    REQUEST = "change_order_request"
    POTENTIAL = "potential_change_order"


# By the number of tiers, which tier is directly above which.
_ABOVE: dict[int, dict[Tier, Tier]] = {
    1: {},
    2: {Tier.POTENTIAL: Tier.PACKAGE},
    3: {Tier.POTENTIAL: Tier.REQUEST, Tier.REQUEST: Tier.PACKAGE},
}


def tier_above(tier: Tier, tiers: int) -> Tier | None:
    """The tier that a change order of this tier can be added to; None for the top one."""
    return _ABOVE[tiers].get(tier)


def has_tier(tier: Tier, tiers: int) -> bool:
    """Whether change orders of this tier can be made in a project with so many tiers. The hidden
    potential change order of the only tier is never made by itself."""
    return tier is Tier.PACKAGE or tier in _ABOVE[tiers]


@dataclass(slots=True)
class ChangeOrder:
    """One change order of one tier; `id` is its own there.

    `prime_id` is its id in the new model, None where that does not show it (the lower of three
    tiers). `potential_id` is whose lines and markups they are: its own id for a potential change
    order, the hidden one's for the only tier, None where it holds none. `above_id` is the change
    order it was added to. `approval_rank` counts approvals of packages on the contract, for
    un-approving goes in the reverse order (D-092). `grand_total` includes all markup and what is
    below; `stated_total` is what was written while nothing gave one.
    """

    id: int
    tier: Tier
    prime_id: int | None
    potential_id: int | None
    project_id: int
    contract_id: int
    number: str
    created_at: datetime
    updated_at: datetime
    created_by_id: int
    above_id: int | None = None
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
    review_notes: str | None = None
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
    deleted_at: datetime | None = None
    approval_rank: int = 0
    stated_total: Decimal = Decimal(0)
    grand_total: Decimal = Decimal(0)

    @property
    def is_approved(self) -> bool:
        return self.status == APPROVED

    @property
    def is_package(self) -> bool:
        return self.tier is Tier.PACKAGE

    @property
    def is_batch(self) -> bool:
        """A package of several change orders, as the new model shows it."""
        return self.is_package and self.potential_id is None

    @property
    def is_prime_change_order(self) -> bool:
        """What the new model calls so: it holds lines, in a project of one or two tiers."""
        return self.prime_id is not None and self.potential_id is not None

    @property
    def names(self) -> tuple[str, ...]:
        """What the journal knows the record by, each `resource:id`."""
        own = f"{self.tier}:{self.id}"
        if self.prime_id is None:
            return (own,)
        resource = "prime_change_order_batch" if self.is_batch else "prime_change_order"
        return (own, f"{resource}:{self.prime_id}")


@dataclass(frozen=True, slots=True)
class CustomStatus:
    """A company's own status, which stands for one of the base ones (procore_api.md 8)."""

    id: int
    name: str
    mapped_to_status: str
    show_in_select: bool


def next_number(others: Sequence[ChangeOrder]) -> str:
    """001, 002, 003 and so on (D-089), after the highest plain number in use."""
    used = [int(other.number) for other in others if other.number.isdecimal()]
    return f"{max(used, default=0) + 1:03d}"


def approve(change_order: ChangeOrder, others: Iterable[ChangeOrder], now: datetime) -> None:
    """Move to approved: the review is stamped with the world's clock (assumed). `others` are the
    contract's change orders of the same tier."""
    change_order.approval_rank = max((other.approval_rank for other in others), default=0) + 1
    change_order.status = APPROVED
    change_order.reviewed_at = now


def unapprove(change_order: ChangeOrder, status: str) -> None:
    """Move away from approved: the review no longer stands (assumed)."""
    change_order.status = status
    change_order.approval_rank = 0
    change_order.reviewed_at = None
    change_order.reviewed_by_id = None


def approved_after(change_order: ChangeOrder, others: Iterable[ChangeOrder]) -> ChangeOrder | None:
    """The contract's latest approved package, when that is another one."""
    approved = [other for other in others if other.is_approved]
    latest = max(approved, key=lambda other: other.approval_rank, default=change_order)
    return None if latest is change_order else latest
