"""The estimate side of a change request (D-188 to D-191)."""

from collections.abc import Mapping

from engine.mapping.amount_placement import AmountPlacement
from engine.mapping.change_request_fields import (
    COST_TYPE,
    ESTIMATE_AMOUNT,
    NOTES,
    PHASE,
    line_fields,
)
from engine.mapping.merging import estimate_by_key
from engine.mapping.selected_rows import SelectedRows
from engine.mapping.target import Value
from engine.markup.priced_change_order import PricedChangeOrder, PricedLine
from engine.records.change_request import CostLine


def cost_lines_and_note(
    priced: PricedChangeOrder,
    placement: AmountPlacement,
    rows: SelectedRows,
    header: Mapping[str, Value],
    record: str,
) -> tuple[tuple[CostLine, ...], str]:
    """One cost line for each phase and cost type in order of first appearance, and the notes.

    Lines that share both are added up, or refused, as the row of the amount says; see
    `estimate_by_key`. Line n of the notes describes cost
    line n.
    """
    descriptions: dict[tuple[str, str], dict[str, None]] = {}

    def key_of_line(line: PricedLine) -> tuple[str, str]:
        line_record = f"{record} line {line.line.position}"
        fields = line_fields(line.line, header)
        key = (rows.text(PHASE, fields, line_record), rows.text(COST_TYPE, fields, line_record))
        if key in descriptions:
            rows.refuse_repeat(ESTIMATE_AMOUNT, f"phase {key[0]} cost type {key[1]}", line_record)
        description = " ".join(rows.unfitted_text(NOTES, fields, line_record).split())
        descriptions.setdefault(key, {})[description] = None
        return key

    amounts = estimate_by_key(
        priced, key_of_line, includes_horizontal=placement.estimate_includes_horizontal
    )
    cost_lines = tuple(
        CostLine(
            phase,
            cost_type,
            rows.amount(
                ESTIMATE_AMOUNT,
                {"cost_line.estimate_amount": amount},
                f"{record} phase {phase} cost type {cost_type}",
            ),
        )
        for (phase, cost_type), amount in amounts.items()
    )
    return cost_lines, rows.fitted(NOTES, _note(list(descriptions.values())), record)


def _note(descriptions_by_cost_line: list[dict[str, None]]) -> str:
    """One line of text a cost line; its different descriptions are joined. Blank if all are."""
    lines = ["; ".join(filter(None, different)) for different in descriptions_by_cost_line]
    return "\n".join(lines) if any(lines) else ""
