"""Cost codes, line item types and nested budget codes as JSON (procore_api.md 7.4)."""

from typing import TYPE_CHECKING, overload

from simulator.procore.cost_codes.model import (
    BASE_TYPES,
    BudgetCode,
    CostCode,
    LineItemType,
)
from simulator.procore.external_data.model import ExternalDatum
from simulator.procore.payload import Readers, one_of, text, title
from simulator.procore.responses import instant

if TYPE_CHECKING:
    from simulator.procore.cost_codes import shapes

COST_CODE_FIELDS: Readers = {
    "code": title,
    "full_code": title,
    "name": title,
    "origin_id": title,
    "origin_code": title,
    "origin_data": text,
}
LINE_ITEM_TYPE_FIELDS: Readers = {
    "code": title,
    "name": title,
    "base_type": one_of(*BASE_TYPES),
    "origin_id": title,
    "origin_code": title,
    "origin_data": text,
}


def cost_code(
    record: CostCode | None, types: list[LineItemType], origin: ExternalDatum | None
) -> "shapes.CostCode | None":
    if record is None:
        return None
    return {
        "id": record.id,
        "name": record.name,
        "code": record.code,
        "full_code": record.full_code,
        "sortable_code": record.full_code,
        "biller": None,
        "biller_id": record.project_id,
        "biller_type": "Project",
        "budgeted": True,
        "parent": {"id": None},
        "position": None,
        "standard_cost_code_id": None,
        "origin_id": origin.origin_id if origin is not None else None,
        "origin_data": origin.origin_data if origin is not None else None,
        "line_item_types": [line_item_type(kind, None) for kind in types],
        "created_at": instant(record.created_at),
        "updated_at": instant(record.updated_at),
        "deleted_at": None,
    }


@overload
def line_item_type(record: LineItemType, origin: ExternalDatum | None) -> "shapes.LineItemType": ...
@overload
def line_item_type(
    record: LineItemType | None, origin: ExternalDatum | None
) -> "shapes.LineItemType | None": ...
def line_item_type(
    record: LineItemType | None, origin: ExternalDatum | None
) -> "shapes.LineItemType | None":
    if record is None:
        return None
    return {
        "id": record.id,
        "name": record.name,
        "code": record.code,
        "base_type": record.base_type,
        "origin_id": origin.origin_id if origin is not None else None,
        "origin_data": origin.origin_data if origin is not None else None,
    }


def budget_code(record: BudgetCode | None) -> "shapes.NestedBudgetCode | None":
    if record is None:
        return None
    return {"id": record.id, "flat_code": record.flat_code, "description": record.description}


def budget_code_v2(record: BudgetCode | None) -> "shapes.NestedBudgetCodeV2 | None":
    if record is None:
        return None
    return {
        "id": str(record.id),
        "flat_code": record.flat_code,
        "description": record.description,
    }
