"""Writing prime contracts: what must hold before one is made, changed or deleted."""

from simulator.procore import origins
from simulator.procore.custom_fields import CUSTOM_FIELDS, merged
from simulator.procore.payload import Values
from simulator.procore.prime_contracts import errors
from simulator.procore.prime_contracts.model import PrimeContract
from simulator.procore.schedule_of_values.model import Holder
from simulator.procore.stores import ProcoreStores

_NEVER_NULL = frozenset(
    {
        "status",
        "accounting_method",
        "executed",
        "private",
        "accessor_ids",
        "signature_required",
        "show_line_items_to_non_admins",
        "allow_comments",
        "allow_markups",
        "allow_payment_applications",
        "allow_payments",
        "enable_ssov",
        "auto_approve_prefilled_requisitions_on_payapp",
        "show_cost_code_on_pdf",
    }
)


class PrimeContractWriter:
    """Writes for the user `actor_id`, who has made what is made and whom the webhooks name."""

    def __init__(self, stores: ProcoreStores, actor_id: int) -> None:
        self._stores = stores
        self._actor_id = actor_id

    def create(self, project_id: int, values: Values) -> PrimeContract:
        """A new contract, Draft unless said otherwise; Refusal 422 for an origin id in use."""
        own, origin = origins.split(values)
        self._check_architect(own)
        company_id = self._stores.company_of(project_id)
        origins.check(self._stores, company_id, "prime_contract", 0, origin)
        now, siblings = self._stores.now(), self._stores.prime_contracts.of_project(project_id)
        contract = PrimeContract(
            id=self._stores.new_id("prime_contract"),
            project_id=project_id,
            created_at=now,
            updated_at=now,
            created_by_id=self._actor_id,
            position=len(siblings) + 1,
            number=str(len(siblings) + 1),
        )
        self._apply(contract, own)
        self._stores.prime_contracts.add(contract)
        origins.write(self._stores, company_id, "prime_contract", contract.id, origin)
        self._announce("create", contract)
        return contract

    def update(self, contract: PrimeContract, values: Values) -> None:
        own, origin = origins.split(values)
        self._check_architect(own)
        method = own.get("accounting_method", contract.accounting_method)
        if method != contract.accounting_method and self._has_lines(contract):
            raise errors.accounting_method_is_fixed(contract)
        company_id = self._stores.company_of(contract.project_id)
        origins.write(self._stores, company_id, "prime_contract", contract.id, origin)
        self._apply(contract, own)
        contract.updated_at = self._stores.now()
        self._announce("update", contract)

    def delete(self, contract: PrimeContract) -> None:
        """Delete with its lines and markups; Refusal 422 while synced or with change orders."""
        if self._stores.external_data.origin_id("prime_contract", contract.id) is not None:
            raise errors.is_synced(contract)
        count = len(self._stores.change_orders.of_contract(contract.id))
        if count:
            raise errors.has_change_orders(contract, count)
        for line in list(self._stores.schedule.of(Holder.PRIME_CONTRACT, contract.id)):
            self._stores.schedule.remove(line)
            self._stores.external_data.remove("line_item", line.id)
        self._stores.external_data.remove("prime_contract", contract.id)
        self._stores.prime_contracts.remove(contract, self._stores.now())
        self._announce("delete", contract)

    def _check_architect(self, own: Values) -> None:
        architect_id = own.get("architect_id")
        if architect_id is not None and architect_id not in self._stores.people.users:
            raise errors.unknown_architect(architect_id)

    def _announce(self, event_type: str, contract: PrimeContract) -> None:
        actor_id, project_id = self._actor_id, contract.project_id
        self._stores.announce(actor_id, "Prime Contracts", event_type, contract.id, project_id)

    def _has_lines(self, contract: PrimeContract) -> bool:
        return bool(self._stores.schedule.of(Holder.PRIME_CONTRACT, contract.id))

    def _apply(self, contract: PrimeContract, own: Values) -> None:
        for name, value in own.items():
            if name == CUSTOM_FIELDS:
                contract.custom_fields = merged(contract.custom_fields, own)
            elif value is not None or name not in _NEVER_NULL:
                setattr(contract, name, value)
