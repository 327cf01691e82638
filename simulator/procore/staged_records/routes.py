"""Staged records: POST, PUT and sync (procore_api.md 10.1, 10.3)."""

from collections.abc import Sequence

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore import sync
from simulator.procore.access import Access, record_id
from simulator.procore.call import Call
from simulator.procore.declarations import Fields, one, sync_of, synced
from simulator.procore.operations import ProcoreOperation, inferred
from simulator.procore.payload import body_object, required_fields, taken
from simulator.procore.people.model import AccessLevel
from simulator.procore.responses import Refusal, shown
from simulator.procore.staged_records import errors, wire
from simulator.procore.staged_records.writer import StagedRecordWriter
from simulator.procore.stores import ProcoreStores

SOURCE = "procore_api.md 10.1, 10.3; the path's prefix is unverified"
TOOL = "erp_integrations"


class StagedRecordRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._writer = StagedRecordWriter(stores)

    def operations(self) -> Sequence[ProcoreOperation]:
        records = "/rest/v1.0/companies/{company_id}/staged_records"
        return (
            inferred(
                "create_staged_record",
                f"POST {records}",
                self.create,
                SOURCE,
                answers=one("staged_records:StagedRecord"),
                body=Fields(wire.FIELDS),
            ),
            inferred(
                "update_staged_record",
                f"PUT {records}/{{id}}",
                self.update,
                SOURCE,
                answers=one("staged_records:StagedRecord"),
                body=Fields(wire.FIELDS),
            ),
            inferred(
                "sync_staged_records",
                f"PATCH {records}/sync",
                self.sync_records,
                SOURCE,
                answers=synced("staged_records:StagedRecord"),
                body=sync_of(wire.SYNC_FIELDS),
            ),
        )

    def create(self, call: Call, path: PathParameters) -> Reply:
        self._enter(call, path)
        record = self._writer.create(required_fields(body_object(call.request), wire.FIELDS))
        return shown(wire.shown_record(record), status=201)

    def update(self, call: Call, path: PathParameters) -> Reply:
        self._enter(call, path)
        record = self._stores.staged_records.records.get(record_id(path["id"], "id"))
        if record is None:
            raise errors.no_such_record(path["id"])
        self._writer.update(record, required_fields(body_object(call.request), wire.FIELDS))
        return shown(wire.shown_record(record))

    def sync_records(self, call: Call, path: PathParameters) -> Reply:
        """Each item may bring its children; a child in error is an error of its own."""
        self._enter(call, path)
        entities: list[object] = []
        failed: list[object] = []
        for item in sync.updates_of(body_object(call.request)):
            try:
                values = required_fields(item, wire.SYNC_FIELDS)
                children = taken(values, "children", list)
                values.pop("children", None)
                entities.append(self._put(values))
            except Refusal as refusal:
                failed.append(sync.echoed(item, refusal))
                continue
            for child in children:
                named = {"item_type": "line_item", "parent_origin_id": values["origin_id"], **child}
                try:
                    entities.append(self._put(required_fields(named, wire.FIELDS)))
                except Refusal as refusal:
                    failed.append(sync.echoed(child, refusal))
        return shown({"entities": entities, "errors": failed})

    def _put(self, values: dict[str, object]) -> object:
        """Update what has the origin id, else stage it anew."""
        item_type, origin_id = values.get("item_type"), values.get("origin_id")
        held = None
        if isinstance(item_type, str) and isinstance(origin_id, str):
            held = self._stores.staged_records.with_origin(item_type, origin_id)
        if held is None:
            held = self._writer.create(values)
        else:
            self._writer.update(held, values)
        return wire.shown_record(held)

    def _enter(self, call: Call, path: PathParameters) -> None:
        self._access.company_tool(call, path["company_id"], TOOL, AccessLevel.ADMIN)
