"""What lines of a schedule of values look like as JSON (procore_api.md 7.4, 8)."""

from typing import Annotated, NotRequired, TypedDict

from msgspec import Meta

from simulator.procore.cost_codes.shapes import (
    CostCode,
    LineItemType,
    NestedBudgetCode,
    NestedBudgetCodeV2,
)
from simulator.procore.json_types import (
    Instant,
    JsonNumber,
    V1Decimal,
    V1Id,
    V2Decimal,
    V2Id,
    one_of,
)
from simulator.procore.projects.shapes import NamedCompany
from simulator.procore.schedule_of_values.model import EXTENDED_TYPES, Holder

ExtendedType = Annotated[str, one_of(EXTENDED_TYPES)]


class NamedProject(TypedDict):
    id: V1Id
    name: str


class LineHolder(TypedDict):
    id: V1Id
    holder_type: Annotated[str, one_of(Holder)]


class Currency(TypedDict):
    currency_iso_code: str
    base_currency_iso_code: NotRequired[str]
    currency_exchange_rate: NotRequired[V1Decimal]


class ScheduleLine(TypedDict):
    id: V1Id
    amount: Annotated[
        V1Decimal, Meta(description="With the markup of a change order's line; the totals without")
    ]
    quantity: V1Decimal
    unit_cost: V1Decimal
    total_amount: V1Decimal
    extended_amount: V1Decimal
    uom: str | None
    description: str | None
    extended_type: ExtendedType
    position: int
    tax_code_id: V1Id | None
    origin_id: str | None
    origin_data: str | None
    company: NamedCompany
    project: NamedProject
    holder: LineHolder
    cost_code: CostCode | None
    line_item_type: LineItemType | None
    wbs_code: NestedBudgetCode | None
    change_event_line_item: None
    currency_configuration: Currency
    created_at: Instant
    updated_at: Instant


class OriginV2(TypedDict):
    origin_id: str | None
    origin_code: str | None
    origin_data: str | None


class ScheduleLineV2(TypedDict):
    id: V2Id
    description: str | None
    uom: str | None
    quantity: JsonNumber
    unit_cost: V2Decimal
    amount: V2Decimal
    extended_type: ExtendedType
    wbs_code_id: V2Id | None
    tax_code_id: V2Id | None
    position: int
    line_item_group_id: V2Id | None
    wbs_code: NestedBudgetCodeV2 | None
    resource: None
    funding_rule_id: V2Id | None
    external_data: NotRequired[
        Annotated[OriginV2 | None, Meta(description="In the extended view only")]
    ]


class ChangeOrderLineV2(ScheduleLineV2):
    prime_line_item_id: Annotated[
        V2Id | None, Meta(description="The associated line of the prime contract")
    ]


class ExtendedChangeOrderLineV2(ChangeOrderLineV2):
    change_event_line_item: None
