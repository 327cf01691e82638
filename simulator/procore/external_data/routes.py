"""External data: listing, syncing and destroying the ERP's ids (procore_api.md 10.1, 10.2)."""

from collections.abc import Sequence

from simulator.http.message import Reply, Request
from simulator.http.operation import PathParameters
from simulator.procore import origins, sync
from simulator.procore.access import Access
from simulator.procore.call import Call
from simulator.procore.declarations import NOTHING, Fields, several, sync_of, synced
from simulator.procore.external_data import wire
from simulator.procore.external_data.model import ITEM_TYPES, ExternalDatum
from simulator.procore.external_data.writer import ExternalDataWriter
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, observed
from simulator.procore.payload import (
    FieldError,
    body_object,
    required_fields,
)
from simulator.procore.people.model import AccessLevel
from simulator.procore.query import Kind, Parameter
from simulator.procore.responses import Refusal, shown
from simulator.procore.stores import ProcoreStores
from simulator.procore.sync import Attributes

SOURCE = "procore_api.md 10.1"
TOOL = "erp_integrations"
ITEM_TYPE = Parameter("item_type", choices=tuple(sorted(ITEM_TYPES)))
ITEM_ID = Parameter("item_id", Kind.ID)


class ExternalDataRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._writer = ExternalDataWriter(stores)
        self._listing = Listing[ExternalDatum](
            filters={
                "item_type": lambda datum: datum.item_type,
                "item_id": lambda datum: datum.item_id,
                "origin_id": lambda datum: datum.origin_id,
            }
        )

    def operations(self) -> Sequence[ProcoreOperation]:
        data = "/rest/v1.0/companies/{company_id}/external_data"
        return (
            observed(
                "list_external_data",
                f"GET {data}",
                self.list,
                SOURCE,
                listing=self._listing,
                answers=several("external_data:ExternalDatum"),
                query=(ITEM_TYPE, ITEM_ID),
            ),
            observed(
                "sync_external_data",
                f"PATCH {data}/sync",
                self.sync,
                SOURCE,
                answers=synced("external_data:ExternalDatum"),
                body=sync_of(wire.ITEM_FIELDS),
            ),
            observed(
                "bulk_destroy_external_data",
                f"DELETE {data}/bulk_destroy",
                self.bulk_destroy,
                SOURCE,
                answers=NOTHING,
                body=Fields(wire.BULK_FIELDS, are_required=True),
            ),
        )

    def list(self, call: Call, path: PathParameters) -> Reply:
        """Asked for certain items, only these are looked up; several ids may be given as repeated
        item_id, item_id[] or a comma list (assumed)."""
        company_id = self._enter(call, path, AccessLevel.READ_ONLY)
        store = self._stores.external_data
        item_type = ITEM_TYPE.of(call.request)
        if item_type is not None and item_type not in ITEM_TYPES:
            raise Refusal(400, f"item_type is unknown: {item_type[:100]}")
        item_ids = _item_ids(call.request)
        if item_type is not None and item_ids:
            found = [store.of(item_type, item_id) for item_id in dict.fromkeys(item_ids)]
            rows = [d for d in found if d is not None and d.company_id == company_id]
        else:
            wanted = set(item_ids)
            rows = [
                datum
                for datum in store.by_item.values()
                if datum.company_id == company_id
                and (item_type is None or datum.item_type == item_type)
                and (not wanted or datum.item_id in wanted)
            ]
        page, headers = self._listing.page(rows, call.request)
        return shown([wire.shown_datum(datum) for datum in page], headers=headers)

    def sync(self, call: Call, path: PathParameters) -> Reply:
        company_id = self._enter(call, path, AccessLevel.STANDARD)
        updates = sync.updates_of(body_object(call.request))
        upsert = sync.Upsert(
            exists=lambda record_id: False,
            id_with_origin=lambda origin_id: None,
            create=lambda attributes: self._put(company_id, attributes),
            update=lambda record_id, attributes: self._put(company_id, attributes),
            # An external datum is found by its item, never by an id of its own.
            has_ids=False,
        )
        answer = sync.run(upsert, updates)
        touched = tuple(f"{item.get('item_type')}:{item.get('item_id')}" for item in updates[:100])
        return shown(answer, touched=touched)

    def bulk_destroy(self, call: Call, path: PathParameters) -> Reply:
        """204 also for items that have no external data (assumed)."""
        company_id = self._enter(call, path, AccessLevel.STANDARD)
        body = body_object(call.request)
        item_type, written = body.get("item_type"), body.get("item_ids")
        if not isinstance(item_type, str) or item_type not in ITEM_TYPES:
            raise Refusal(400, f"item_type is unknown: {str(item_type)[:100]}")
        try:
            item_ids = wire.item_ids(written)
        except FieldError as error:
            raise Refusal(400, f"item_ids {error}") from None
        for item_id in item_ids:
            held = self._stores.external_data.of(item_type, item_id)
            if held is not None and held.company_id == company_id:
                origins.take_away(self._stores, item_type, item_id)
        return Reply(204, touched=tuple(f"{item_type}:{item_id}" for item_id in item_ids[:100]))

    def _put(self, company_id: int, attributes: Attributes) -> object:
        values = required_fields(attributes, wire.ITEM_FIELDS)
        return wire.shown_datum(self._writer.put(company_id, values))

    def _enter(self, call: Call, path: PathParameters, level: AccessLevel) -> int:
        """The id of the company."""
        return self._access.company_tool(call, path["company_id"], TOOL, level).id


def _item_ids(request: Request) -> list[int]:
    written = [v for k, v in request.query_pairs if k in (ITEM_ID.name, f"{ITEM_ID.name}[]")]
    texts = [text for value in written for text in value.split(",")]
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 20]
