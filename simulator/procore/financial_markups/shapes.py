"""What markups look like as JSON (procore_api.md 9)."""

from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta

from simulator.procore.cost_codes.shapes import NestedBudgetCode
from simulator.procore.financial_markups.model import SETS_BY_HOLDER, Compounding, MarkupHolder
from simulator.procore.json_types import EmptyList, V1Decimal, V1Id, V2Decimal, one_of

MarkupSet = Annotated[str, one_of(one for sets in SETS_BY_HOLDER.values() for one in sets)]
# Percentages keep their places in v1, too: "15.00" (procore_api.md 2).
Percentage = V2Decimal


class MarkupCompound(TypedDict):
    type: (
        Annotated[str, one_of(kind for kind in Compounding if kind is not Compounding.BASIC)] | None
    )
    selections: list[V1Id]


class MarkupConditionItem(TypedDict):
    wbs_segment_item_id: V1Id


class MarkupCondition(TypedDict):
    id: V1Id
    match_type: Literal["includes", "excludes"]
    wbs_segment_id: V1Id
    markup_condition_items: list[MarkupConditionItem]


class MarkupOrigin(TypedDict):
    id: V1Id
    origin_id: str | None


class Markup(TypedDict):
    id: V1Id
    project_id: V1Id
    holder_id: V1Id
    holder_type: Annotated[str, one_of(MarkupHolder)]
    name: str
    percentage: Percentage
    markup_set: MarkupSet
    position: int
    applies_to_all: bool
    compound: MarkupCompound
    markup_conditions: list[MarkupCondition]
    wbs_code_id: V1Id | None
    wbs_code: NestedBudgetCode | None
    lump_sum_amount: V1Decimal | None
    tax_code_ids: EmptyList
    funding_rule_id: V1Id | None
    prime_line_item_id: NotRequired[
        Annotated[V1Id | None, Meta(description="In the view with_erp_data only")]
    ]
    external_data: NotRequired[
        Annotated[MarkupOrigin | None, Meta(description="In the view with_erp_data only")]
    ]


class NestedMarkup(TypedDict):
    id: V1Id
    name: str
    markup_set: MarkupSet
    percentage: Percentage
    compounds_markups_above: bool
    position: int
    wbs_code_id: V1Id | None
    destination_cost_code: None
    destination_line_item_type: None
    destination_sub_job: None
