"""A prime contract's lines in v2 (procore_api.md 7.4)."""

from collections.abc import Sequence

from simulator.http.message import Reply, Request
from simulator.http.operation import PathParameters
from simulator.procore.access import Access, record_id
from simulator.procore.call import Call
from simulator.procore.declarations import NOTHING, Fields, one, several
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.payload import Values, body_object, required_fields
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts.access import ContractAccess
from simulator.procore.prime_contracts.model import PrimeContract
from simulator.procore.prime_contracts.v2_routes import V2_CONTRACTS
from simulator.procore.query import VIEW_V2
from simulator.procore.responses import Refusal, shown_v2
from simulator.procore.schedule_of_values import errors, wire
from simulator.procore.schedule_of_values.declared_statuses import (
    DECLARED_REFUSALS,
    declared_statuses,
)
from simulator.procore.schedule_of_values.model import Holder, ScheduleLine
from simulator.procore.schedule_of_values.writer import ScheduleWriter
from simulator.procore.stores import ProcoreStores

SOURCE = "procore_api.md 7.4"
UNIT_COLUMNS = ("quantity", "unit_cost", "uom")


class ContractLineV2Routes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._contract_access = ContractAccess(stores, access)
        self._listing = Listing[ScheduleLine](
            filters={"id": lambda line: line.id}, default_per_page=10, max_per_page=100
        )

    def operations(self) -> Sequence[ProcoreOperation]:
        lines = f"{V2_CONTRACTS}/{{contract_id}}/line_items"
        name = "prime_contract_line_item"
        return (
            published(
                f"list_{name}s_v2",
                f"GET {lines}",
                self.list,
                SOURCE,
                listing=self._listing,
                answers=several("schedule_of_values:ScheduleLineV2"),
                query=(VIEW_V2,),
                refusals=DECLARED_REFUSALS,
            ),
            published(
                f"create_{name}_v2",
                f"POST {lines}",
                self.create,
                SOURCE,
                answers=one("schedule_of_values:ScheduleLineV2"),
                statuses=(200,),
                query=(VIEW_V2,),
                refusals=DECLARED_REFUSALS,
                body=Fields(wire.V2_FIELDS),
            ),
            published(
                f"show_{name}_v2",
                f"GET {lines}/{{id}}",
                self.show,
                SOURCE,
                answers=one("schedule_of_values:ScheduleLineV2"),
                query=(VIEW_V2,),
                refusals=DECLARED_REFUSALS,
            ),
            published(
                f"update_{name}_v2",
                f"PATCH {lines}/{{id}}",
                self.update,
                SOURCE,
                answers=one("schedule_of_values:ScheduleLineV2"),
                query=(VIEW_V2,),
                refusals=DECLARED_REFUSALS,
                body=Fields(wire.V2_FIELDS),
            ),
            published(
                f"delete_{name}_v2",
                f"DELETE {lines}/{{id}}",
                self.delete,
                SOURCE,
                answers=NOTHING,
                query=(VIEW_V2,),
                refusals=DECLARED_REFUSALS,
            ),
        )

    def list(self, call: Call, path: PathParameters) -> Reply:
        contract = self._contract(call, path, AccessLevel.READ_ONLY)
        show_external = is_extended(call.request)
        page, headers = self._listing.page(
            self._contract_access.lines(call, contract), call.request
        )
        return shown_v2(
            [wire.v2(self._stores, line, show_external) for line in page], headers=headers
        )

    def show(self, call: Call, path: PathParameters) -> Reply:
        contract = self._contract(call, path, AccessLevel.READ_ONLY)
        if not self._contract_access.sees_lines(call, contract):
            raise errors.lines_are_for_admins(contract)
        return self._shown(self._line(contract, path["id"]), is_extended(call.request))

    def create(self, call: Call, path: PathParameters) -> Reply:
        """200, not 201 (procore_api.md 2)."""
        contract = self._contract(call, path, AccessLevel.ADMIN)
        show_external = is_extended(call.request)
        values = self._values(contract, call)
        if values.get("wbs_code_id") is None:
            raise Refusal(400, "Bad Request", fields={"wbs_code_id": ["can't be blank"]})
        with declared_statuses():
            line = self._writer(call).create(
                contract.project_id, Holder.PRIME_CONTRACT, contract.id, values
            )
        return self._shown(line, show_external)

    def update(self, call: Call, path: PathParameters) -> Reply:
        contract = self._contract(call, path, AccessLevel.ADMIN)
        line = self._line(contract, path["id"])
        show_external = is_extended(call.request)
        with declared_statuses():
            self._writer(call).update(line, self._values(contract, call))
        return self._shown(line, show_external)

    def delete(self, call: Call, path: PathParameters) -> Reply:
        contract = self._contract(call, path, AccessLevel.ADMIN)
        line = self._line(contract, path["id"])
        with declared_statuses():
            self._writer(call).remove(line)
        return Reply(204, touched=(f"line_item:{line.id}",))

    def _values(self, contract: PrimeContract, call: Call) -> Values:
        """Unit columns only on unit schedules; a null amount only there, too, where the amount is
        then quantity times unit cost (procore_api.md 7.4)."""
        values = required_fields(body_object(call.request), wire.V2_FIELDS, 400)
        if contract.accounting_method == "amount":
            given = [name for name in UNIT_COLUMNS if values.get(name) is not None]
            if given:
                raise errors.unit_column_on_amount_schedule(given[0])
            if "amount" in values and values["amount"] is None:
                raise errors.amount_missing()
        elif "amount" in values and values["amount"] is None:
            del values["amount"]
        return values

    def _contract(self, call: Call, path: PathParameters, level: AccessLevel) -> PrimeContract:
        company = self._access.company(path["company_id"])
        project = self._access.project_tool(
            call, path["project_id"], "prime_contracts", level, company
        )
        return self._contract_access.contract(call, project, path["contract_id"])

    def _line(self, contract: PrimeContract, written: str) -> ScheduleLine:
        line_id = record_id(written, "id")
        line = self._stores.schedule.line_of(Holder.PRIME_CONTRACT, contract.id, line_id)
        if line is None:
            raise errors.no_such_line(written, f"contract {contract.id}")
        return line

    def _writer(self, call: Call) -> ScheduleWriter:
        return ScheduleWriter(self._stores, call.actor_id)

    def _shown(self, line: ScheduleLine, show_external: bool) -> Reply:
        answer = wire.v2(self._stores, line, show_external)
        return shown_v2(answer, touched=(f"line_item:{line.id}",))


def is_extended(request: Request) -> bool:
    """Whether the extended view is asked for; an unknown view is a 400 (procore_api.md 7.4)."""
    view = VIEW_V2.of(request)
    if view is not None and view not in VIEW_V2.choices:
        raise Refusal(400, f"view must be one of: {', '.join(VIEW_V2.choices)}")
    return view == "extended"
