"""Lines of a prime change order, in v2 only (procore_api.md 8)."""

from collections.abc import Sequence

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore.access import Access, record_id
from simulator.procore.call import Call
from simulator.procore.change_orders.lines.pricing import lines_of
from simulator.procore.change_orders.lines.writer import ChangeOrderLineWriter
from simulator.procore.change_orders.record.access import ChangeOrderAccess
from simulator.procore.change_orders.record.model import ChangeOrder
from simulator.procore.declarations import NOTHING, Fields, one, several
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.payload import body_object, required_fields
from simulator.procore.people.model import AccessLevel
from simulator.procore.query import VIEW_V2
from simulator.procore.responses import Refusal, shown_v2
from simulator.procore.schedule_of_values import errors, wire
from simulator.procore.schedule_of_values.declared_statuses import (
    DECLARED_REFUSALS,
    declared_statuses,
)
from simulator.procore.schedule_of_values.model import ScheduleLine
from simulator.procore.schedule_of_values.v2_routes import is_extended
from simulator.procore.stores import ProcoreStores

SOURCE = "procore_api.md 7.4, 8"
DEFAULT_SHAPE = "schedule_of_values:ChangeOrderLineV2"
EXTENDED_SHAPE = "schedule_of_values:ExtendedChangeOrderLineV2"


class ChangeOrderLineRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._orders = ChangeOrderAccess(stores, access)
        self._listing = Listing[ScheduleLine](
            filters={"id": lambda line: line.id}, default_per_page=10, max_per_page=100
        )

    def operations(self) -> Sequence[ProcoreOperation]:
        lines = (
            "/rest/v2.0/companies/{company_id}/projects/{project_id}"
            "/prime_change_orders/{change_order_id}/line_items"
        )
        name = "prime_change_order_line_item"
        either_view = one(DEFAULT_SHAPE) | one(EXTENDED_SHAPE)
        return (
            published(
                f"list_{name}s",
                f"GET {lines}",
                self.list,
                SOURCE,
                listing=self._listing,
                answers=several(DEFAULT_SHAPE) | several(EXTENDED_SHAPE),
                query=(VIEW_V2,),
                refusals=DECLARED_REFUSALS,
            ),
            published(
                f"create_{name}",
                f"POST {lines}",
                self.create,
                SOURCE,
                answers=either_view,
                statuses=(200,),
                query=(VIEW_V2,),
                refusals=DECLARED_REFUSALS,
                body=Fields(wire.V2_CHANGE_ORDER_FIELDS),
            ),
            published(
                f"show_{name}",
                f"GET {lines}/{{id}}",
                self.show,
                SOURCE,
                answers=either_view,
                query=(VIEW_V2,),
                refusals=DECLARED_REFUSALS,
            ),
            published(
                f"update_{name}",
                f"PATCH {lines}/{{id}}",
                self.update,
                SOURCE,
                answers=either_view,
                query=(VIEW_V2,),
                refusals=DECLARED_REFUSALS,
                body=Fields(wire.V2_CHANGE_ORDER_FIELDS),
            ),
            published(
                f"delete_{name}",
                f"DELETE {lines}/{{id}}",
                self.delete,
                SOURCE,
                answers=NOTHING,
                query=(VIEW_V2,),
                refusals=DECLARED_REFUSALS,
            ),
        )

    def list(self, call: Call, path: PathParameters) -> Reply:
        change_order = self._change_order(call, path, AccessLevel.READ_ONLY)
        show_external = is_extended(call.request)
        rows = lines_of(self._stores, change_order)
        page, headers = self._listing.page(rows, call.request)
        return shown_v2(
            [wire.v2_change_order_line(self._stores, line, show_external) for line in page],
            headers=headers,
            touched=(f"prime_change_order:{change_order.prime_id}",),
        )

    def show(self, call: Call, path: PathParameters) -> Reply:
        change_order = self._change_order(call, path, AccessLevel.READ_ONLY)
        return self._shown(self._line(change_order, path["id"]), is_extended(call.request))

    def create(self, call: Call, path: PathParameters) -> Reply:
        """200, not 201 (procore_api.md 2)."""
        change_order = self._change_order(call, path, AccessLevel.ADMIN)
        show_external = is_extended(call.request)
        values = required_fields(body_object(call.request), wire.V2_CHANGE_ORDER_FIELDS, 400)
        if values.get("wbs_code_id") is None:
            raise Refusal(400, "Bad Request", fields={"wbs_code_id": ["can't be blank"]})
        with declared_statuses():
            line = self._writer(call).add(change_order, values)
        return self._shown(line, show_external)

    def update(self, call: Call, path: PathParameters) -> Reply:
        change_order = self._change_order(call, path, AccessLevel.ADMIN)
        line = self._line(change_order, path["id"])
        show_external = is_extended(call.request)
        values = required_fields(body_object(call.request), wire.V2_CHANGE_ORDER_FIELDS, 400)
        with declared_statuses():
            self._writer(call).update(change_order, line, values)
        return self._shown(line, show_external)

    def delete(self, call: Call, path: PathParameters) -> Reply:
        change_order = self._change_order(call, path, AccessLevel.ADMIN)
        line = self._line(change_order, path["id"])
        with declared_statuses():
            self._writer(call).remove(change_order, line)
        return Reply(204, touched=(f"line_item:{line.id}",))

    def _change_order(self, call: Call, path: PathParameters, level: AccessLevel) -> ChangeOrder:
        company = self._access.company(path["company_id"])
        project = self._access.project_tool(
            call, path["project_id"], "prime_contracts", level, company
        )
        return self._orders.prime(call, project, path["change_order_id"])

    def _line(self, change_order: ChangeOrder, written: str) -> ScheduleLine:
        line_id = record_id(written, "id")
        for line in lines_of(self._stores, change_order):
            if line.id == line_id:
                return line
        raise errors.no_such_line(written, f"change order {change_order.prime_id}")

    def _writer(self, call: Call) -> ChangeOrderLineWriter:
        return ChangeOrderLineWriter(self._stores, call.actor_id)

    def _shown(self, line: ScheduleLine, show_external: bool) -> Reply:
        answer = wire.v2_change_order_line(self._stores, line, show_external)
        return shown_v2(answer, touched=(f"line_item:{line.id}",))
