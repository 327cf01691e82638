"""Staged records as JSON, and reading them (procore_api.md 10.3)."""

from typing import TYPE_CHECKING

from simulator.procore.payload import (
    FieldError,
    Readers,
    any_object,
    identifier,
    one_of,
    text,
    title,
)
from simulator.procore.responses import instant
from simulator.procore.staged_records.model import ITEM_TYPES, STATUSES, StagedRecord

if TYPE_CHECKING:
    from simulator.procore.staged_records import shapes

MAX_CHILDREN = 1_000


def children(value: object) -> list[object]:
    if not isinstance(value, list) or not all(isinstance(child, dict) for child in value):
        raise FieldError("must be an array of objects")
    if len(value) > MAX_CHILDREN:
        raise FieldError(f"has more than {MAX_CHILDREN} elements")
    return value


FIELDS: Readers = {
    "item_type": one_of(*ITEM_TYPES),
    "origin_id": title,
    "origin_code": title,
    "origin_data": text,
    "parent_id": identifier,
    "parent_origin_id": title,
    "status": one_of(*STATUSES),
    "data": any_object,
}
SYNC_FIELDS: Readers = {**FIELDS, "children": children}


def shown_record(record: StagedRecord) -> "shapes.StagedRecord":
    return {
        "id": record.id,
        "item_type": record.item_type,
        "origin_id": record.origin_id,
        "origin_code": record.origin_code,
        "origin_data": record.origin_data,
        "parent_id": record.parent_id,
        "status": record.status,
        "data": record.data,
        "created_at": instant(record.created_at),
        "updated_at": instant(record.updated_at),
    }
