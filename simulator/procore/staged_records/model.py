"""Records an ERP offers: staged, imported, archived or invalid (procore_api.md 10.3)."""

from dataclasses import dataclass, field
from datetime import datetime

STATUSES = ("staged", "imported", "archived", "invalid")
# No type for prime contract change orders: these are exported only.
ITEM_TYPES = (
    "vendor",
    "project",
    "sub_job",
    "prime_contract",
    "purchase_order_contract",
    "work_order_contract",
    "commitment_change_order",
    "line_item",
)
OF_A_PROJECT = frozenset(
    {"sub_job", "prime_contract", "purchase_order_contract", "work_order_contract"}
)
OF_A_PARENT = frozenset({"line_item", "commitment_change_order"})


@dataclass(slots=True)
class StagedRecord:
    id: int
    item_type: str
    origin_id: str
    origin_code: str | None
    origin_data: str | None
    parent_id: int | None
    status: str
    data: dict[str, object]
    created_at: datetime
    updated_at: datetime


@dataclass
class StagedRecordStore:
    records: dict[int, StagedRecord] = field(default_factory=dict)
    id_by_origin: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, record: StagedRecord) -> None:
        self.records[record.id] = record
        self.id_by_origin[record.item_type, record.origin_id] = record.id

    def with_origin(self, item_type: str, origin_id: str) -> StagedRecord | None:
        record_id = self.id_by_origin.get((item_type, origin_id))
        return None if record_id is None else self.records[record_id]

    def children_of(self, record: StagedRecord) -> list[StagedRecord]:
        return [child for child in self.records.values() if child.parent_id == record.id]

    def move(self, record: StagedRecord, status: str) -> None:
        """Set a status. Importing takes the children along; going back to staged does too, except
        for archived ones (D-029, D-030)."""
        record.status = status
        for child in self.children_of(record):
            if status == "imported" or (status == "staged" and child.status != "archived"):
                child.status = status

    def take_back(self, item_type: str, origin_id: str, now: datetime) -> None:
        """The record that had been imported under an origin id can be imported again (D-031)."""
        record = self.with_origin(item_type, origin_id)
        if record is not None and record.status == "imported":
            self.move(record, "staged")
            record.updated_at = now
