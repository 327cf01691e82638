"""Which change order a call means, by the id in its path or its body, and which of them its caller
may see: those of the contracts they may see."""

from collections.abc import Callable, Sequence

from simulator.procore.access import Access, Written, record_id
from simulator.procore.call import Call
from simulator.procore.change_orders.record import errors
from simulator.procore.change_orders.record.model import ChangeOrder, Tier
from simulator.procore.payload import Values
from simulator.procore.people.model import AccessLevel
from simulator.procore.prime_contracts.access import ContractAccess
from simulator.procore.projects.model import Project
from simulator.procore.soft_deletes import with_deleted
from simulator.procore.stores import ProcoreStores

_ABOVE = ("change_order_package_id", "change_order_request_id", "batch_id")
_PARTS = ("change_order_ids", "legacy_request_ids")


def level_to_make(project: Project, tier: Tier) -> AccessLevel:
    """Admin (D-082), but Standard for potential change orders where the project allows it
    (D-083)."""
    if tier is Tier.POTENTIAL and project.standard_users_make_potential_change_orders:
        return AccessLevel.STANDARD
    return AccessLevel.ADMIN


class ChangeOrderAccess:
    """Finds a change order under each of its ids; Refusal 404 when it is not there."""

    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._contracts = ContractAccess(stores, access)

    def visible(self, call: Call, project: Project) -> list[ChangeOrder]:
        """The project's change orders of all tiers."""
        return self._of_visible(call, project, self._stores.change_orders.of_project(project.id))

    def listed(
        self, call: Call, project: Project, is_of_the_list: Callable[[ChangeOrder], bool]
    ) -> list[ChangeOrder]:
        """The visible ones that a list is of, deleted ones where they are asked for."""
        store = self._stores.change_orders
        deleted = self._of_visible(call, project, store.deleted_of_project(project.id))
        rows = with_deleted(call.request, self.visible(call, project), deleted)
        return [row for row in rows if is_of_the_list(row)]

    def prime(self, call: Call, project: Project, written: Written) -> ChangeOrder:
        """Under the prime change order's id; three-tier projects have none (assumed)."""
        found = self._stores.change_orders.by_prime.get(record_id(written, "id"))
        if found is not None and not found.is_prime_change_order:
            found = None
        return self._seen(call, project, found, written)

    def batch(self, call: Call, project: Project, written: Written) -> ChangeOrder:
        found = self._stores.change_orders.by_prime.get(record_id(written, "id"))
        if found is not None and not found.is_batch:
            found = None
        return self._seen(call, project, found, written)

    def of_tier(self, call: Call, project: Project, tier: Tier, written: Written) -> ChangeOrder:
        """Under the id on its own tier; a potential change order may be the hidden one of the
        only tier."""
        store, wanted = self._stores.change_orders, record_id(written, "id")
        if tier is Tier.POTENTIAL:
            found = store.by_potential.get(wanted)
        else:
            found = store.by_id.get(wanted)
            if found is not None and found.tier is not tier:
                found = None
        return self._seen(call, project, found, written)

    def _of_visible(
        self, call: Call, project: Project, rows: list[ChangeOrder]
    ) -> list[ChangeOrder]:
        contract_ids = {contract.id for contract in self._contracts.visible(call, project)}
        return [row for row in rows if row.contract_id in contract_ids]

    def _seen(
        self, call: Call, project: Project, found: ChangeOrder | None, written: Written
    ) -> ChangeOrder:
        if found is None or found.project_id != project.id:
            raise errors.no_such_change_order(written, project.id)
        self._contracts.contract(call, project, found.contract_id)
        return found


class Choosing:
    """The change order that a body means by an id: the one it is to be a part of, or one of its
    parts. An id that names no change order of the contract is a Refusal 422 under its field's
    name."""

    def __init__(self, stores: ProcoreStores) -> None:
        self._store = stores.change_orders

    def above(
        self, values: Values, contract_id: int, held_by: ChangeOrder | None = None
    ) -> ChangeOrder | None:
        """Take the fields that name the change order above out of the values; `held_by` when there
        is none of them. A request is nearer than its package, so it is asked for first."""
        chosen = held_by
        for field in _ABOVE:
            if field in values:
                chosen = self._named(field, values.pop(field), contract_id)
        return chosen

    def parts(self, values: Values, contract_id: int) -> Sequence[ChangeOrder] | None:
        """Take what a batch is to be made of out of the values; None when they do not say."""
        named = [field for field in _PARTS if field in values]
        if not named:
            return None
        written = [(field, one) for field in named for one in _listed(values.pop(field))]
        return [self._part(field, one, contract_id) for field, one in dict.fromkeys(written)]

    def _named(self, field: str, written: object, contract_id: int) -> ChangeOrder | None:
        if not isinstance(written, int):
            return None
        if field == "batch_id":
            found = self._store.by_prime.get(written)
            is_right = found is not None and found.is_batch
        else:
            found = self._store.by_id.get(written)
            is_right = found is not None and field == f"{found.tier}_id"
        if found is None or not is_right or found.contract_id != contract_id:
            raise errors.unknown_change_order(field, written, contract_id)
        return found

    def _part(self, field: str, written: int, contract_id: int) -> ChangeOrder:
        if field == "change_order_ids":
            found = self._store.by_prime.get(written)
            is_right = found is not None and found.tier is Tier.POTENTIAL
        else:
            found = self._store.by_id.get(written)
            is_right = found is not None and found.tier is Tier.REQUEST
        if found is None or not is_right or found.contract_id != contract_id:
            raise errors.unknown_change_order(field, written, contract_id)
        return found


def _listed(value: object) -> list[int]:
    return [one for one in value if isinstance(one, int)] if isinstance(value, list) else []
