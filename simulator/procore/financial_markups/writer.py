"""Writing markups: what must hold before one is made, changed or taken away."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from simulator.procore.change_orders.lines.pricing import reprice
from simulator.procore.change_orders.record.model import ChangeOrder
from simulator.procore.change_orders.statuses.moves import Locks
from simulator.procore.cost_codes.errors import unknown
from simulator.procore.financial_markups import errors
from simulator.procore.financial_markups.arithmetic import EndlessMarkupError, check_finite
from simulator.procore.financial_markups.model import (
    SETS_BY_HOLDER,
    Compounding,
    Markup,
    MarkupCondition,
    MarkupHolder,
)
from simulator.procore.payload import Values, taken
from simulator.procore.schedule_of_values.model import Holder
from simulator.procore.stores import ProcoreStores

_PLAIN = ("name", "percentage", "wbs_code_id", "funding_rule_id", "prime_line_item_id")


def arranged(others: Sequence[Markup], candidate: Markup) -> list[Markup]:
    """The set with the candidate at its position and the others moved to make room for it."""
    in_order = sorted(others, key=lambda markup: markup.position)
    in_order.insert(candidate.position - 1, candidate)
    return [replace(markup, position=place) for place, markup in enumerate(in_order, start=1)]


class MarkupWriter:
    """Contract markups can be written at any time, a change order's while its schedule of values
    can (D-244)."""

    def __init__(self, stores: ProcoreStores) -> None:
        self._stores = stores
        self._locks = Locks(stores)

    def create(
        self, project_id: int, holder: MarkupHolder, holder_id: int, values: Values
    ) -> Markup:
        self._check_editable(holder, holder_id)
        return self.put(project_id, holder, holder_id, values)

    def put(self, project_id: int, holder: MarkupHolder, holder_id: int, values: Values) -> Markup:
        """Add a markup whatever its holder's state; Refusal 422 when it makes no sense."""
        if not values.get("name"):
            raise errors.invalid(errors.NAME_MISSING, "the markup has no name")
        if values.get("percentage") is None:
            raise errors.invalid(errors.PERCENTAGE_MISSING, "the markup has no percentage")
        allowed = SETS_BY_HOLDER[holder]
        markup_set = values.get("markup_set")
        if markup_set not in allowed:
            raise errors.invalid(
                errors.wrong_set(allowed), f"{markup_set} is not a set of a {holder}"
            )
        siblings = self._stores.markups.in_set(holder, holder_id, str(markup_set))
        draft = Markup(
            id=0,
            project_id=project_id,
            holder=holder,
            holder_id=holder_id,
            markup_set=str(markup_set),
            name="",
            percentage=Decimal(0),
            position=self._position(values, len(siblings) + 1),
        )
        candidate = self._changed(draft, values)
        self._check(candidate, arranged(siblings, candidate))
        markup = replace(candidate, id=self._stores.new_id("markup"))
        self._stores.markups.add(markup)
        self._reprice(markup)
        return markup

    def put_compound(self, markup: Markup, kind: Compounding, selections: tuple[int, ...]) -> None:
        """Set what a markup is taken of, whatever its holder's state."""
        siblings = self._stores.markups.in_set(markup.holder, markup.holder_id, markup.markup_set)
        candidate = replace(markup, compounding=kind, selections=selections)
        others = [other for other in siblings if other is not markup]
        self._check(candidate, [*others, candidate])
        markup.compounding, markup.selections = kind, selections
        self._reprice(markup)

    def update(self, markup: Markup, values: Values) -> None:
        """Change the given fields; a markup stays in its set (assumed)."""
        self._check_editable(markup.holder, markup.holder_id)
        siblings = self._stores.markups.in_set(markup.holder, markup.holder_id, markup.markup_set)
        candidate = self._changed(markup, values)
        position = candidate.position
        if "position" in values:
            position = self._position(values, len(siblings))
        others = [other for other in siblings if other is not markup]
        self._check(candidate, arranged(others, replace(candidate, position=position)))
        for name in ("compounding", "selections", "conditions", "lump_sum", *_PLAIN):
            setattr(markup, name, getattr(candidate, name))
        if "position" in values:
            self._stores.markups.move(markup, position)
        self._reprice(markup)

    def remove(self, markup: Markup) -> None:
        self._check_editable(markup.holder, markup.holder_id)
        self._stores.markups.remove(markup)
        self._stores.external_data.remove("markup", markup.id)
        self._reprice(markup)

    def _changed(self, markup: Markup, values: Values) -> Markup:
        changes = {
            name: value
            for name, value in values.items()
            if name in _PLAIN and (value is not None or name not in ("name", "percentage"))
        }
        if "lump_sum_amount" in values:
            changes["lump_sum"] = values["lump_sum_amount"]
        if "compound" in values:
            chosen = taken(values, "compound", tuple) or (Compounding.BASIC, ())
            changes["compounding"], changes["selections"] = chosen
        if values.get("applies_to_all"):
            changes["conditions"] = ()
        elif "markup_conditions" in values:
            changes["conditions"] = self._conditions(taken(values, "markup_conditions", list))
        return replace(markup, **changes)  # type: ignore[arg-type]  # the readers gave the types

    def _conditions(
        self, written: list[tuple[bool, int, tuple[int, ...]]]
    ) -> tuple[MarkupCondition, ...]:
        """Made of whether it excludes, its segment and the segment's items."""
        made: list[MarkupCondition] = []
        for is_excluding, segment_id, item_ids in written:
            segment = self._stores.cost_codes.segments.get(segment_id)
            if segment is None:
                raise unknown("wbs_segment_id", segment_id, "the company")
            made.append(
                MarkupCondition(
                    id=self._stores.new_id("markup_condition"),
                    segment_id=segment_id,
                    names_cost_codes=segment.type == "cost_code",
                    is_excluding=is_excluding,
                    item_ids=item_ids,
                )
            )
        return tuple(made)

    def _check(self, candidate: Markup, markup_set: Sequence[Markup]) -> None:
        ids = {markup.id for markup in markup_set} - {candidate.id}
        if any(chosen not in ids for chosen in candidate.selections):
            raise errors.invalid(errors.SELECTS_ELSEWHERE, f"selections {candidate.selections}")
        if candidate.prime_line_item_id is not None:
            self._check_contract_line(candidate)
        try:
            check_finite(markup_set)
        except EndlessMarkupError as error:
            raise errors.invalid(errors.endless(str(error)), str(error)) from None

    def _check_contract_line(self, candidate: Markup) -> None:
        """The ERP Prime Contract Item is a line of the contract, and vertical only (D-258)."""
        line_id = candidate.prime_line_item_id
        if not candidate.is_vertical:
            raise errors.invalid(errors.NOT_VERTICAL, f"the markup is {candidate.markup_set}")
        line = self._stores.schedule.lines.get(line_id or 0)
        contract_id = self._contract_id(candidate)
        if (
            line is None
            or line.holder is not Holder.PRIME_CONTRACT
            or line.holder_id != contract_id
        ):
            raise errors.invalid(errors.UNKNOWN_LINE, f"contract {contract_id} has no such line")

    def _contract_id(self, markup: Markup) -> int:
        if markup.holder is MarkupHolder.CONTRACT:
            return markup.holder_id
        return self._stores.change_orders.by_potential[markup.holder_id].contract_id

    def _position(self, values: Values, last: int) -> int:
        written = values.get("position")
        return min(written, last) if isinstance(written, int) else last

    def _change_order(self, holder: MarkupHolder, holder_id: int) -> ChangeOrder | None:
        if holder is MarkupHolder.CONTRACT:
            return None
        return self._stores.change_orders.by_potential[holder_id]

    def _check_editable(self, holder: MarkupHolder, holder_id: int) -> None:
        change_order = self._change_order(holder, holder_id)
        if change_order is not None:
            self._locks.check_editable(change_order)

    def _reprice(self, markup: Markup) -> None:
        change_order = self._change_order(markup.holder, markup.holder_id)
        if change_order is not None:
            reprice(self._stores, change_order)
