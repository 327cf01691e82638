"""Lines in v1, whoever holds them: list, show, create, update, delete, sync."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore import sync
from simulator.procore.access import Access, record_id
from simulator.procore.call import Call
from simulator.procore.declarations import NOTHING, Fields, one, several, sync_of, synced
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.payload import Values, body_object, required_fields, wrapped
from simulator.procore.people.model import AccessLevel
from simulator.procore.query import PROJECT_ID
from simulator.procore.responses import shown
from simulator.procore.schedule_of_values import errors, wire
from simulator.procore.schedule_of_values.model import Holder, ScheduleLine
from simulator.procore.stores import ProcoreStores
from simulator.procore.sync import Attributes


@dataclass(frozen=True)
class HeldSchedule:
    """One holder's schedule of values and how its lines are written; `name` is for the journal.
    `are_hidden`: the caller may see the holder but not its lines."""

    name: str
    project_id: int
    holder: Holder
    holder_id: int
    create: Callable[[Values], ScheduleLine]
    update: Callable[[ScheduleLine, Values], None]
    remove: Callable[[ScheduleLine], None]
    are_hidden: bool = False


class V1LineRoutes(ABC):
    def __init__(
        self, stores: ProcoreStores, access: Access, path: str, name: str, source: str
    ) -> None:
        """`path` is the address of the lines with the holder as `{holder_id}`, `name` what one
        line is called in the operations."""
        self._stores = stores
        self._access = access
        self._path = path
        self._name = name
        self._source = source
        self._listing = Listing[ScheduleLine](
            filters={
                "id": lambda line: line.id,
                "created_at": lambda line: line.created_at,
                "updated_at": lambda line: line.updated_at,
                "cost_code_id": lambda line: line.cost_code_id,
                "line_item_type_id": lambda line: line.line_item_type_id,
                "origin_id": lambda line: stores.external_data.origin_id("line_item", line.id),
            }
        )

    @abstractmethod
    def held(self, call: Call, holder_id: int, level: AccessLevel) -> HeldSchedule:
        """The schedule of a holder that the caller has the level on; Refusal 403 or 404."""

    def operations(self) -> Sequence[ProcoreOperation]:
        lines, name, source = self._path, self._name, self._source
        return (
            published(
                f"list_{name}s",
                f"GET {lines}",
                self.list_lines,
                source,
                listing=self._listing,
                answers=several("schedule_of_values:ScheduleLine"),
                query=(PROJECT_ID,),
            ),
            published(
                f"create_{name}",
                f"POST {lines}",
                self.create,
                source,
                answers=one("schedule_of_values:ScheduleLine"),
                query=(PROJECT_ID,),
                body=Fields(wire.V1_FIELDS, "line_item"),
            ),
            published(
                f"sync_{name}s",
                f"PATCH {lines}/sync",
                self.sync_lines,
                f"{source}, 4",
                answers=synced("schedule_of_values:ScheduleLine"),
                query=(PROJECT_ID,),
                body=sync_of(wire.V1_FIELDS),
            ),
            published(
                f"show_{name}",
                f"GET {lines}/{{id}}",
                self.show,
                source,
                answers=one("schedule_of_values:ScheduleLine"),
                query=(PROJECT_ID,),
            ),
            published(
                f"update_{name}",
                f"PATCH {lines}/{{id}}",
                self.update,
                source,
                answers=one("schedule_of_values:ScheduleLine"),
                query=(PROJECT_ID,),
                body=Fields(wire.V1_FIELDS, "line_item"),
            ),
            published(
                f"delete_{name}",
                f"DELETE {lines}/{{id}}",
                self.delete,
                source,
                answers=NOTHING,
                statuses=(200,),
                query=(PROJECT_ID,),
            ),
        )

    def list_lines(self, call: Call, path: PathParameters) -> Reply:
        held = self._held(call, path, AccessLevel.READ_ONLY)
        rows = self._stores.schedule.of(held.holder, held.holder_id)
        page, headers = self._listing.page([] if held.are_hidden else rows, call.request)
        return shown([wire.v1(self._stores, line) for line in page], headers=headers)

    def show(self, call: Call, path: PathParameters) -> Reply:
        held = self._held(call, path, AccessLevel.READ_ONLY)
        return self._shown(self._line(held, path["id"]))

    def create(self, call: Call, path: PathParameters) -> Reply:
        held = self._held(call, path, AccessLevel.ADMIN)
        values = required_fields(wrapped(body_object(call.request), "line_item"), wire.V1_FIELDS)
        return self._shown(held.create(values), status=201)

    def update(self, call: Call, path: PathParameters) -> Reply:
        held = self._held(call, path, AccessLevel.ADMIN)
        line = self._line(held, path["id"])
        payload = wrapped(body_object(call.request), "line_item")
        held.update(line, required_fields(payload, wire.V1_FIELDS))
        return self._shown(line)

    def delete(self, call: Call, path: PathParameters) -> Reply:
        """200 without a body, as a prime contract's (procore_api.md 2)."""
        held = self._held(call, path, AccessLevel.ADMIN)
        line = self._line(held, path["id"])
        held.remove(line)
        return Reply(200, touched=(f"line_item:{line.id}",))

    def sync_lines(self, call: Call, path: PathParameters) -> Reply:
        held = self._held(call, path, AccessLevel.ADMIN)
        updates = sync.updates_of(body_object(call.request))

        def create(attributes: Attributes) -> object:
            values = required_fields(attributes, wire.V1_FIELDS)
            return wire.v1(self._stores, held.create(values))

        def update(line_id: int, attributes: Attributes) -> object:
            line = self._stores.schedule.lines[line_id]
            held.update(line, required_fields(attributes, wire.V1_FIELDS))
            return wire.v1(self._stores, line)

        upsert = sync.Upsert(
            exists=lambda line_id: self._is_of(held, line_id),
            id_with_origin=lambda origin_id: self._id_with_origin(held, origin_id),
            create=create,
            update=update,
        )
        return shown(sync.run(upsert, updates), touched=(held.name,))

    def _id_with_origin(self, held: HeldSchedule, origin_id: str) -> int | None:
        """A line of another holder with this origin id is not ours to update: creating then
        fails, for the id is taken in the company."""
        company_id = self._stores.company_of(held.project_id)
        line_id = self._stores.external_data.item_with(company_id, "line_item", origin_id)
        return line_id if line_id is not None and self._is_of(held, line_id) else None

    def _is_of(self, held: HeldSchedule, line_id: int) -> bool:
        return self._stores.schedule.line_of(held.holder, held.holder_id, line_id) is not None

    def _line(self, held: HeldSchedule, written: str) -> ScheduleLine:
        line_id = record_id(written, "id")
        line = self._stores.schedule.line_of(held.holder, held.holder_id, line_id)
        if line is None or held.are_hidden:
            raise errors.no_such_line(written, held.name)
        return line

    def _held(self, call: Call, path: PathParameters, level: AccessLevel) -> HeldSchedule:
        return self.held(call, record_id(path["holder_id"], "holder_id"), level)

    def _shown(self, line: ScheduleLine, status: int = 200) -> Reply:
        return shown(wire.v1(self._stores, line), status=status, touched=(f"line_item:{line.id}",))
