"""A prime contract's lines in v1 (procore_api.md 7.4)."""

from collections.abc import Sequence

from simulator.http.message import Reply, Request
from simulator.http.operation import Operation, PathParameters
from simulator.procore import sync
from simulator.procore.books import Books
from simulator.procore.dialect import shown
from simulator.procore.entrance import Entrance, record_id
from simulator.procore.listing import Listing
from simulator.procore.offer import published
from simulator.procore.payload import body_object, required_fields, wrapped
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts.errors import no_such_contract
from simulator.procore.prime_contracts.model import PrimeContract
from simulator.procore.schedule_of_values import errors, wire
from simulator.procore.schedule_of_values.keeper import ScheduleKeeper
from simulator.procore.schedule_of_values.model import Holder, ScheduleLine
from simulator.procore.sync import Attributes

SOURCE = "procore_api.md 7.4"


class ContractLineRoutes:
    def __init__(self, books: Books, entrance: Entrance) -> None:
        self._books = books
        self._entrance = entrance
        self._keeper = ScheduleKeeper(books)
        self._listing = Listing[ScheduleLine](
            filters={
                "id": lambda line: line.id,
                "created_at": lambda line: line.created_at,
                "updated_at": lambda line: line.updated_at,
                "cost_code_id": lambda line: line.cost_code_id,
                "line_item_type_id": lambda line: line.line_item_type_id,
                "origin_id": lambda line: books.external_data.origin_id("line_item", line.id),
            }
        )

    def operations(self) -> Sequence[Operation]:
        lines = "/rest/v1.0/prime_contracts/{contract_id}/line_items"
        names = "prime_contract_line_item"
        return (
            published(f"list_{names}s", f"GET {lines}", self.list, SOURCE),
            published(f"create_{names}", f"POST {lines}", self.create, SOURCE),
            published(f"sync_{names}s", f"PATCH {lines}/sync", self.sync, f"{SOURCE}, 4"),
            published(f"show_{names}", f"GET {lines}/{{id}}", self.show, SOURCE),
            published(f"update_{names}", f"PATCH {lines}/{{id}}", self.update, SOURCE),
            published(f"delete_{names}", f"DELETE {lines}/{{id}}", self.delete, SOURCE),
        )

    def list(self, request: Request, path: PathParameters) -> Reply:
        contract = self._contract(request, path, AccessLevel.READ_ONLY)
        rows = self._books.schedule.of(Holder.PRIME_CONTRACT, contract.id)
        page, headers = self._listing.page(rows, request)
        return shown([wire.v1(self._books, line) for line in page], headers=headers)

    def show(self, request: Request, path: PathParameters) -> Reply:
        contract = self._contract(request, path, AccessLevel.READ_ONLY)
        return self._shown(self._line(contract, path["id"]))

    def create(self, request: Request, path: PathParameters) -> Reply:
        contract = self._contract(request, path, AccessLevel.ADMIN)
        payload = wrapped(body_object(request), "line_item")
        return self._shown(self._create(contract, payload), status=201)

    def update(self, request: Request, path: PathParameters) -> Reply:
        contract = self._contract(request, path, AccessLevel.ADMIN)
        line = self._line(contract, path["id"])
        payload = wrapped(body_object(request), "line_item")
        self._keeper.update(line, required_fields(payload, wire.V1_FIELDS))
        return self._shown(line)

    def delete(self, request: Request, path: PathParameters) -> Reply:
        """200 without a body, as its contract's (procore_api.md 2)."""
        contract = self._contract(request, path, AccessLevel.ADMIN)
        line = self._line(contract, path["id"])
        self._keeper.remove(line)
        return Reply(200, touched=(f"line_item:{line.id}",))

    def sync(self, request: Request, path: PathParameters) -> Reply:
        contract = self._contract(request, path, AccessLevel.ADMIN)
        updates = sync.updates_of(body_object(request))
        upsert = sync.Upsert(
            exists=lambda line_id: self._is_of(contract, line_id),
            id_with_origin=lambda origin: self._id_with_origin(contract, origin),
            create=lambda attributes: wire.v1(self._books, self._create(contract, attributes)),
            update=self._update,
        )
        return shown(sync.run(upsert, updates), touched=(f"prime_contract:{contract.id}",))

    def _create(self, contract: PrimeContract, payload: Attributes) -> ScheduleLine:
        values = required_fields(payload, wire.V1_FIELDS)
        return self._keeper.create(contract.project_id, Holder.PRIME_CONTRACT, contract.id, values)

    def _update(self, line_id: int, payload: Attributes) -> object:
        line = self._books.schedule.lines[line_id]
        self._keeper.update(line, required_fields(payload, wire.V1_FIELDS))
        return wire.v1(self._books, line)

    def _id_with_origin(self, contract: PrimeContract, origin_id: str) -> int | None:
        """A line of another contract with this origin id is not ours to update: creating then
        fails, for the id is taken in the company."""
        line_id = self._books.external_data.item_with("line_item", origin_id)
        return line_id if line_id is not None and self._is_of(contract, line_id) else None

    def _is_of(self, contract: PrimeContract, line_id: int) -> bool:
        line = self._books.schedule.lines.get(line_id)
        return (
            line is not None
            and line.holder is Holder.PRIME_CONTRACT
            and line.holder_id == contract.id
        )

    def _contract(
        self, request: Request, path: PathParameters, level: AccessLevel
    ) -> PrimeContract:
        """The project is in the query, or is the contract's own when left out (assumed)."""
        contract_id = record_id(path["contract_id"], "contract_id")
        contract = self._books.prime_contracts.contracts.get(contract_id)
        written = request.query_value("project_id")
        if written is None and contract is not None:
            written = str(contract.project_id)
        project = self._entrance.project_tool(request, written, "prime_contracts", level)
        if contract is None or contract.project_id != project.id:
            raise no_such_contract(contract_id, project.id)
        return contract

    def _line(self, contract: PrimeContract, written: str) -> ScheduleLine:
        line_id = record_id(written, "id")
        if not self._is_of(contract, line_id):
            raise errors.no_such_line(written, f"contract {contract.id}")
        return self._books.schedule.lines[line_id]

    def _shown(self, line: ScheduleLine, status: int = 200) -> Reply:
        return shown(wire.v1(self._books, line), status=status, touched=(f"line_item:{line.id}",))
