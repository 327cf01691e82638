"""Cost codes and line item types (procore_api.md 7.4, 10.1)."""

from collections.abc import Mapping, Sequence

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore import origins, sync
from simulator.procore.access import NOT_FOUND, Access, record_id, written_id
from simulator.procore.call import Call
from simulator.procore.cost_codes import errors, wire
from simulator.procore.cost_codes.model import CostCode, LineItemType
from simulator.procore.declarations import one, several, sync_of, synced
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.payload import Values, body_object, required_fields
from simulator.procore.people.model import AccessLevel
from simulator.procore.projects.model import Project
from simulator.procore.query import COMPANY_ID, PROJECT_ID
from simulator.procore.responses import Refusal, shown
from simulator.procore.stores import ProcoreStores

SOURCE = "procore_api.md 7.4"
SYNC_SOURCE = "procore_api.md 4, 10.1"


class CostCodeRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._cost_codes = Listing[CostCode](
            filters={
                "id": lambda record: record.id,
                "created_at": lambda record: record.created_at,
                "updated_at": lambda record: record.updated_at,
                "origin_id": lambda record: stores.external_data.origin_id("cost_code", record.id),
            },
            sorts={"full_code": lambda record: record.full_code},
        )
        self._types = Listing[LineItemType](filters={"id": lambda record: record.id})

    def operations(self) -> Sequence[ProcoreOperation]:
        cost_codes = "/rest/v1.0/cost_codes"
        types = "/rest/v1.0/line_item_types"
        return (
            published(
                "list_cost_codes",
                f"GET {cost_codes}",
                self.list_cost_codes,
                SOURCE,
                listing=self._cost_codes,
                answers=several("cost_codes:CostCode"),
                query=(PROJECT_ID,),
            ),
            published(
                "show_cost_code",
                f"GET {cost_codes}/{{id}}",
                self.show_cost_code,
                SOURCE,
                answers=one("cost_codes:CostCode"),
                query=(PROJECT_ID,),
            ),
            published(
                "sync_cost_codes",
                f"PATCH {cost_codes}/sync",
                self.sync_cost_codes,
                SYNC_SOURCE,
                answers=synced("cost_codes:CostCode"),
                query=(PROJECT_ID,),
                body=sync_of(wire.COST_CODE_FIELDS),
            ),
            published(
                "list_line_item_types",
                f"GET {types}",
                self.list_types,
                SOURCE,
                listing=self._types,
                answers=several("cost_codes:LineItemType"),
                query=(COMPANY_ID,),
            ),
            published(
                "sync_line_item_types",
                f"PATCH {types}/sync",
                self.sync_types,
                SYNC_SOURCE,
                answers=synced("cost_codes:LineItemType"),
                query=(COMPANY_ID,),
                body=sync_of(wire.LINE_ITEM_TYPE_FIELDS),
            ),
        )

    def list_cost_codes(self, call: Call, path: PathParameters) -> Reply:
        project = self._access.project(call, PROJECT_ID.of(call.request))
        rows = self._stores.cost_codes.of_project(project.id)
        page, headers = self._cost_codes.page(rows, call.request)
        return shown([self._cost_code(record) for record in page], headers=headers)

    def show_cost_code(self, call: Call, path: PathParameters) -> Reply:
        project = self._access.project(call, PROJECT_ID.of(call.request))
        record = self._stores.cost_codes.cost_codes.get(record_id(path["id"], "id"))
        if record is None or record.project_id != project.id:
            raise Refusal(404, NOT_FOUND, because=f"no cost code {path['id']} in {project.id}")
        return shown(self._cost_code(record), touched=(f"cost_code:{record.id}",))

    def sync_cost_codes(self, call: Call, path: PathParameters) -> Reply:
        """Admin on the project's directory is asked for, as for changing the project (assumed)."""
        body = body_object(call.request)
        written = written_id(call.request, body, PROJECT_ID)
        project = self._access.project_tool(call, written, "directory", AccessLevel.ADMIN)
        store = self._stores.cost_codes.cost_codes

        def is_ours(item_id: int | None) -> bool:
            return item_id in store and store[item_id].project_id == project.id

        def id_with_origin(origin_id: str) -> int | None:
            """Another project's cost code with this origin id is not ours to update: creating then
            fails, for the id is taken in the company."""
            held = self._stores.external_data.item_with(project.company_id, "cost_code", origin_id)
            return held if is_ours(held) else None

        upsert = sync.Upsert(
            exists=is_ours,
            id_with_origin=id_with_origin,
            create=lambda attributes: self._create_cost_code(call, project, attributes),
            update=lambda item_id, attributes: self._update_cost_code(
                call, store[item_id], attributes
            ),
        )
        return self._synced("cost_code", upsert, body)

    def list_types(self, call: Call, path: PathParameters) -> Reply:
        company = self._access.company(COMPANY_ID.of(call.request))
        is_ours = company.id == self._stores.company_id
        rows = list(self._stores.cost_codes.line_item_types.values()) if is_ours else []
        page, headers = self._types.page(rows, call.request)
        return shown([self._type(record) for record in page], headers=headers)

    def sync_types(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        written = written_id(call.request, body, COMPANY_ID)
        self._access.company_tool(
            call,
            written,
            "erp_integrations",
            AccessLevel.STANDARD,
        )
        store = self._stores.cost_codes.line_item_types
        upsert = sync.Upsert(
            exists=lambda item_id: item_id in store,
            id_with_origin=lambda origin_id: self._stores.external_data.item_with(
                self._stores.company_id, "line_item_type", origin_id
            ),
            create=lambda attributes: self._create_type(call, attributes),
            update=lambda item_id, attributes: self._update_type(call, store[item_id], attributes),
        )
        return self._synced("line_item_type", upsert, body)

    def _synced(self, kind: str, upsert: sync.Upsert, body: Mapping[str, object]) -> Reply:
        answer = sync.run(upsert, sync.updates_of(body))
        return shown(answer, touched=sync.touched(kind, answer))

    def _cost_code(self, record: CostCode) -> object:
        types = list(self._stores.cost_codes.line_item_types.values())
        return wire.cost_code(record, types, self._stores.external_data.of("cost_code", record.id))

    def _type(self, record: LineItemType) -> object:
        return wire.line_item_type(
            record, self._stores.external_data.of("line_item_type", record.id)
        )

    def _create_cost_code(
        self, call: Call, project: Project, attributes: sync.Attributes
    ) -> object:
        own, origin = origins.split(required_fields(attributes, wire.COST_CODE_FIELDS))
        full_code = own.get("full_code") or own.get("code")
        if not full_code:
            raise sync.ItemError(errors.MISSING_CODE)
        if not own.get("name"):
            raise sync.ItemError(errors.MISSING_NAME)
        origins.check(self._stores, project.company_id, "cost_code", 0, origin)
        now, new_id = self._stores.now(), self._stores.new_id("cost_code")
        record = CostCode(new_id, project.id, str(full_code), str(own["name"]), now, now)
        self._stores.cost_codes.add_cost_code(record)
        origins.write(self._stores, project.company_id, "cost_code", record.id, origin)
        self._stores.announce(call.actor_id, "Cost Codes", "create", record.id, project.id)
        return self._cost_code(record)

    def _update_cost_code(
        self, call: Call, record: CostCode, attributes: sync.Attributes
    ) -> object:
        own, origin = origins.split(required_fields(attributes, wire.COST_CODE_FIELDS))
        company_id = self._stores.company_of(record.project_id)
        origins.write(self._stores, company_id, "cost_code", record.id, origin)
        record.name = str(own.get("name") or record.name)
        record.full_code = str(own.get("full_code") or own.get("code") or record.full_code)
        record.updated_at = self._stores.now()
        self._stores.announce(call.actor_id, "Cost Codes", "update", record.id, record.project_id)
        return self._cost_code(record)

    def _create_type(self, call: Call, attributes: sync.Attributes) -> object:
        own, origin = origins.split(required_fields(attributes, wire.LINE_ITEM_TYPE_FIELDS))
        if not own.get("code"):
            raise sync.ItemError(errors.MISSING_CODE)
        if not own.get("name"):
            raise sync.ItemError(errors.MISSING_NAME)
        origins.check(self._stores, self._stores.company_id, "line_item_type", 0, origin)
        record = LineItemType(
            self._stores.new_id("line_item_type"),
            str(own["code"]),
            str(own["name"]),
            str(own.get("base_type") or "other"),
        )
        self._stores.cost_codes.line_item_types[record.id] = record
        origins.write(self._stores, self._stores.company_id, "line_item_type", record.id, origin)
        self._stores.announce(call.actor_id, "Line Item Types", "create", record.id, None)
        return self._type(record)

    def _update_type(self, call: Call, record: LineItemType, attributes: sync.Attributes) -> object:
        own: Values
        own, origin = origins.split(required_fields(attributes, wire.LINE_ITEM_TYPE_FIELDS))
        origins.write(self._stores, self._stores.company_id, "line_item_type", record.id, origin)
        for name in ("code", "name", "base_type"):
            if own.get(name):
                setattr(record, name, own[name])
        self._stores.announce(call.actor_id, "Line Item Types", "update", record.id, None)
        return self._type(record)
