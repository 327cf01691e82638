"""What staged records look like as JSON (procore_api.md 10.3)."""

from typing import Annotated, TypedDict

from msgspec import Meta

from simulator.procore.json_types import Anything, Instant, V1Id, one_of
from simulator.procore.staged_records.model import ITEM_TYPES, STATUSES


class StagedRecord(TypedDict):
    id: V1Id
    item_type: Annotated[str, one_of(ITEM_TYPES)]
    origin_id: str
    origin_code: str | None
    origin_data: str | None
    parent_id: V1Id | None
    status: Annotated[str, one_of(STATUSES)]
    data: Annotated[dict[str, Anything], Meta(description="As it was staged")]
    created_at: Instant
    updated_at: Instant
