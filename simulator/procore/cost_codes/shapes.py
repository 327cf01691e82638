"""What cost codes, line item types, budget codes and segments look like as JSON
(procore_api.md 7.4, 9)."""

from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from simulator.procore.cost_codes.model import BASE_TYPES
from simulator.procore.json_types import Instant, V1Id, V2Id, one_of


class LineItemType(TypedDict):
    id: V1Id
    name: str
    code: str
    base_type: Annotated[str, one_of(BASE_TYPES)]
    origin_id: str | None
    origin_data: str | None


class CostCodeParent(TypedDict):
    id: V1Id | None


class CostCode(TypedDict):
    id: V1Id
    name: str
    code: Annotated[str, Meta(description="The last part of full_code")]
    full_code: str
    sortable_code: str
    biller: None
    biller_id: V1Id
    biller_type: Literal["Project"]
    budgeted: bool
    parent: CostCodeParent
    position: int | None
    standard_cost_code_id: V1Id | None
    origin_id: str | None
    origin_data: str | None
    line_item_types: list[LineItemType]
    created_at: Instant
    updated_at: Instant
    deleted_at: Instant | None


class NestedBudgetCode(TypedDict):
    id: V1Id
    flat_code: Annotated[str, Meta(description="Cost code and type together: 01-011.E")]
    description: str


class NestedBudgetCodeV2(TypedDict):
    id: V2Id
    flat_code: str
    description: str


class Segment(TypedDict):
    id: V1Id
    type: Annotated[str, one_of(("cost_code", "line_item_type"))]
    name: str
    position: int
    segment_items_count: int
    required: bool
    delimiter: str
    structure: Literal["tiered", "flat"]
    tiered: bool
    selectable_tiers: bool
    is_included_in_project_pattern: bool
    project_can_modify_origin_project: bool
    project_can_delete_origin_company: bool
    wbs_pattern_id: V1Id | None


class SegmentItem(TypedDict):
    id: V1Id
    code: str
    name: str
    parent_id: V1Id | None
    path_ids: list[V1Id]
    path_code: str
    path_codes: list[str]
    path_names: list[str]
    is_parent: bool
    in_use: bool
    segment: Segment
    status: Literal["active"]


class BudgetCode(TypedDict):
    id: V1Id
    flat_code: str
    flat_name: str
    description: str
    status: Literal["active"]
    segment_items: list[SegmentItem]
    wbs_pattern_id: V1Id | None
    created_at: Instant
    updated_at: Instant
