"""Batches of prime change orders: the package tier in the new model, for projects with two tiers
or three (procore_api.md 8)."""

from collections.abc import Sequence

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore.access import Access
from simulator.procore.call import Call
from simulator.procore.change_orders.batches.writer import BatchWriter
from simulator.procore.change_orders.record import errors, wire
from simulator.procore.change_orders.record.access import ChangeOrderAccess, Choosing
from simulator.procore.change_orders.record.fields import BATCH_FIELDS
from simulator.procore.change_orders.record.model import ChangeOrder
from simulator.procore.change_orders.record.routes import FILTERS, SORTS
from simulator.procore.change_orders.record.writer import ChangeOrderWriter
from simulator.procore.declarations import NOTHING, Fields, one, several
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.payload import body_object, required_fields, wrapped
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts.access import ContractAccess
from simulator.procore.projects.model import Project
from simulator.procore.query import INCLUDE_DELETED
from simulator.procore.responses import shown
from simulator.procore.stores import ProcoreStores

SOURCE = (
    "procore_api.md 8; the answer's fields are inferred from a prime change order's and from what"
    " may be written of a batch"
)


class BatchRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._contracts = ContractAccess(stores, access)
        self._orders = ChangeOrderAccess(stores, access)
        self._listing = Listing[ChangeOrder](FILTERS, SORTS)

    def operations(self) -> Sequence[ProcoreOperation]:
        batches = "/rest/v1.0/projects/{project_id}/prime_change_order_batches"
        a_batch, name = f"{batches}/{{id}}", "prime_change_order_batch"
        return (
            published(
                f"list_{name}es",
                f"GET {batches}",
                self.list,
                SOURCE,
                listing=self._listing,
                answers=several("change_orders.record:PrimeChangeOrderBatch"),
                query=(INCLUDE_DELETED,),
            ),
            published(
                f"create_{name}",
                f"POST {batches}",
                self.create,
                SOURCE,
                answers=one("change_orders.record:PrimeChangeOrderBatch"),
                body=Fields(BATCH_FIELDS, "change_order_batch"),
            ),
            published(
                f"show_{name}",
                f"GET {a_batch}",
                self.show,
                SOURCE,
                answers=one("change_orders.record:PrimeChangeOrderBatch"),
            ),
            published(
                f"update_{name}",
                f"PATCH {a_batch}",
                self.update,
                SOURCE,
                answers=one("change_orders.record:PrimeChangeOrderBatch"),
                body=Fields(BATCH_FIELDS, "change_order_batch"),
            ),
            published(f"delete_{name}", f"DELETE {a_batch}", self.delete, SOURCE, answers=NOTHING),
        )

    def list(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, path, AccessLevel.READ_ONLY)
        rows = self._orders.listed(call, project, lambda record: record.is_batch)
        page, headers = self._listing.page(rows, call.request)
        return shown([wire.batch(self._stores, row) for row in page], headers=headers)

    def show(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, path, AccessLevel.READ_ONLY)
        return self._shown(self._orders.batch(call, project, path["id"]))

    def create(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, path, AccessLevel.ADMIN)
        payload = wrapped(body_object(call.request), "change_order_batch")
        values = required_fields(payload, BATCH_FIELDS)
        if project.change_order_tiers == 1:
            raise errors.one_tier(project)
        contract_id = values.pop("contract_id", None)
        if not isinstance(contract_id, int):
            raise errors.contract_missing()
        contract = self._contracts.contract(call, project, contract_id)
        parts = Choosing(self._stores).parts(values, contract.id) or []
        batch = BatchWriter(self._stores, call.actor_id).create(contract, values, parts)
        return self._shown(batch, status=201)

    def update(self, call: Call, path: PathParameters) -> Reply:
        """Ids that are given replace what the batch was made of (assumed)."""
        project = self._project(call, path, AccessLevel.ADMIN)
        batch = self._orders.batch(call, project, path["id"])
        payload = wrapped(body_object(call.request), "change_order_batch")
        values = required_fields(payload, BATCH_FIELDS)
        values.pop("contract_id", None)
        parts = Choosing(self._stores).parts(values, batch.contract_id)
        BatchWriter(self._stores, call.actor_id).update(batch, values, parts)
        return self._shown(batch)

    def delete(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, path, AccessLevel.ADMIN)
        batch = self._orders.batch(call, project, path["id"])
        ChangeOrderWriter(self._stores, call.actor_id).delete(batch)
        return Reply(204, touched=batch.names)

    def _project(self, call: Call, path: PathParameters, level: AccessLevel) -> Project:
        return self._access.project_tool(call, path["project_id"], "prime_contracts", level)

    def _shown(self, batch: ChangeOrder, status: int = 200) -> Reply:
        return shown(wire.batch(self._stores, batch), status=status, touched=batch.names)
