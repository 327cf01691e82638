"""Prime change orders: the new model, for one- and two-tier projects (procore_api.md 8)."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore.access import Access
from simulator.procore.call import Call
from simulator.procore.change_orders.record import errors, wire
from simulator.procore.change_orders.record.access import ChangeOrderAccess, Choosing, level_to_make
from simulator.procore.change_orders.record.fields import PRIME_CHANGE_ORDER_FIELDS
from simulator.procore.change_orders.record.model import ChangeOrder, Tier
from simulator.procore.change_orders.record.writer import ChangeOrderWriter
from simulator.procore.declarations import NOTHING, Fields, one, several
from simulator.procore.listing import Getter, Listing
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.payload import body_object, required_fields, wrapped
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts.access import ContractAccess
from simulator.procore.projects.model import Project
from simulator.procore.query import INCLUDE_DELETED, Parameter
from simulator.procore.responses import shown
from simulator.procore.stores import ProcoreStores

if TYPE_CHECKING:
    from simulator.procore.change_orders.record import shapes

SOURCE = (
    "procore_api.md 8; with two tiers it is the lower one, and its batch the package (inferred"
    " from what a batch is made of)"
)
VIEW = Parameter("view", choices=("extended",))
DEFAULT_SHAPE = "change_orders.record:PrimeChangeOrder"
EXTENDED_SHAPE = "change_orders.record:ExtendedPrimeChangeOrder"
# What lists of the new model, this one and the batches', can be narrowed and sorted by.
FILTERS: Mapping[str, Getter[ChangeOrder]] = {
    "id": lambda record: record.prime_id,
    "contract_id": lambda record: record.contract_id,
    "status": lambda record: record.status,
    "created_at": lambda record: record.created_at,
    "updated_at": lambda record: record.updated_at,
}
# procore_api.md 3
SORTS: Mapping[str, Getter[ChangeOrder]] = {
    "id": lambda record: record.prime_id,
    "created_at": lambda record: record.created_at,
}
# The list has no page parameters in the reference: everything comes at once.
EVERYTHING = 100_000


class PrimeChangeOrderRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._contracts = ContractAccess(stores, access)
        self._orders = ChangeOrderAccess(stores, access)
        self._listing = Listing[ChangeOrder](
            {**FILTERS, "batch_id": self._batch_id},
            SORTS,
            default_per_page=EVERYTHING,
            max_per_page=EVERYTHING,
            is_paged=False,
        )

    def operations(self) -> Sequence[ProcoreOperation]:
        orders = "/rest/v1.0/projects/{project_id}/prime_change_orders"
        name = "prime_change_order"
        either_view = one(DEFAULT_SHAPE) | one(EXTENDED_SHAPE)
        return (
            published(
                f"list_{name}s",
                f"GET {orders}",
                self.list,
                SOURCE,
                listing=self._listing,
                answers=several(DEFAULT_SHAPE) | several(EXTENDED_SHAPE),
                query=(VIEW, INCLUDE_DELETED),
            ),
            published(
                f"create_{name}",
                f"POST {orders}",
                self.create,
                SOURCE,
                answers=either_view,
                query=(VIEW,),
                body=Fields(PRIME_CHANGE_ORDER_FIELDS, "change_order"),
            ),
            published(
                f"show_{name}",
                f"GET {orders}/{{id}}",
                self.show,
                SOURCE,
                answers=either_view,
                query=(VIEW,),
            ),
            published(
                f"update_{name}",
                f"PATCH {orders}/{{id}}",
                self.update,
                SOURCE,
                answers=either_view,
                query=(VIEW,),
                body=Fields(PRIME_CHANGE_ORDER_FIELDS, "change_order"),
            ),
            published(
                f"delete_{name}", f"DELETE {orders}/{{id}}", self.delete, SOURCE, answers=NOTHING
            ),
        )

    def list(self, call: Call, path: PathParameters) -> Reply:
        """A three-tier project has none (assumed)."""
        project = self._project(call, path, AccessLevel.READ_ONLY)
        rows = self._orders.listed(call, project, lambda record: record.is_prime_change_order)
        page, _ = self._listing.page(rows, call.request)
        return shown([self._json(call, row) for row in page])

    def show(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, path, AccessLevel.READ_ONLY)
        return self._shown(call, self._orders.prime(call, project, path["id"]))

    def create(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, path, AccessLevel.READ_ONLY)
        tier = Tier.PACKAGE if project.change_order_tiers == 1 else Tier.POTENTIAL
        self._project(call, path, level_to_make(project, tier))
        payload = wrapped(body_object(call.request), "change_order")
        values = required_fields(payload, PRIME_CHANGE_ORDER_FIELDS)
        if project.change_order_tiers > 2:
            raise errors.three_tiers(project)
        contract_id = values.pop("contract_id", None)
        if not isinstance(contract_id, int):
            raise errors.contract_missing()
        contract = self._contracts.contract(call, project, contract_id)
        above = Choosing(self._stores).above(values, contract.id)
        change_order = self._writer(call).create(contract, tier, values, above)
        return self._shown(call, change_order, status=201)

    def update(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, path, AccessLevel.ADMIN)
        change_order = self._orders.prime(call, project, path["id"])
        payload = wrapped(body_object(call.request), "change_order")
        values = required_fields(payload, PRIME_CHANGE_ORDER_FIELDS)
        # A change order stays on its contract (assumed).
        values.pop("contract_id", None)
        held_by = self._stores.change_orders.above(change_order)
        above = Choosing(self._stores).above(values, change_order.contract_id, held_by)
        self._writer(call).change(change_order, values, above)
        return self._shown(call, change_order)

    def delete(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, path, AccessLevel.ADMIN)
        change_order = self._orders.prime(call, project, path["id"])
        self._writer(call).delete(change_order)
        return Reply(204, touched=change_order.names)

    def _batch_id(self, record: ChangeOrder) -> int | None:
        top = self._stores.change_orders.top(record)
        return top.prime_id if top.is_batch else None

    def _project(self, call: Call, path: PathParameters, level: AccessLevel) -> Project:
        return self._access.project_tool(call, path["project_id"], "prime_contracts", level)

    def _writer(self, call: Call) -> ChangeOrderWriter:
        return ChangeOrderWriter(self._stores, call.actor_id)

    def _json(
        self, call: Call, change_order: ChangeOrder
    ) -> "shapes.PrimeChangeOrder | shapes.ExtendedPrimeChangeOrder":
        answer = wire.prime_change_order(self._stores, change_order)
        if VIEW.of(call.request) == "extended":
            return {**answer, "change_events": []}
        return answer

    def _shown(self, call: Call, change_order: ChangeOrder, status: int = 200) -> Reply:
        return shown(
            self._json(call, change_order),
            status=status,
            touched=change_order.names,
        )
