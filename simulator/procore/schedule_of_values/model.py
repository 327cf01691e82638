"""A line of a schedule of values: the same row for a prime contract and for its change order."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from simulator.procore.exact_amounts import exact_sum

EXTENDED_TYPES = ("manual", "calculated")


class Holder(StrEnum):
    """Whose line it is. A change order's lines hang on its potential change order (D-076)."""

    PRIME_CONTRACT = "PrimeContract"
    POTENTIAL_CHANGE_ORDER = "PotentialChangeOrder"


@dataclass(slots=True)
class ScheduleLine:
    """`amount` is before any markup. `prime_line_item_id` is a change order line's associated line
    of the contract (procore_api.md 8). Quantity and unit cost mean nothing on amount schedules."""

    id: int
    project_id: int
    holder: Holder
    holder_id: int
    position: int
    created_at: datetime
    updated_at: datetime
    description: str | None = None
    amount: Decimal = Decimal(0)
    quantity: Decimal = Decimal(0)
    unit_cost: Decimal = Decimal(0)
    uom: str | None = None
    extended_type: str = "manual"
    cost_code_id: int | None = None
    line_item_type_id: int | None = None
    wbs_code_id: int | None = None
    tax_code_id: int | None = None
    prime_line_item_id: int | None = None


@dataclass
class ScheduleStore:
    """Lines by id, and by their holder in the order of their positions."""

    lines: dict[int, ScheduleLine] = field(default_factory=dict)
    by_holder: dict[tuple[Holder, int], list[ScheduleLine]] = field(default_factory=dict)

    def of(self, holder: Holder, holder_id: int) -> list[ScheduleLine]:
        return self.by_holder.get((holder, holder_id), [])

    def line_of(self, holder: Holder, holder_id: int, line_id: int) -> ScheduleLine | None:
        """The line with this id, when it is this holder's."""
        line = self.lines.get(line_id)
        if line is None or (line.holder, line.holder_id) != (holder, holder_id):
            return None
        return line

    def add(self, line: ScheduleLine) -> None:
        self.lines[line.id] = line
        self.by_holder.setdefault((line.holder, line.holder_id), []).append(line)

    def remove(self, line: ScheduleLine) -> None:
        """Take a line away; the lines below it move up."""
        del self.lines[line.id]
        rest = self.by_holder[line.holder, line.holder_id]
        rest.remove(line)
        for position, kept in enumerate(rest, start=1):
            kept.position = position

    def next_position(self, holder: Holder, holder_id: int) -> int:
        return len(self.of(holder, holder_id)) + 1

    def total(self, holder: Holder, holder_id: int) -> Decimal:
        """The sum of the plain line amounts."""
        return exact_sum(line.amount for line in self.of(holder, holder_id))
