"""Writing change orders of every tier: locks, defaults, parts (D-081, D-089 to D-093)."""

from dataclasses import replace
from decimal import Decimal

from simulator.procore import origins
from simulator.procore.change_orders.lines.pricing import reprice
from simulator.procore.change_orders.record import errors
from simulator.procore.change_orders.record.announcing import announce
from simulator.procore.change_orders.record.model import (
    APPROVED,
    ChangeOrder,
    Tier,
    has_tier,
    next_number,
)
from simulator.procore.change_orders.statuses.moves import Locks, StatusMoves
from simulator.procore.change_orders.tiers.parts import Parts
from simulator.procore.financial_markups.model import CONTRACT_SET_PREFIX, MarkupHolder
from simulator.procore.payload import Values
from simulator.procore.prime_contracts.model import OPEN_FOR_CHANGE_ORDERS, PrimeContract
from simulator.procore.schedule_of_values.model import Holder
from simulator.procore.stores import ProcoreStores

_NEVER_NULL = frozenset(
    {"number", "executed", "paid", "private", "field_change", "signature_required", "revision"}
)
# Not fields of the record but things to do with it.
_DEEDS = frozenset({"status", "grand_total"})


class ChangeOrderWriter:
    """Writes for the user `actor_id`, whom the webhooks name."""

    def __init__(self, stores: ProcoreStores, actor_id: int) -> None:
        self._stores = stores
        self._actor_id = actor_id
        self._locks = Locks(stores)
        self._moves = StatusMoves(stores, actor_id)
        self._parts = Parts(stores, actor_id)

    def create(
        self,
        contract: PrimeContract,
        tier: Tier,
        values: Values,
        above: ChangeOrder | None = None,
    ) -> ChangeOrder:
        """A new change order, Draft unless said otherwise (D-072), with the contract's markups as
        its own when it holds lines (D-225), as a part of `above` if given; Refusal 422 on a
        contract that is not open for change orders, or for a tier that the project lacks."""
        project = self._stores.projects.projects[contract.project_id]
        if not has_tier(tier, project.change_order_tiers):
            raise errors.lacks_tier(project, tier)
        if contract.status not in OPEN_FOR_CHANGE_ORDERS:
            raise errors.contract_not_open(contract)
        own, origin = origins.split(values)
        origins.check(self._stores, project.company_id, "change_order", 0, origin)
        change_order = self.add(contract, tier, self._actor_id, own, above)
        self._take_default_markups(change_order)
        if origin:
            origins.write(self._stores, project.company_id, "change_order", change_order.id, origin)
        return change_order

    def add(
        self,
        contract: PrimeContract,
        tier: Tier,
        created_by_id: int,
        own: Values,
        above: ChangeOrder | None = None,
    ) -> ChangeOrder:
        """Put a change order of anybody into the stores, whatever the contract's status."""
        stores, now = self._stores, self._stores.now()
        peers = stores.change_orders.of_tier(contract.id, tier)
        number = str(own.get("number") or next_number(peers))
        self._check_number(number, peers)
        if above is not None:
            self._parts.check(tier, contract.id, above)
        tiers = stores.projects.projects[contract.project_id].change_order_tiers
        own_id = stores.new_id("change_order")
        is_in_new_model = tier is Tier.PACKAGE or tiers == 2
        prime_id = stores.new_id("change_order") if is_in_new_model else None
        # With one tier a hidden potential change order holds the lines (D-076).
        hidden_id = stores.new_id("change_order") if tiers == 1 else None
        change_order = ChangeOrder(
            id=own_id,
            tier=tier,
            prime_id=prime_id,
            potential_id=own_id if tier is Tier.POTENTIAL else hidden_id,
            project_id=contract.project_id,
            contract_id=contract.id,
            number=number,
            created_at=now,
            updated_at=now,
            created_by_id=created_by_id,
            position=len(peers) + 1,
        )
        status = str(own.get("status") or change_order.status)
        if above is not None and "status" in own:
            self._moves.check(change_order, status, above)
        self._apply(change_order, {n: v for n, v in own.items() if n != "number"})
        stores.change_orders.add(change_order)
        if above is not None:
            self._parts.move(change_order, above)
        if above is None or "status" in own:
            self._moves.move(change_order, status)
        reprice(stores, change_order)
        announce(self._stores, self._actor_id, "create", change_order)
        return change_order

    def update(self, change_order: ChangeOrder, values: Values) -> None:
        """Change fields or move the status. Locked while synced; while approved only the status
        may move, and a move away from approved may come with other changes."""
        self.change(change_order, values, self._stores.change_orders.above(change_order))

    def change(self, change_order: ChangeOrder, values: Values, above: ChangeOrder | None) -> None:
        """As `update`, and make it a part of `above`, or of none."""
        self.check(change_order, values, above)
        own, origin = origins.split(values)
        status = str(own.pop("status", None) or change_order.status)
        if origin:
            company_id = self._stores.company_of(change_order.project_id)
            origins.write(self._stores, company_id, "change_order", change_order.id, origin)
        if status != change_order.status:
            self._moves.move(change_order, status)
        self._parts.move(change_order, above)
        self._apply(change_order, own)
        reprice(self._stores, change_order)
        change_order.updated_at = self._stores.now()
        announce(self._stores, self._actor_id, "update", change_order)

    def check(self, change_order: ChangeOrder, values: Values, above: ChangeOrder | None) -> None:
        """Refusal 422 when `change` would refuse."""
        own, origin = origins.split(values)
        if own or above is not self._stores.change_orders.above(change_order):
            self._locks.check_not_in_erp(change_order)
        status = str(own.pop("status", None) or change_order.status)
        if change_order.is_approved and status == APPROVED and own:
            raise errors.is_approved(change_order)
        self._parts.check_move(change_order, above)
        if status != change_order.status:
            self._moves.check(change_order, status, above)
        number = own.get("number")
        if number:
            peers = self._stores.change_orders.of_tier(change_order.contract_id, change_order.tier)
            self._check_number(str(number), [peer for peer in peers if peer is not change_order])
        company_id = self._stores.company_of(change_order.project_id)
        origins.check(self._stores, company_id, "change_order", change_order.id, origin)

    def delete(self, change_order: ChangeOrder) -> None:
        """Delete with its lines and markups; Refusal 422 while synced, approved or made of other
        change orders (D-093)."""
        self._locks.check_editable(change_order)
        stores = self._stores
        below = stores.change_orders.below(change_order)
        if below:
            raise errors.has_parts(change_order, len(below))
        self._parts.check_move(change_order, None)
        self._drop_lines_and_markups(change_order)
        self._parts.move(change_order, None)
        stores.change_orders.remove(change_order, stores.now())
        announce(self._stores, self._actor_id, "delete", change_order)

    def _drop_lines_and_markups(self, change_order: ChangeOrder) -> None:
        stores, holder_id = self._stores, change_order.potential_id
        if holder_id is None:
            return
        for line in list(stores.schedule.of(Holder.POTENTIAL_CHANGE_ORDER, holder_id)):
            stores.schedule.remove(line)
            stores.external_data.remove("line_item", line.id)
        for markup in list(stores.markups.of(MarkupHolder.POTENTIAL_CHANGE_ORDER, holder_id)):
            stores.markups.remove(markup)
            stores.external_data.remove("markup", markup.id)

    def _check_number(self, number: str, peers: list[ChangeOrder]) -> None:
        if any(peer.number == number for peer in peers):
            raise errors.number_taken(number)

    def _take_default_markups(self, change_order: ChangeOrder) -> None:
        """Copy the contract's markups; what one of them selects is the copy, too."""
        if change_order.potential_id is None:
            return
        defaults = self._stores.markups.of(MarkupHolder.CONTRACT, change_order.contract_id)
        copy_ids = {markup.id: self._stores.new_id("markup") for markup in defaults}
        for markup in defaults:
            self._stores.markups.add(
                replace(
                    markup,
                    id=copy_ids[markup.id],
                    holder=MarkupHolder.POTENTIAL_CHANGE_ORDER,
                    holder_id=change_order.potential_id,
                    markup_set=markup.markup_set.removeprefix(CONTRACT_SET_PREFIX),
                    selections=tuple(copy_ids[chosen] for chosen in markup.selections),
                )
            )

    def _apply(self, change_order: ChangeOrder, own: Values) -> None:
        for name, value in own.items():
            if name not in _DEEDS and (value is not None or name not in _NEVER_NULL):
                setattr(change_order, name, value)
        stated = own.get("grand_total")
        if isinstance(stated, Decimal):
            change_order.stated_total = stated
