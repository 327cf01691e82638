"""Which prime contracts a caller may see: private ones are for admins and those listed as accessors
(procore_api.md 11)."""

from collections.abc import Sequence

from simulator.procore.access import Access, Written, record_id
from simulator.procore.call import Call
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts import errors
from simulator.procore.prime_contracts.model import PrimeContract
from simulator.procore.projects.model import Project
from simulator.procore.schedule_of_values.model import Holder, ScheduleLine
from simulator.procore.stores import ProcoreStores

TOOL = "prime_contracts"


class ContractAccess:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access

    def visible(self, call: Call, project: Project) -> list[PrimeContract]:
        """The project's contracts that the caller may see."""
        contracts = self._stores.prime_contracts.of_project(project.id)
        return [contract for contract in contracts if self._is_visible(call, contract)]

    def deleted(self, call: Call, project: Project) -> list[PrimeContract]:
        """The project's deleted contracts that the caller may see."""
        contracts = self._stores.prime_contracts.deleted_of_project(project.id)
        return [contract for contract in contracts if self._is_visible(call, contract)]

    def contract(self, call: Call, project: Project, written: Written) -> PrimeContract:
        """A contract of the project; Refusal 404 when it is not there or not for the caller."""
        contract = self._stores.prime_contracts.contracts.get(record_id(written, "contract_id"))
        if contract is None or contract.project_id != project.id:
            raise errors.no_such_contract(written, project.id)
        if not self._is_visible(call, contract):
            raise errors.is_private(contract)
        return contract

    def sees_lines(self, call: Call, contract: PrimeContract) -> bool:
        """Whether the caller may see the contract's lines: an admin, or anybody when the contract
        shows them to non-admins (procore_api.md 7.2)."""
        if contract.show_line_items_to_non_admins:
            return True
        user = self._access.caller(call)
        level = self._stores.people.project_level(user, contract.project_id, TOOL)
        return level >= AccessLevel.ADMIN

    def lines(self, call: Call, contract: PrimeContract) -> Sequence[ScheduleLine]:
        """The contract's lines for the caller: none when they are not to be seen."""
        if not self.sees_lines(call, contract):
            return ()
        return self._stores.schedule.of(Holder.PRIME_CONTRACT, contract.id)

    def _is_visible(self, call: Call, contract: PrimeContract) -> bool:
        if not contract.private:
            return True
        user = self._access.caller(call)
        level = self._stores.people.project_level(user, contract.project_id, TOOL)
        return level >= AccessLevel.ADMIN or user.id in contract.accessor_ids
