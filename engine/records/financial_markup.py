"""The financial markup of a change order (domain.md 6)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class MarkupSet(StrEnum):
    """Horizontal: per line, in the line's row. Vertical: rows under the subtotal (D-220, D-221)."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


class MarkupCalculation(StrEnum):
    """What a markup's percentage is taken of (D-228 to D-231)."""

    BASIC = "basic"
    COMPOUNDS_ABOVE = "compounds_above"
    SELECTIVE = "selective"
    ITERATIVE = "iterative"


class ConditionSegment(StrEnum):
    """The only two budget code segments a markup condition can name (D-236)."""

    COST_CODE = "cost_code"
    COST_TYPE = "cost_type"


@dataclass(frozen=True, slots=True)
class MarkupCondition:
    """Limits a markup to lines whose segment is (or, when excluding, is not) among the ids."""

    segment: ConditionSegment
    is_excluding: bool
    segment_item_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class FinancialMarkup:
    """One markup of a change order. All conditions must hold (D-235); none means every line.

    `percentage` is in percent (15.00 is 15 %). `lump_sum` replaces the calculated amount of a
    vertical markup (D-224). `prime_line_item_id` is the ERP Prime Contract Item (D-257).
    `selections` names the markups (by id) that a selective one compounds (D-230). `holder_id` is
    the potential change order it hangs on: it reaches the lines of this one alone.
    """

    id: int
    name: str
    markup_set: MarkupSet
    position: int
    percentage: Decimal
    calculation: MarkupCalculation
    selections: tuple[int, ...]
    conditions: tuple[MarkupCondition, ...]
    lump_sum: Decimal | None
    prime_line_item_id: int | None
    holder_id: int = 0
