"""What change orders of every tier look like as JSON (procore_api.md 8)."""

from typing import Annotated, Literal, TypedDict

from simulator.procore.change_orders.record.model import STATUSES
from simulator.procore.financial_markups.shapes import NestedMarkup
from simulator.procore.json_types import (
    Day,
    EmptyList,
    EmptyObject,
    Instant,
    V1Decimal,
    V1Id,
    one_of,
)
from simulator.procore.people.shapes import Person
from simulator.procore.prime_contracts.model import ACCOUNTING_METHODS
from simulator.procore.schedule_of_values.shapes import Currency, ScheduleLine

Status = Annotated[str, one_of(STATUSES)]


class ChangeReason(TypedDict):
    id: V1Id
    change_reason: str


class ChangeOrderStatus(TypedDict):
    id: V1Id
    name: str
    mapped_to_status: Status
    show_in_select: bool


class ChangeOrderInContract(TypedDict):
    id: V1Id
    number: str
    title: str | None
    status: Status
    grand_total: V1Decimal


class ChangeOrdersInContract(TypedDict):
    change_order_packages: list[ChangeOrderInContract]
    change_order_requests: list[list[ChangeOrderInContract]]
    potential_change_orders: list[ChangeOrderInContract]


class NewModel(TypedDict):
    """What prime change orders and their batches have in common."""

    id: V1Id
    contract_id: V1Id
    location_id: V1Id | None
    number: str
    revision: int
    title: str | None
    description: str | None
    status: Status
    reference: str | None
    executed: bool
    paid: bool
    private: bool
    field_change: bool
    signature_required: bool
    grand_total: V1Decimal
    schedule_impact_amount: int | None
    created_at: Instant
    updated_at: Instant
    reviewed_at: Instant | None
    due_date: Day | None
    paid_date: Day | None
    invoiced_date: Day | None
    signed_change_order_received_date: Day | None
    revised_substantial_completion_date: Day | None
    created_by: Person | None
    designated_reviewer: Person | None
    received_from: Person | None
    reviewed_by: Person | None
    change_order_change_reason: ChangeReason | None
    attachments: EmptyList
    custom_fields: EmptyObject
    currency_configuration: Currency


class PrimeChangeOrder(NewModel):
    type: Literal["PrimeChangeOrder"]
    batch_id: V1Id | None
    legacy_package_id: V1Id | None
    legacy_request_id: V1Id | None


class ExtendedPrimeChangeOrder(PrimeChangeOrder):
    change_events: EmptyList


class PrimeChangeOrderBatch(NewModel):
    type: Literal["PrimeChangeOrderBatch"]
    legacy_package_id: V1Id
    change_order_ids: list[V1Id]
    legacy_request_ids: list[V1Id]


class ListedPackage(TypedDict):
    id: V1Id
    contract_id: V1Id
    created_by_id: V1Id
    number: str
    revision: int
    title: str | None
    status: Status
    executed: bool
    grand_total: V1Decimal
    schedule_impact_amount: int | None
    origin_id: str | None
    origin_code: str | None
    origin_data: str | None
    created_at: Instant
    updated_at: Instant
    deleted_at: Instant | None
    reviewed_at: Instant | None
    due_date: Day | None
    paid_date: Day | None
    invoiced_date: Day | None
    signed_change_order_received_date: Day | None
    designated_reviewer: Person | None
    custom_fields: EmptyObject
    currency_configuration: Currency


class MarkupLineItem(TypedDict):
    id: V1Id
    amount: V1Decimal
    created_at: Instant
    updated_at: Instant
    markup: NestedMarkup


class MarkedUpLine(ScheduleLine):
    """A line with what every markup comes to on it."""

    markup_line_items: list[MarkupLineItem]


class ChangeOrderPackage(ListedPackage):
    type: Literal["PrimeContractChangeOrder"]
    position: int
    description: str | None
    private: bool
    review_notes: str | None
    revised_substantial_completion_date: Day | None
    creator: Person | None
    reviewer: Person | None
    attachments: EmptyList
    line_items: list[MarkedUpLine]


class LowerTier(TypedDict):
    """What the lists of both lower tiers have in common, but for the id."""

    contract_id: V1Id
    change_order_package_id: V1Id | None
    created_by_id: V1Id
    number: str
    revision: int
    title: str | None
    status: Status
    grand_total: V1Decimal
    schedule_impact_amount: int | None
    created_at: Instant
    updated_at: Instant
    deleted_at: Instant | None
    due_date: Day | None
    paid_date: Day | None
    invoiced_date: Day | None
    currency_configuration: Currency


class LowerTierInFull(LowerTier):
    description: str | None
    position: int
    private: bool
    origin_id: str | None
    origin_data: str | None
    creator: Person | None


class ListedChangeOrderRequest(LowerTier):
    id: V1Id


class ChangeOrderRequest(LowerTierInFull):
    id: V1Id


class TierPosition(TypedDict):
    change_order_tiers: int
    change_order_request_id: V1Id | None
    change_order_package_title: str | None
    change_order_request_title: str | None
    potential_change_order_acronym_number: str
    change_order_request_acronym_number: str
    change_order_package_acronym_number: str


class ListedPotentialChangeOrder(LowerTier, TierPosition):
    id: V1Id
    executed: bool
    reviewed_at: Instant | None
    change_reason: str | None
    custom_fields: EmptyObject


class PotentialChangeOrder(LowerTierInFull, TierPosition):
    id: V1Id
    executed: bool
    reviewed_at: Instant | None
    change_reason: str | None
    custom_fields: EmptyObject
    accounting_method: Annotated[str, one_of(ACCOUNTING_METHODS)]
    field_change: bool
    paid: bool
    void: bool
    line_items_total: V1Decimal
    line_items_extended_total: V1Decimal
    line_items: list[MarkedUpLine]
