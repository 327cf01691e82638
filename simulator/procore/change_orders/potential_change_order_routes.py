"""Potential change orders, read only: each holds the lines and markups of a change order."""

from collections.abc import Sequence

from simulator.http.message import Reply, Request
from simulator.http.operation import Operation, PathParameters
from simulator.procore.books import Books
from simulator.procore.change_orders import errors, wire
from simulator.procore.change_orders.model import ChangeOrder
from simulator.procore.dialect import shown
from simulator.procore.entrance import Entrance, record_id
from simulator.procore.listing import Listing
from simulator.procore.offer import published
from simulator.procore.people.model import AccessLevel
from simulator.procore.projects.model import Project

SOURCE = (
    "procore_api.md 8; shown in one-tier projects too, where the product hides them, and linked to"
    " their package by change_order_package_id (both assumed)"
)


class PotentialChangeOrderRoutes:
    def __init__(self, books: Books, entrance: Entrance) -> None:
        self._books = books
        self._entrance = entrance
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
            published(f"list_{name}s", f"GET {records}", self.list, SOURCE),
            published(f"show_{name}", f"GET {records}/{{id}}", self.show, SOURCE),
        )

    def list(self, request: Request, path: PathParameters) -> Reply:
        project = self._project(request)
        rows = self._books.change_orders.of_project(project.id)
        page, headers = self._listing.page(rows, request)
        return shown([self._json(project, row, with_lines=False) for row in page], headers=headers)

    def show(self, request: Request, path: PathParameters) -> Reply:
        project = self._project(request)
        record = self._books.change_orders.by_potential.get(record_id(path["id"], "id"))
        if record is None or record.project_id != project.id:
            raise errors.no_such_change_order(path["id"], project.id)
        return shown(
            self._json(project, record, with_lines=True),
            touched=(f"potential_change_order:{record.potential_id}",),
        )

    def _project(self, request: Request) -> Project:
        return self._entrance.project_tool(
            request,
            request.query_value("project_id"),
            "prime_contracts",
            AccessLevel.READ_ONLY,
        )

    def _json(self, project: Project, record: ChangeOrder, with_lines: bool) -> dict[str, object]:
        return wire.potential_change_order(
            self._books, record, project.change_order_tiers, with_lines
        )
