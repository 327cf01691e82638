"""Writing batches: a package together with what it is made of, all or nothing."""

from collections.abc import Sequence

from simulator.procore.change_orders.record.model import ChangeOrder, Tier
from simulator.procore.change_orders.record.writer import ChangeOrderWriter
from simulator.procore.change_orders.tiers.parts import Parts
from simulator.procore.payload import Values
from simulator.procore.prime_contracts.model import PrimeContract
from simulator.procore.stores import ProcoreStores


class BatchWriter:
    def __init__(self, stores: ProcoreStores, actor_id: int) -> None:
        self._stores = stores
        self._writer = ChangeOrderWriter(stores, actor_id)
        self._parts = Parts(stores, actor_id)

    def create(
        self,
        contract: PrimeContract,
        values: Values,
        parts: Sequence[ChangeOrder],
    ) -> ChangeOrder:
        """A package made of the given change orders. It is made as a draft and then moved to its
        status, so that its parts come along."""
        for part in parts:
            self._parts.check_can_be_added(part)
        status = values.pop("status", None)
        batch = self._writer.create(contract, Tier.PACKAGE, values)
        for part in parts:
            self._parts.move(part, batch)
        if status is not None:
            self._writer.update(batch, {"status": status})
        return batch

    def update(
        self, batch: ChangeOrder, values: Values, parts: Sequence[ChangeOrder] | None
    ) -> None:
        """Change the package; with `parts`, these alone make it up afterwards."""
        before = list(self._stores.change_orders.below(batch))
        wanted = before if parts is None else list(parts)
        leaving = [part for part in before if part not in wanted]
        for part in leaving:
            self._parts.check_move(part, None)
        for part in wanted:
            self._parts.check_move(part, batch)
        self._writer.check(batch, values, None)
        for part in leaving:
            self._parts.move(part, None)
        for part in wanted:
            self._parts.move(part, batch)
        self._writer.update(batch, values)
