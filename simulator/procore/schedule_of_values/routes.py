"""A prime contract's lines in v1 (procore_api.md 7.4)."""

from functools import partial

from simulator.procore.access import Access
from simulator.procore.call import Call
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts.access import ContractAccess
from simulator.procore.query import PROJECT_ID
from simulator.procore.schedule_of_values.model import Holder
from simulator.procore.schedule_of_values.v1_line_routes import HeldSchedule, V1LineRoutes
from simulator.procore.schedule_of_values.writer import ScheduleWriter
from simulator.procore.stores import ProcoreStores

LINES = "/rest/v1.0/prime_contracts/{holder_id}/line_items"
SOURCE = "procore_api.md 7.4"


class ContractLineRoutes(V1LineRoutes):
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        super().__init__(stores, access, LINES, "prime_contract_line_item", SOURCE)
        self._contract_access = ContractAccess(stores, access)

    def held(self, call: Call, holder_id: int, level: AccessLevel) -> HeldSchedule:
        """The project is in the query, or is the contract's own when left out (assumed)."""
        known = self._stores.prime_contracts.contracts.get(holder_id)
        written = PROJECT_ID.of(call.request)
        if written is None and known is not None:
            written = str(known.project_id)
        project = self._access.project_tool(call, written, "prime_contracts", level)
        contract = self._contract_access.contract(call, project, holder_id)
        writer = ScheduleWriter(self._stores, call.actor_id)
        return HeldSchedule(
            name=f"prime_contract:{contract.id}",
            project_id=project.id,
            holder=Holder.PRIME_CONTRACT,
            holder_id=contract.id,
            create=partial(writer.create, project.id, Holder.PRIME_CONTRACT, contract.id),
            update=writer.update,
            remove=writer.remove,
            are_hidden=not self._contract_access.sees_lines(call, contract),
        )
