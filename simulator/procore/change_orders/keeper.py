"""Writing change orders: locks, statuses, defaults (procore_api.md 8, D-081, D-089 to D-092)."""

from dataclasses import replace

from simulator.procore import origins
from simulator.procore.books import Books
from simulator.procore.change_orders import errors
from simulator.procore.change_orders.model import (
    APPROVED,
    ChangeOrder,
    approve,
    approved_after,
    next_number,
    unapprove,
)
from simulator.procore.change_orders.pricing import reprice
from simulator.procore.financial_markups.model import CONTRACT_SET_PREFIX, MarkupHolder
from simulator.procore.payload import Values
from simulator.procore.prime_contracts.model import OPEN_FOR_CHANGE_ORDERS, PrimeContract
from simulator.procore.schedule_of_values.keeper import ScheduleKeeper
from simulator.procore.schedule_of_values.model import Holder, ScheduleLine

_NEVER_NULL = frozenset(
    {"number", "executed", "paid", "private", "field_change", "signature_required", "revision"}
)


class ChangeOrderKeeper:
    def __init__(self, books: Books) -> None:
        self._books = books
        self._lines = ScheduleKeeper(books)

    def create(self, contract: PrimeContract, created_by_id: int, values: Values) -> ChangeOrder:
        """A new change order, Draft unless said otherwise (D-072), with the contract's markups as
        its own (D-225); Refusal 422 on a contract that is not open for change orders."""
        if contract.status not in OPEN_FOR_CHANGE_ORDERS:
            raise errors.contract_not_open(contract)
        own, origin = origins.split(values)
        origins.check(self._books, "change_order", 0, origin)
        change_order = self.add(contract, created_by_id, own)
        self._take_default_markups(change_order)
        origins.write(self._books, "change_order", change_order.package_id, origin)
        return change_order

    def add(self, contract: PrimeContract, created_by_id: int, own: Values) -> ChangeOrder:
        """Put a change order into the books, whatever the contract's status."""
        siblings = self._books.change_orders.of_contract(contract.id)
        number = str(own.get("number") or next_number(siblings))
        self._check_number(number, siblings)
        now = self._books.now()
        change_order = ChangeOrder(
            package_id=self._books.new_id("change_order"),
            potential_id=self._books.new_id("change_order"),
            request_id=self._books.new_id("change_order"),
            id=self._books.new_id("change_order"),
            project_id=contract.project_id,
            contract_id=contract.id,
            number=number,
            created_at=now,
            updated_at=now,
            created_by_id=created_by_id,
            position=len(siblings) + 1,
        )
        self._apply(change_order, {n: v for n, v in own.items() if n not in ("number", "status")})
        self._books.change_orders.add(change_order)
        self._move(change_order, str(own.get("status") or change_order.status))
        self._announce("create", change_order)
        return change_order

    def update(self, change_order: ChangeOrder, values: Values) -> None:
        """Change fields or move the status. Locked while synced; while approved only the status
        may move, and a move away from approved may come with other changes."""
        own, origin = origins.split(values)
        if own:
            self._check_not_synced(change_order)
        status = str(own.pop("status", None) or change_order.status)
        if change_order.is_approved and status == APPROVED and own:
            raise errors.is_approved(change_order)
        siblings = self._books.change_orders.of_contract(change_order.contract_id)
        if change_order.is_approved and status != APPROVED:
            later = approved_after(change_order, siblings)
            if later is not None:
                raise errors.approved_later(change_order, later)
        number = own.get("number")
        if number:
            self._check_number(str(number), [s for s in siblings if s is not change_order])
        origins.write(self._books, "change_order", change_order.package_id, origin)
        self._apply(change_order, own)
        self._move(change_order, status)
        change_order.updated_at = self._books.now()
        self._announce("update", change_order)

    def delete(self, change_order: ChangeOrder) -> None:
        """Delete with its lines and markups; Refusal 422 while synced or approved (D-093)."""
        self.check_editable(change_order)
        books, holder_id = self._books, change_order.potential_id
        for line in list(books.schedule.of(Holder.POTENTIAL_CHANGE_ORDER, holder_id)):
            books.schedule.remove(line)
            books.external_data.remove("line_item", line.id)
        for markup in list(books.markups.of(MarkupHolder.POTENTIAL_CHANGE_ORDER, holder_id)):
            books.markups.remove(markup)
            books.external_data.remove("markup", markup.id)
        books.change_orders.remove(change_order)
        self._announce("delete", change_order)

    def add_line(self, change_order: ChangeOrder, values: Values) -> ScheduleLine:
        self.check_editable(change_order)
        return self.put_line(change_order, values)

    def put_line(self, change_order: ChangeOrder, values: Values) -> ScheduleLine:
        """Add a line whatever the change order's state."""
        self._check_associated(change_order, values)
        line = self._lines.create(
            change_order.project_id,
            Holder.POTENTIAL_CHANGE_ORDER,
            change_order.potential_id,
            values,
        )
        reprice(self._books, change_order)
        return line

    def update_line(self, change_order: ChangeOrder, line: ScheduleLine, values: Values) -> None:
        self.check_editable(change_order)
        self._check_associated(change_order, values)
        self._lines.update(line, values)
        reprice(self._books, change_order)

    def remove_line(self, change_order: ChangeOrder, line: ScheduleLine) -> None:
        self.check_editable(change_order)
        self._lines.remove(line)
        reprice(self._books, change_order)

    def check_editable(self, change_order: ChangeOrder) -> None:
        """Refusal 422 while the schedule of values, the markups and the record are locked."""
        self._check_not_synced(change_order)
        if change_order.is_approved:
            raise errors.is_approved(change_order)

    def _announce(self, event_type: str, change_order: ChangeOrder) -> None:
        """Under the names of the legacy model; the new one has no name of its own among the
        resources (procore_api.md 12)."""
        project_id = change_order.project_id
        for name, record_id in (
            ("Change Order Packages", change_order.package_id),
            ("Potential Change Orders", change_order.potential_id),
        ):
            self._books.announce(name, event_type, record_id, project_id)

    def _check_not_synced(self, change_order: ChangeOrder) -> None:
        origin_id = self._books.external_data.origin_id("change_order", change_order.package_id)
        if origin_id is not None:
            raise errors.is_synced(change_order)
        if change_order.package_id in self._books.erp.sent_package_ids:
            raise errors.is_sent(change_order)

    def _check_number(self, number: str, siblings: list[ChangeOrder]) -> None:
        if any(sibling.number == number for sibling in siblings):
            raise errors.number_taken(number)

    def _check_associated(self, change_order: ChangeOrder, values: Values) -> None:
        line_id = values.get("prime_line_item_id")
        if not isinstance(line_id, int):
            return
        line = self._books.schedule.lines.get(line_id)
        if (
            line is None
            or line.holder is not Holder.PRIME_CONTRACT
            or line.holder_id != change_order.contract_id
        ):
            raise errors.unknown_contract_line(line_id, change_order.contract_id)

    def _take_default_markups(self, change_order: ChangeOrder) -> None:
        """Copy the contract's markups; what one of them selects is the copy, too."""
        defaults = self._books.markups.of(MarkupHolder.CONTRACT, change_order.contract_id)
        copy_ids = {markup.id: self._books.new_id("markup") for markup in defaults}
        for markup in defaults:
            self._books.markups.add(
                replace(
                    markup,
                    id=copy_ids[markup.id],
                    holder=MarkupHolder.POTENTIAL_CHANGE_ORDER,
                    holder_id=change_order.potential_id,
                    markup_set=markup.markup_set.removeprefix(CONTRACT_SET_PREFIX),
                    selections=tuple(copy_ids[chosen] for chosen in markup.selections),
                )
            )

    def _move(self, change_order: ChangeOrder, status: str) -> None:
        if status == change_order.status:
            return
        if status == APPROVED:
            siblings = self._books.change_orders.of_contract(change_order.contract_id)
            approve(change_order, siblings, self._books.now())
        elif change_order.is_approved:
            unapprove(change_order, status)
        else:
            change_order.status = status

    def _apply(self, change_order: ChangeOrder, own: Values) -> None:
        for name, value in own.items():
            if value is not None or name not in _NEVER_NULL:
                setattr(change_order, name, value)
