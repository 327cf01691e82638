"""Financial markups of a contract (defaults for new change orders) or of a change order."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class MarkupHolder(StrEnum):
    """Whose markup it is, in the words of the wire (procore_api.md 9)."""

    CONTRACT = "Contract"
    POTENTIAL_CHANGE_ORDER = "PotentialChangeOrder"


HORIZONTAL = "horizontal"
VERTICAL = "vertical"
# D-243: a contract's markups are named after what they are the default of.
SETS_BY_HOLDER = {
    MarkupHolder.CONTRACT: ("change_orders_horizontal", "change_orders_vertical"),
    MarkupHolder.POTENTIAL_CHANGE_ORDER: (HORIZONTAL, VERTICAL),
}
CONTRACT_SET_PREFIX = "change_orders_"


class Compounding(StrEnum):
    """What the percentage is taken of (D-228 to D-231). `above` is published; the literals of the
    other two are assumed."""

    BASIC = "basic"
    ABOVE = "above"
    SELECTIVE = "selective"
    ITERATIVE = "iterative"


class HorizontalRounding(StrEnum):
    """Which sum of unrounded amounts a change order rounds (D-400; which one is open, U-05): that
    of the lines with all their horizontal markup, or that of every column by itself. On one line
    the first makes no difference, as D-402 has it."""

    TOTAL = "total"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class MarkupCondition:
    """Limits a markup to lines whose cost code (or cost type) is among the items, or is not."""

    id: int
    segment_id: int
    names_cost_codes: bool
    is_excluding: bool
    item_ids: tuple[int, ...]


@dataclass(slots=True)
class Markup:
    """`percentage` in percent. `lump_sum` takes the place of a vertical markup's calculated amount
    (D-224). `prime_line_item_id` is the ERP Prime Contract Item (D-257)."""

    id: int
    project_id: int
    holder: MarkupHolder
    holder_id: int
    markup_set: str
    name: str
    percentage: Decimal
    position: int
    compounding: Compounding = Compounding.BASIC
    selections: tuple[int, ...] = ()
    conditions: tuple[MarkupCondition, ...] = ()
    lump_sum: Decimal | None = None
    wbs_code_id: int | None = None
    funding_rule_id: int | None = None
    prime_line_item_id: int | None = None

    @property
    def is_vertical(self) -> bool:
        return self.markup_set.endswith(VERTICAL)


@dataclass
class MarkupStore:
    """Markups by id, and by holder in the order of their positions."""

    markups: dict[int, Markup] = field(default_factory=dict)
    by_holder: dict[tuple[MarkupHolder, int], list[Markup]] = field(default_factory=dict)

    def of(self, holder: MarkupHolder, holder_id: int) -> list[Markup]:
        return self.by_holder.get((holder, holder_id), [])

    def in_set(self, holder: MarkupHolder, holder_id: int, markup_set: str) -> list[Markup]:
        return [m for m in self.of(holder, holder_id) if m.markup_set == markup_set]

    def add(self, markup: Markup) -> None:
        """Put a markup at its position in its set, moving those from there on down."""
        self.markups[markup.id] = markup
        siblings = self.in_set(markup.holder, markup.holder_id, markup.markup_set)
        siblings.insert(markup.position - 1, markup)
        self.by_holder.setdefault((markup.holder, markup.holder_id), []).append(markup)
        self._number(siblings)

    def move(self, markup: Markup, position: int) -> None:
        siblings = self.in_set(markup.holder, markup.holder_id, markup.markup_set)
        siblings.remove(markup)
        siblings.insert(position - 1, markup)
        self._number(siblings)

    def remove(self, markup: Markup) -> None:
        """Take a markup away, also from what others select."""
        del self.markups[markup.id]
        self.by_holder[markup.holder, markup.holder_id].remove(markup)
        self._number(self.in_set(markup.holder, markup.holder_id, markup.markup_set))
        for other in self.of(markup.holder, markup.holder_id):
            other.selections = tuple(chosen for chosen in other.selections if chosen != markup.id)

    def _number(self, siblings: list[Markup]) -> None:
        for position, markup in enumerate(siblings, start=1):
            markup.position = position
        if siblings:
            first = siblings[0]
            held = self.by_holder[first.holder, first.holder_id]
            held.sort(key=lambda markup: (markup.markup_set, markup.position))
