"""Potential change orders: each holds the lines and markups of a change order."""

from collections.abc import Sequence

from simulator.http.message import Reply, Request
from simulator.http.operation import Operation, PathParameters
from simulator.procore import sync
from simulator.procore.books import Books
from simulator.procore.change_orders import errors, wire
from simulator.procore.change_orders.access import ChangeOrderAccess
from simulator.procore.change_orders.keeper import ChangeOrderKeeper
from simulator.procore.change_orders.model import ChangeOrder
from simulator.procore.dialect import shown
from simulator.procore.entrance import Entrance, written_id
from simulator.procore.listing import Listing
from simulator.procore.offer import published
from simulator.procore.payload import Values, body_object, required_fields, wrapped
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts.access import ContractAccess
from simulator.procore.projects.model import Project

SOURCE = (
    "procore_api.md 8; one with its package from the start, whatever the tiers, shown in one-tier"
    " projects too, and linked by change_order_package_id (all assumed)"
)


class PotentialChangeOrderRoutes:
    def __init__(self, books: Books, entrance: Entrance) -> None:
        self._books = books
        self._entrance = entrance
        self._contracts = ContractAccess(books, entrance)
        self._orders = ChangeOrderAccess(books, entrance)
        self._keeper = ChangeOrderKeeper(books)
        self._listing = Listing[ChangeOrder](
            filters={
                "id": lambda record: record.potential_id,
                "contract_id": lambda record: record.contract_id,
                "created_at": lambda record: record.created_at,
                "updated_at": lambda record: record.updated_at,
                "reviewed_at": lambda record: record.reviewed_at,
                "due_date": lambda record: record.due_date,
                "invoiced_date": lambda record: record.invoiced_date,
                "paid_date": lambda record: record.paid_date,
            }
        )

    def operations(self) -> Sequence[Operation]:
        records = "/rest/v1.0/potential_change_orders"
        name = "potential_change_order"
        return (
            published(f"list_{name}s", f"GET {records}", self.list_all, SOURCE),
            published(f"create_{name}", f"POST {records}", self.create, SOURCE),
            published(f"sync_{name}s", f"PATCH {records}/sync", self.sync_all, SOURCE),
            published(f"show_{name}", f"GET {records}/{{id}}", self.show, SOURCE),
            published(f"update_{name}", f"PATCH {records}/{{id}}", self.update, SOURCE),
        )

    def list_all(self, request: Request, path: PathParameters) -> Reply:
        project = self._project(request, {}, AccessLevel.READ_ONLY)
        rows = self._orders.visible(request, project)
        page, headers = self._listing.page(rows, request)
        return shown([self._json(row, with_lines=False) for row in page], headers=headers)

    def show(self, request: Request, path: PathParameters) -> Reply:
        project = self._project(request, {}, AccessLevel.READ_ONLY)
        return self._shown(self._orders.by_potential(request, project, path["id"]))

    def create(self, request: Request, path: PathParameters) -> Reply:
        body = body_object(request)
        project = self._project(request, body, AccessLevel.ADMIN)
        values = required_fields(wrapped(body, "change_order"), wire.POTENTIAL_FIELDS)
        values.setdefault("contract_id", body.get("contract_id"))
        return self._shown(self._create(request, project, values), status=201)

    def update(self, request: Request, path: PathParameters) -> Reply:
        body = body_object(request)
        project = self._project(request, body, AccessLevel.ADMIN)
        record = self._orders.by_potential(request, project, path["id"])
        self._update(record, required_fields(wrapped(body, "change_order"), wire.POTENTIAL_FIELDS))
        return self._shown(record)

    def sync_all(self, request: Request, path: PathParameters) -> Reply:
        """Found by id alone: their origin ids are the package's (assumed)."""
        body = body_object(request)
        project = self._project(request, body, AccessLevel.ADMIN)
        store = self._books.change_orders

        def create(attributes: sync.Attributes) -> object:
            values = required_fields(attributes, wire.POTENTIAL_FIELDS)
            return self._json(self._create(request, project, values), with_lines=True)

        def update(potential_id: int, attributes: sync.Attributes) -> object:
            record = store.by_potential[potential_id]
            self._update(record, required_fields(attributes, wire.POTENTIAL_FIELDS))
            return self._json(record, with_lines=True)

        upsert = sync.Upsert(
            exists=lambda potential_id: (
                potential_id in store.by_potential
                and store.by_potential[potential_id].project_id == project.id
            ),
            id_with_origin=lambda origin_id: None,
            create=create,
            update=update,
        )
        return shown(sync.run(upsert, sync.updates_of(body)))

    def _create(self, request: Request, project: Project, values: Values) -> ChangeOrder:
        contract_id = values.pop("contract_id", None)
        if not isinstance(contract_id, int):
            raise errors.contract_missing()
        contract = self._contracts.contract(request, project, contract_id)
        return self._keeper.create(contract, self._books.actor_id, values)

    def _update(self, record: ChangeOrder, values: Values) -> None:
        """A change order stays on its contract (assumed)."""
        values.pop("contract_id", None)
        self._keeper.update(record, values)

    def _project(self, request: Request, body: dict[str, object], level: AccessLevel) -> Project:
        asked = written_id(request, body, "project_id")
        return self._entrance.project_tool(request, asked, "prime_contracts", level)

    def _json(self, record: ChangeOrder, with_lines: bool) -> dict[str, object]:
        tiers = self._books.projects.projects[record.project_id].change_order_tiers
        return wire.potential_change_order(self._books, record, tiers, with_lines)

    def _shown(self, record: ChangeOrder, status: int = 200) -> Reply:
        return shown(
            self._json(record, with_lines=True),
            status=status,
            touched=(f"potential_change_order:{record.potential_id}",),
        )
