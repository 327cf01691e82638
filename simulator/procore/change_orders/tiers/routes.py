"""The tiers under a change order package in the legacy model: potential change orders and change
order requests."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore import sync
from simulator.procore.access import Access, written_id
from simulator.procore.call import Call
from simulator.procore.change_orders.record import errors
from simulator.procore.change_orders.record.access import ChangeOrderAccess, Choosing, level_to_make
from simulator.procore.change_orders.record.fields import POTENTIAL_FIELDS, REQUEST_FIELDS
from simulator.procore.change_orders.record.model import ChangeOrder, Tier
from simulator.procore.change_orders.record.writer import ChangeOrderWriter
from simulator.procore.change_orders.tiers import wire
from simulator.procore.declarations import Fields, one, several, sync_of, synced
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.payload import Readers, Values, body_object, required_fields, wrapped
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts.access import ContractAccess
from simulator.procore.projects.model import Project
from simulator.procore.query import INCLUDE_DELETED, PROJECT_ID
from simulator.procore.responses import shown
from simulator.procore.stores import ProcoreStores


class TierRoutes(ABC):
    """`fields` may be written of one record; `shape` is what it looks like in full, `listed_shape`
    what in a list; `source` says where the resource is known from."""

    tier: Tier
    fields: Readers
    shape: str
    listed_shape: str
    source: str

    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._contracts = ContractAccess(stores, access)
        self._orders = ChangeOrderAccess(stores, access)
        self._listing = Listing[ChangeOrder](
            filters={
                "id": self.id_of,
                "contract_id": lambda record: record.contract_id,
                "change_order_package_id": self._package_id,
                "status": lambda record: record.status,
                "created_at": lambda record: record.created_at,
                "updated_at": lambda record: record.updated_at,
                "reviewed_at": lambda record: record.reviewed_at,
                "due_date": lambda record: record.due_date,
                "invoiced_date": lambda record: record.invoiced_date,
                "paid_date": lambda record: record.paid_date,
            }
        )

    @abstractmethod
    def id_of(self, record: ChangeOrder) -> int | None:
        """The record's id on this tier, None where it does not show there."""

    @abstractmethod
    def json(self, record: ChangeOrder, is_listed: bool) -> Mapping[str, object]:
        """The record as this tier shows it, in a list or in full."""

    def operations(self) -> Sequence[ProcoreOperation]:
        path, name, source = f"/rest/v1.0/{self.tier}s", self.tier.value, self.source
        return (
            published(
                f"list_{name}s",
                f"GET {path}",
                self.list_all,
                source,
                listing=self._listing,
                answers=several(self.listed_shape),
                query=(PROJECT_ID, INCLUDE_DELETED),
            ),
            published(
                f"create_{name}",
                f"POST {path}",
                self.create,
                source,
                answers=one(self.shape),
                query=(PROJECT_ID,),
                body=Fields(self.fields, "change_order", (PROJECT_ID,)),
            ),
            published(
                f"sync_{name}s",
                f"PATCH {path}/sync",
                self.sync_all,
                source,
                answers=synced(self.shape),
                query=(PROJECT_ID,),
                body=sync_of(self.fields),
            ),
            published(
                f"show_{name}",
                f"GET {path}/{{id}}",
                self.show,
                source,
                answers=one(self.shape),
                query=(PROJECT_ID,),
            ),
            published(
                f"update_{name}",
                f"PATCH {path}/{{id}}",
                self.update,
                source,
                answers=one(self.shape),
                query=(PROJECT_ID,),
                body=Fields(self.fields, "change_order", (PROJECT_ID,)),
            ),
        )

    def list_all(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, {}, AccessLevel.READ_ONLY)
        rows = self._orders.listed(call, project, lambda record: self.id_of(record) is not None)
        page, headers = self._listing.page(rows, call.request)
        return shown([self.json(row, is_listed=True) for row in page], headers=headers)

    def show(self, call: Call, path: PathParameters) -> Reply:
        project = self._project(call, {}, AccessLevel.READ_ONLY)
        return self._shown(self._orders.of_tier(call, project, self.tier, path["id"]))

    def create(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        project = self._project(call, body, AccessLevel.READ_ONLY)
        self._project(call, body, level_to_make(project, self.tier))
        values = required_fields(wrapped(body, "change_order"), self.fields)
        values.setdefault("contract_id", body.get("contract_id"))
        return self._shown(self._create(call, project, values), status=201)

    def update(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        project = self._project(call, body, AccessLevel.ADMIN)
        record = self._orders.of_tier(call, project, self.tier, path["id"])
        self._update(call, record, required_fields(wrapped(body, "change_order"), self.fields))
        return self._shown(record)

    def sync_all(self, call: Call, path: PathParameters) -> Reply:
        """Found by id alone: the origin ids are the package's (assumed)."""
        body = body_object(call.request)
        project = self._project(call, body, AccessLevel.ADMIN)
        by_id = {self.id_of(record): record for record in self._orders.visible(call, project)}
        by_id.pop(None, None)

        def create(attributes: sync.Attributes) -> object:
            values = required_fields(attributes, self.fields)
            return self.json(self._create(call, project, values), is_listed=False)

        def update(tier_id: int, attributes: sync.Attributes) -> object:
            self._update(call, by_id[tier_id], required_fields(attributes, self.fields))
            return self.json(by_id[tier_id], is_listed=False)

        upsert = sync.Upsert(
            exists=lambda tier_id: tier_id in by_id,
            id_with_origin=lambda origin_id: None,
            create=create,
            update=update,
        )
        return shown(sync.run(upsert, sync.updates_of(body)))

    def _create(self, call: Call, project: Project, values: Values) -> ChangeOrder:
        contract_id = values.pop("contract_id", None)
        if not isinstance(contract_id, int):
            raise errors.contract_missing()
        contract = self._contracts.contract(call, project, contract_id)
        above = Choosing(self._stores).above(values, contract.id)
        return self._writer(call).create(contract, self.tier, values, above)

    def _update(self, call: Call, record: ChangeOrder, values: Values) -> None:
        """A change order stays on its contract (assumed)."""
        values.pop("contract_id", None)
        held_by = self._stores.change_orders.above(record)
        above = Choosing(self._stores).above(values, record.contract_id, held_by)
        self._writer(call).change(record, values, above)

    def _package_id(self, record: ChangeOrder) -> int | None:
        top = self._stores.change_orders.top(record)
        return top.id if top.is_package else None

    def _project(self, call: Call, body: dict[str, object], level: AccessLevel) -> Project:
        asked = written_id(call.request, body, PROJECT_ID)
        return self._access.project_tool(call, asked, "prime_contracts", level)

    def _writer(self, call: Call) -> ChangeOrderWriter:
        return ChangeOrderWriter(self._stores, call.actor_id)

    def _shown(self, record: ChangeOrder, status: int = 200) -> Reply:
        touched = dict.fromkeys((f"{self.tier}:{self.id_of(record)}", *record.names))
        return shown(self.json(record, is_listed=False), status=status, touched=tuple(touched))


class ChangeOrderRequestRoutes(TierRoutes):
    """The middle tier of three-tier projects (D-073)."""

    tier = Tier.REQUEST
    fields = REQUEST_FIELDS
    shape = "change_orders.record:ChangeOrderRequest"
    listed_shape = "change_orders.record:ListedChangeOrderRequest"
    source = "procore_api.md 8; added to its package by change_order_package_id (assumed)"

    def id_of(self, record: ChangeOrder) -> int | None:
        return record.id if record.tier is Tier.REQUEST else None

    def json(self, record: ChangeOrder, is_listed: bool) -> Mapping[str, object]:
        if is_listed:
            return wire.listed_change_order_request(self._stores, record)
        return wire.change_order_request(self._stores, record)


class PotentialChangeOrderRoutes(TierRoutes):
    """Each holds the lines and markups of a change order."""

    tier = Tier.POTENTIAL
    fields = POTENTIAL_FIELDS
    shape = "change_orders.record:PotentialChangeOrder"
    listed_shape = "change_orders.record:ListedPotentialChangeOrder"
    source = (
        "procore_api.md 8; added to the tier above by change_order_package_id or"
        " change_order_request_id; the hidden one of the only tier shows, too (all assumed)"
    )

    def id_of(self, record: ChangeOrder) -> int | None:
        return record.potential_id

    def json(self, record: ChangeOrder, is_listed: bool) -> Mapping[str, object]:
        if is_listed:
            return wire.listed_potential_change_order(self._stores, record)
        return wire.potential_change_order(self._stores, record)
