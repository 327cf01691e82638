"""Connections, requests and request details (procore_api.md 10.1)."""

from collections.abc import Sequence

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore.access import Access, record_id
from simulator.procore.call import Call
from simulator.procore.declarations import Fields, one, several, sync_of, synced
from simulator.procore.erp import errors, wire
from simulator.procore.erp.model import Connection, RequestDetail
from simulator.procore.erp.unlinker import Unlinker
from simulator.procore.erp.vocabulary import DetailStatus
from simulator.procore.erp.writer import ErpWriter
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, assumed, observed, published
from simulator.procore.payload import body_json, body_object, required_fields, taken, wrapped
from simulator.procore.people.model import AccessLevel
from simulator.procore.responses import Refusal, shown
from simulator.procore.stores import ProcoreStores
from simulator.procore.sync import MAX_UPDATES

SOURCE = "procore_api.md 10.1"
REQUEST_SOURCE = "procore_api.md 10.1, 10.4; the path is unverified"
UNLINK_SOURCE = "procore_api.md 10.1, 10.3; path, body and answer are unverified"
TOOL = "erp_integrations"
ANY_REQUEST = (
    one("erp:CreateRequest")
    | one("erp:UnlinkRequest")
    | one("erp:ResetRequest")
    | one("erp:RefreshRequest")
)


class ErpRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._details = Listing[RequestDetail](
            filters={
                "id": lambda detail: detail.id,
                "item_id": lambda detail: detail.item_id,
                "item_type": lambda detail: detail.item_type,
                "status": lambda detail: detail.status.value,
            }
        )

    def operations(self) -> Sequence[ProcoreOperation]:
        company = "/rest/v1.0/companies/{company_id}"
        details = f"{company}/erp_request_details"
        return (
            published(
                "create_erp_connection",
                f"POST {company}/erp_connections",
                self.connect,
                SOURCE,
                answers=one("erp:ErpConnection"),
                body=Fields(wire.CONNECTION_FIELDS, "connection"),
            ),
            assumed(
                "show_erp_request",
                f"GET {company}/erp_requests/{{id}}",
                self.show_request,
                REQUEST_SOURCE,
                answers=ANY_REQUEST,
            ),
            observed(
                "list_erp_request_details",
                f"GET {details}",
                self.list_details,
                SOURCE,
                listing=self._details,
                answers=several("erp:ErpRequestDetail"),
            ),
            observed(
                "sync_erp_request_details",
                f"PATCH {details}/sync",
                self.sync_details,
                SOURCE,
                answers=synced("erp:ErpRequestDetail"),
                body=sync_of(wire.DETAIL_FIELDS, may_be_bare=True),
            ),
            observed(
                "update_erp_request_detail",
                f"PATCH {details}/{{id}}",
                self.update,
                SOURCE,
                answers=one("erp:ErpRequestDetail"),
                body=Fields(wire.DETAIL_FIELDS, "request_detail"),
            ),
            observed(
                "replace_erp_request_detail",
                f"PUT {details}/{{id}}",
                self.update,
                SOURCE,
                answers=one("erp:ErpRequestDetail"),
                body=Fields(wire.DETAIL_FIELDS, "request_detail"),
            ),
            assumed(
                "unlink_erp_entity",
                f"PATCH {company}/erp_statuses/unlink",
                self.unlink,
                UNLINK_SOURCE,
                answers=one("erp:UnlinkedEntity"),
                body=Fields(wire.UNLINK_FIELDS),
            ),
        )

    def connect(self, call: Call, path: PathParameters) -> Reply:
        """Makes the company's standard cost code list for the ERP, too; once only (assumed)."""
        company = self._access.company_tool(call, path["company_id"], TOOL, AccessLevel.ADMIN)
        body = wrapped(body_object(call.request), "connection")
        values = required_fields(body, wire.CONNECTION_FIELDS)
        held = self._stores.erp.connection
        list_id = (
            held.standard_cost_code_list_id
            if held is not None
            else self._stores.new_id("standard_cost_code_list")
        )
        metadata = taken(values, "metadata", dict)
        service_url = values.get("service_url")
        self._stores.erp.connection = Connection(
            None if service_url is None else str(service_url), metadata, list_id
        )
        return shown({"id": company.id, "standard_cost_code_list_id": list_id}, status=201)

    def show_request(self, call: Call, path: PathParameters) -> Reply:
        self._enter(call, path)
        record = self._stores.erp.requests.get(record_id(path["id"], "id"))
        if record is None:
            raise errors.no_such_request(path["id"])
        return shown(wire.request(record), touched=(f"erp_request:{record.id}",))

    def list_details(self, call: Call, path: PathParameters) -> Reply:
        self._enter(call, path)
        page, headers = self._details.page(list(self._stores.erp.details.values()), call.request)
        return shown([wire.detail(detail) for detail in page], headers=headers)

    def update(self, call: Call, path: PathParameters) -> Reply:
        self._enter(call, path)
        detail = self._detail(record_id(path["id"], "id"))
        body = wrapped(body_object(call.request), "request_detail")
        self._end(call, detail, body)
        touched = () if detail.item_id is None else (f"change_order_package:{detail.item_id}",)
        return shown(wire.detail(detail), touched=touched)

    def sync_details(self, call: Call, path: PathParameters) -> Reply:
        """A bare array, or one under `updates`: both are seen (procore_api.md 10.1)."""
        self._enter(call, path)
        body = body_json(call.request)
        items = body.get("updates") if isinstance(body, dict) else body
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise Refusal(400, "The request body must be an array of request details")
        if len(items) > MAX_UPDATES:
            raise Refusal(413, f"Payload Too Large: at most {MAX_UPDATES} are taken at once")
        entities: list[object] = []
        failed: list[object] = []
        for item in items:
            try:
                detail = self._detail(_item_id(item.get("id")))
                self._end(call, detail, item)
                entities.append(wire.detail(detail))
            except Refusal as refusal:
                failed.append({**item, "errors": refusal.fields or {"id": [refusal.message]}})
        return shown({"entities": entities, "errors": failed})

    def unlink(self, call: Call, path: PathParameters) -> Reply:
        """What an integrator does once the ERP's record is gone; Standard on the tool is enough
        (D-129), whatever the levels on the project."""
        self._access.company_tool(call, path["company_id"], TOOL, AccessLevel.STANDARD)
        values = required_fields(body_object(call.request), wire.UNLINK_FIELDS)
        item_type, item_id = values.get("item_type"), values.get("item_id")
        if item_type is None or not isinstance(item_id, int):
            missing = "item_type" if item_type is None else "item_id"
            raise Refusal(422, "Validation failed", fields={missing: ["can't be blank"]})
        Unlinker(self._stores, call.actor_id).unlink(str(item_type), item_id)
        answer = {"item_type": item_type, "item_id": item_id, "synced": False}
        return shown(answer, touched=(f"{item_type}:{item_id}",))

    def _end(self, call: Call, detail: RequestDetail, body: dict[str, object]) -> None:
        values = required_fields(body, wire.DETAIL_FIELDS)
        if values.get("status") is None:
            raise Refusal(422, "Validation failed", fields={"status": ["can't be blank"]})
        messages = taken(values, "messages", list)
        writer = ErpWriter(self._stores, call.actor_id)
        writer.end(detail, DetailStatus(str(values["status"])), messages)

    def _detail(self, detail_id: int) -> RequestDetail:
        detail = self._stores.erp.details.get(detail_id)
        if detail is None:
            raise errors.no_such_detail(detail_id)
        return detail

    def _enter(self, call: Call, path: PathParameters) -> None:
        self._access.company_tool(call, path["company_id"], TOOL, AccessLevel.ADMIN)


def _item_id(written: object) -> int:
    return record_id(written if isinstance(written, (int, str)) else None, "id")
