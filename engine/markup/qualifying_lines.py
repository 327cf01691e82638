"""Which lines a markup applies to (D-235, D-236)."""

from collections.abc import Sequence
from typing import assert_never

from engine.records.change_order import ChangeOrderLine
from engine.records.financial_markup import ConditionSegment, FinancialMarkup, MarkupCondition


def line_qualifies(line: ChangeOrderLine, markup: FinancialMarkup) -> bool:
    """All conditions of the markup hold for the line; without conditions every line qualifies."""
    return all(condition_holds(line, condition) for condition in markup.conditions)


def condition_holds(line: ChangeOrderLine, condition: MarkupCondition) -> bool:
    """The line's cost code or cost type is (when excluding: is not) among the listed ids.

    A line without that segment is in no list: it is never included and always passes an exclusion.
    """
    match condition.segment:
        case ConditionSegment.COST_CODE:
            segment_item_id = line.cost_code_id
        case ConditionSegment.COST_TYPE:
            segment_item_id = line.cost_type_id
        case _:
            assert_never(condition.segment)
    return (segment_item_id in condition.segment_item_ids) is not condition.is_excluding


def qualifying_positions(
    lines: Sequence[ChangeOrderLine], markup: FinancialMarkup
) -> tuple[int, ...]:
    """The indexes in `lines` of the lines that qualify."""
    return tuple(index for index, line in enumerate(lines) if line_qualifies(line, markup))
