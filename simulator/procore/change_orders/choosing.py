"""Which change order a write means by an id: the one it is to be a part of, or one of its parts."""

from collections.abc import Sequence

from simulator.procore.change_orders import errors
from simulator.procore.change_orders.model import ChangeOrder, Tier
from simulator.procore.payload import Values
from simulator.procore.stores import ProcoreStores

_ABOVE = ("change_order_package_id", "change_order_request_id", "batch_id")
_PARTS = ("change_order_ids", "legacy_request_ids")


class Choosing:
    """Ids that name no change order of the contract are a Refusal 422 under their field's name."""

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
