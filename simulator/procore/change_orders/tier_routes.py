"""The tiers under a change order package in the legacy model: potential change orders and change
order requests. Each is the same record under an id of its own."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from simulator.http.message import Reply, Request
from simulator.http.operation import Operation, PathParameters
from simulator.procore import sync
from simulator.procore.books import Books
from simulator.procore.change_orders import errors
from simulator.procore.change_orders import tier_wire as wire
from simulator.procore.change_orders.access import ChangeOrderAccess
from simulator.procore.change_orders.keeper import ChangeOrderKeeper
from simulator.procore.change_orders.model import ChangeOrder
from simulator.procore.dialect import shown
from simulator.procore.entrance import Entrance, record_id, written_id
from simulator.procore.listing import Listing
from simulator.procore.offer import published
from simulator.procore.payload import Values, body_object, required_fields, wrapped
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts.access import ContractAccess
from simulator.procore.projects.model import Project


class TierRoutes(ABC):
    """`name` is what one record is called, `path` its address, `source` where that is known."""

    name: str
    path: str
    source: str

    def __init__(self, books: Books, entrance: Entrance) -> None:
        self._books = books
        self._entrance = entrance
        self._contracts = ContractAccess(books, entrance)
        self._orders = ChangeOrderAccess(books, entrance)
        self._keeper = ChangeOrderKeeper(books)
        self._listing = Listing[ChangeOrder](
            filters={
                "id": self.id_of,
                "contract_id": lambda record: record.contract_id,
                "change_order_package_id": lambda record: record.package_id,
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
    def id_of(self, record: ChangeOrder) -> int:
        """The record's id on this tier."""

    @abstractmethod
    def has_tier(self, project: Project) -> bool:
        """Whether the project's change orders have this tier."""

    @abstractmethod
    def json(self, record: ChangeOrder, is_listed: bool) -> dict[str, object]:
        """The record as this tier shows it, in a list or in full."""

    def operations(self) -> Sequence[Operation]:
        path, name, source = self.path, self.name, self.source
        return (
            published(f"list_{name}s", f"GET {path}", self.list_all, source),
            published(f"create_{name}", f"POST {path}", self.create, source),
            published(f"sync_{name}s", f"PATCH {path}/sync", self.sync_all, source),
            published(f"show_{name}", f"GET {path}/{{id}}", self.show, source),
            published(f"update_{name}", f"PATCH {path}/{{id}}", self.update, source),
        )

    def list_all(self, request: Request, path: PathParameters) -> Reply:
        project = self._project(request, {}, AccessLevel.READ_ONLY)
        rows = self._rows(request, project)
        page, headers = self._listing.page(rows, request)
        return shown([self.json(row, is_listed=True) for row in page], headers=headers)

    def show(self, request: Request, path: PathParameters) -> Reply:
        project = self._project(request, {}, AccessLevel.READ_ONLY)
        return self._shown(self._record(request, project, path["id"]))

    def create(self, request: Request, path: PathParameters) -> Reply:
        body = body_object(request)
        project = self._project(request, body, AccessLevel.ADMIN)
        values = required_fields(wrapped(body, "change_order"), wire.TIER_FIELDS)
        values.setdefault("contract_id", body.get("contract_id"))
        return self._shown(self._create(request, project, values), status=201)

    def update(self, request: Request, path: PathParameters) -> Reply:
        body = body_object(request)
        project = self._project(request, body, AccessLevel.ADMIN)
        record = self._record(request, project, path["id"])
        self._update(record, required_fields(wrapped(body, "change_order"), wire.TIER_FIELDS))
        return self._shown(record)

    def sync_all(self, request: Request, path: PathParameters) -> Reply:
        """Found by id alone: the origin ids are the package's (assumed)."""
        body = body_object(request)
        project = self._project(request, body, AccessLevel.ADMIN)
        by_id = {self.id_of(record): record for record in self._rows(request, project)}

        def create(attributes: sync.Attributes) -> object:
            values = required_fields(attributes, wire.TIER_FIELDS)
            return self.json(self._create(request, project, values), is_listed=False)

        def update(tier_id: int, attributes: sync.Attributes) -> object:
            self._update(by_id[tier_id], required_fields(attributes, wire.TIER_FIELDS))
            return self.json(by_id[tier_id], is_listed=False)

        upsert = sync.Upsert(
            exists=lambda tier_id: tier_id in by_id,
            id_with_origin=lambda origin_id: None,
            create=create,
            update=update,
        )
        return shown(sync.run(upsert, sync.updates_of(body)))

    def _rows(self, request: Request, project: Project) -> list[ChangeOrder]:
        return self._orders.visible(request, project) if self.has_tier(project) else []

    def _record(self, request: Request, project: Project, written: str) -> ChangeOrder:
        wanted = record_id(written, "id")
        for record in self._rows(request, project):
            if self.id_of(record) == wanted:
                return record
        raise errors.no_such_change_order(written, project.id)

    def _create(self, request: Request, project: Project, values: Values) -> ChangeOrder:
        contract_id = values.pop("contract_id", None)
        if not isinstance(contract_id, int):
            raise errors.contract_missing()
        if not self.has_tier(project):
            raise errors.lacks_tier(project, self.name)
        contract = self._contracts.contract(request, project, contract_id)
        return self._keeper.create(contract, self._books.actor_id, values)

    def _update(self, record: ChangeOrder, values: Values) -> None:
        """A change order stays on its contract (assumed)."""
        values.pop("contract_id", None)
        self._keeper.update(record, values)

    def _project(self, request: Request, body: dict[str, object], level: AccessLevel) -> Project:
        asked = written_id(request, body, "project_id")
        return self._entrance.project_tool(request, asked, "prime_contracts", level)

    def _shown(self, record: ChangeOrder, status: int = 200) -> Reply:
        return shown(
            self.json(record, is_listed=False),
            status=status,
            touched=(f"{self.name}:{self.id_of(record)}", f"prime_change_order:{record.id}"),
        )
