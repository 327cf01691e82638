"""Segments, their items and the budget codes made of them, as JSON (procore_api.md 9).

The items of a segment are the cost codes and the line item types themselves, under their own ids
(assumed).
"""

from typing import TYPE_CHECKING

from simulator.procore.cost_codes.model import BudgetCode, CostCode, CostCodeStore, Segment
from simulator.procore.cost_codes.model import LineItemType as CostType
from simulator.procore.payload import FieldError, Readers, identifier, text
from simulator.procore.responses import instant

if TYPE_CHECKING:
    from simulator.procore.cost_codes import shapes

COST_CODE = "cost_code"
MAX_SEGMENTS = 20


def segment_items(value: object) -> list[tuple[int, int]]:
    """Segment id and item id of each segment item."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise FieldError("must be an array of objects")
    if len(value) > MAX_SEGMENTS:
        raise FieldError(f"has more than {MAX_SEGMENTS} elements")
    return [
        (identifier(item.get("segment_id")), identifier(item.get("segment_item_id")))
        for item in value
    ]


BUDGET_CODE_FIELDS: Readers = {"description": text, "segment_items": segment_items}


def segment(store: CostCodeStore, record: Segment, project_id: int) -> "shapes.Segment":
    is_cost_code = record.type == COST_CODE
    items = store.of_project(project_id) if is_cost_code else store.line_item_types
    return {
        "id": record.id,
        "type": record.type,
        "name": record.name,
        "position": 1 if is_cost_code else 2,
        "segment_items_count": len(items),
        "required": True,
        "delimiter": ".",
        "structure": "tiered" if is_cost_code else "flat",
        "tiered": is_cost_code,
        "selectable_tiers": False,
        "is_included_in_project_pattern": True,
        "project_can_modify_origin_project": True,
        "project_can_delete_origin_company": True,
        "wbs_pattern_id": None,
    }


def segment_item(
    store: CostCodeStore, item: CostCode | CostType, project_id: int
) -> "shapes.SegmentItem":
    is_cost_code = isinstance(item, CostCode)
    owner = store.segment_of_type(COST_CODE if is_cost_code else "line_item_type")
    used = (
        (code.cost_code_id if is_cost_code else code.line_item_type_id)
        for code in store.budget_codes.values()
        if code.project_id == project_id
    )
    code = item.full_code if isinstance(item, CostCode) else item.code
    return {
        "id": item.id,
        "code": item.code,
        "name": item.name,
        "parent_id": None,
        "path_ids": [item.id],
        "path_code": code,
        "path_codes": [code],
        "path_names": [item.name],
        "is_parent": False,
        "in_use": item.id in used,
        "segment": segment(store, owner, project_id),
        "status": "active",
    }


def budget_code(store: CostCodeStore, record: BudgetCode) -> "shapes.BudgetCode":
    parts: list[CostCode | CostType] = []
    if record.cost_code_id is not None:
        parts.append(store.cost_codes[record.cost_code_id])
    if record.line_item_type_id is not None:
        parts.append(store.line_item_types[record.line_item_type_id])
    return {
        "id": record.id,
        "flat_code": record.flat_code,
        "flat_name": ".".join(part.name for part in parts),
        "description": record.description,
        "status": "active",
        "segment_items": [segment_item(store, part, record.project_id) for part in parts],
        "wbs_pattern_id": None,
        "created_at": instant(record.created_at),
        "updated_at": instant(record.updated_at),
    }
