"""Writing lines: what must hold before a line is made, changed or taken away."""

from decimal import Decimal

from simulator.procore import origins
from simulator.procore.cost_codes.writer import BudgetCodeWriter
from simulator.procore.exact_amounts import exact_product
from simulator.procore.payload import MAX_MONEY, Values, in_cents, taken
from simulator.procore.schedule_of_values import errors
from simulator.procore.schedule_of_values.model import Holder, ScheduleLine
from simulator.procore.stores import ProcoreStores
from simulator.procore.webhooks.model import Related

_NEVER_NULL = ("amount", "quantity", "unit_cost", "extended_type")
_RESOURCE_NAMES = {
    Holder.PRIME_CONTRACT: "Prime Contract Line Items",
    Holder.POTENTIAL_CHANGE_ORDER: "Potential Change Order Line Items",
}
_HOLDERS_RESOURCE_NAMES = {
    Holder.PRIME_CONTRACT: "Prime Contracts",
    Holder.POTENTIAL_CHANGE_ORDER: "Potential Change Orders",
}
_UNIT_COLUMNS = frozenset({"quantity", "unit_cost"})


class ScheduleWriter:
    """Writes for the user `actor_id`, whom the webhooks name."""

    def __init__(self, stores: ProcoreStores, actor_id: int) -> None:
        self._stores = stores
        self._actor_id = actor_id
        self._budget_codes = BudgetCodeWriter(stores)

    def create(
        self, project_id: int, holder: Holder, holder_id: int, values: Values
    ) -> ScheduleLine:
        """Add a line at the end; Refusal 422 when a code or unit it names is unknown."""
        own, origin = origins.split(values)
        own = self._sound(own, Decimal(0), Decimal(0))
        company_id = self._stores.company_of(project_id)
        origins.check(self._stores, company_id, "line_item", 0, origin)
        # Last of what may refuse, for it may make a budget code.
        own = self._with_codes(project_id, own)
        now = self._stores.now()
        line = ScheduleLine(
            id=self._stores.new_id("line_item"),
            project_id=project_id,
            holder=holder,
            holder_id=holder_id,
            position=self._stores.schedule.next_position(holder, holder_id),
            created_at=now,
            updated_at=now,
        )
        self._apply(line, own)
        self._stores.schedule.add(line)
        origins.write(self._stores, company_id, "line_item", line.id, origin)
        self._announce("create", line)
        return line

    def update(self, line: ScheduleLine, values: Values) -> None:
        """Change the given fields; Refusal 422 leaves the line as it was."""
        own, origin = origins.split(values)
        own = self._sound(own, line.quantity, line.unit_cost)
        company_id = self._stores.company_of(line.project_id)
        origins.check(self._stores, company_id, "line_item", line.id, origin)
        own = self._with_codes(line.project_id, own, line)
        origins.write(self._stores, company_id, "line_item", line.id, origin)
        self._apply(line, own)
        line.updated_at = self._stores.now()
        self._announce("update", line)

    def remove(self, line: ScheduleLine) -> None:
        """Take a line and its external datum away; Refusal 422 while a change order's line is
        associated with it."""
        for other in self._stores.schedule.lines.values():
            if other.prime_line_item_id == line.id:
                raise errors.is_associated(line, other.id)
        self._stores.schedule.remove(line)
        self._stores.external_data.remove("line_item", line.id)
        self._announce("delete", line)

    def _announce(self, event_type: str, line: ScheduleLine) -> None:
        name = _RESOURCE_NAMES[line.holder]
        related = Related(line.holder_id, _HOLDERS_RESOURCE_NAMES[line.holder])
        self._stores.announce(self._actor_id, name, event_type, line.id, line.project_id, related)

    def _sound(self, own: Values, quantity: Decimal, unit_cost: Decimal) -> Values:
        """The values with the amount that they lead to: without one of its own, quantity times
        unit cost to the cent (assumed). Refusal 422 for a unit that the company has not
        (procore_api.md 7.4) or a product beyond what an amount may be."""
        unit = own.get("uom")
        if isinstance(unit, str) and not self._stores.settings.has_unit(unit):
            raise errors.unknown_unit(unit)
        if "amount" in own or not own.keys() & _UNIT_COLUMNS:
            return own
        given = (own.get("quantity"), own.get("unit_cost"))
        quantity, unit_cost = (
            value if isinstance(value, Decimal) else held
            for value, held in zip(given, (quantity, unit_cost), strict=True)
        )
        amount = in_cents(exact_product(quantity, unit_cost))
        if abs(amount) >= MAX_MONEY:
            raise errors.product_too_large(quantity, unit_cost)
        return {**own, "amount": amount}

    def _with_codes(self, project_id: int, own: Values, line: ScheduleLine | None = None) -> Values:
        """The values with budget code, cost code and cost type in step, whichever was given."""
        if own.get("wbs_code_id") is not None:
            wbs_code_id = taken(own, "wbs_code_id", int)
            budget_code = self._budget_codes.with_id(project_id, wbs_code_id)
            return {
                **own,
                "cost_code_id": budget_code.cost_code_id,
                "line_item_type_id": budget_code.line_item_type_id,
            }
        if not own.keys() & {"cost_code_id", "line_item_type_id"}:
            return own
        cost_code_id = own.get("cost_code_id", line.cost_code_id if line is not None else None)
        kind_id = own.get("line_item_type_id", line.line_item_type_id if line is not None else None)
        made = self._budget_codes.of(
            project_id,
            cost_code_id if isinstance(cost_code_id, int) else None,
            kind_id if isinstance(kind_id, int) else None,
        )
        return {**own, "wbs_code_id": None if made is None else made.id}

    def _apply(self, line: ScheduleLine, own: Values) -> None:
        for name, value in own.items():
            if value is not None or name not in _NEVER_NULL:
                setattr(line, name, value)
