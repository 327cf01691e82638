"""Writing the lines of a change order, which bring its total up to date."""

from simulator.procore.change_orders.lines.pricing import reprice
from simulator.procore.change_orders.record import errors
from simulator.procore.change_orders.record.model import ChangeOrder
from simulator.procore.change_orders.statuses.moves import Locks
from simulator.procore.payload import Values
from simulator.procore.schedule_of_values.model import Holder, ScheduleLine
from simulator.procore.schedule_of_values.writer import ScheduleWriter
from simulator.procore.stores import ProcoreStores


class ChangeOrderLineWriter:
    """Every change order given here holds lines; webhooks name the user `actor_id`."""

    def __init__(self, stores: ProcoreStores, actor_id: int) -> None:
        self._stores = stores
        self._locks = Locks(stores)
        self._lines = ScheduleWriter(stores, actor_id)

    def add(self, change_order: ChangeOrder, values: Values) -> ScheduleLine:
        self._locks.check_editable(change_order)
        line = self.put(change_order, values)
        reprice(self._stores, change_order)
        return line

    def put(self, change_order: ChangeOrder, values: Values) -> ScheduleLine:
        """Add a line whatever the change order's state. Whoever puts many prices them once, after
        the last: pricing takes all lines there are."""
        self._check_associated(change_order, values)
        assert change_order.potential_id is not None
        return self._lines.create(
            change_order.project_id,
            Holder.POTENTIAL_CHANGE_ORDER,
            change_order.potential_id,
            values,
        )

    def update(self, change_order: ChangeOrder, line: ScheduleLine, values: Values) -> None:
        self._locks.check_editable(change_order)
        self._check_associated(change_order, values)
        self._lines.update(line, values)
        reprice(self._stores, change_order)

    def remove(self, change_order: ChangeOrder, line: ScheduleLine) -> None:
        self._locks.check_editable(change_order)
        self._lines.remove(line)
        reprice(self._stores, change_order)

    def _check_associated(self, change_order: ChangeOrder, values: Values) -> None:
        line_id = values.get("prime_line_item_id")
        if not isinstance(line_id, int):
            return
        line = self._stores.schedule.lines.get(line_id)
        if (
            line is None
            or line.holder is not Holder.PRIME_CONTRACT
            or line.holder_id != change_order.contract_id
        ):
            raise errors.unknown_contract_line(line_id, change_order.contract_id)
