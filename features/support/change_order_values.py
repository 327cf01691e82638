"""What Procore is told of a drafted PCCO: codes and names turned into ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from features.support.drafts import NO_CODE, ChangeOrderDraft, LineDraft, MarkupDraft
from features.support.procore_screens import ContractLine, Values

DEFAULT_AMOUNT = Decimal("1000.00")
REVIEW_TIME = "T15:00:00Z"
THREE_TIERS = 3
COMPOUND = {
    "basic": "basic",
    "compounds above": "above",
    "selective": "selective",
    "iterative": "iterative",
}


class Codes(Protocol):
    """Where the ids of codes come from."""

    def cost_code_id(self, project: str, code: str) -> int: ...

    def cost_type_id(self, code: str) -> int: ...


@dataclass(frozen=True, slots=True)
class ContractLineIds:
    """The ids of the prime contract's lines, by billing item and by description."""

    by_billing_item: dict[str, int]
    by_description: dict[str, int]

    @classmethod
    def of(cls, lines: Sequence[ContractLine]) -> "ContractLineIds":
        return cls(
            {line.origin_data: line.id for line in lines if line.origin_data},
            {str(line.description): line.id for line in lines},
        )


def change_order_values(
    draft: ChangeOrderDraft, codes: Codes, contract_lines: ContractLineIds, tiers: int
) -> Values:
    """Header, lines and markups; without a word on lines there is one on the first billing item."""
    header = {
        "number": draft.number,
        "title": draft.title,
        "description": draft.description,
        "status": draft.status,
        "reviewed_at": f"{draft.date}{REVIEW_TIME}" if draft.date else None,
    }
    if draft.parts:
        parts = [_body(part, codes, contract_lines) for part in draft.parts]
        return {**header, "parts": _by_tier(parts, tiers)}
    if draft.has_lines and not draft.lines:
        first_item = next(iter(contract_lines.by_billing_item), "")
        draft.lines = [LineDraft(DEFAULT_AMOUNT, first_item)]
    return {**header, **_body(draft, codes, contract_lines)}


def _body(draft: ChangeOrderDraft, codes: Codes, contract_lines: ContractLineIds) -> Values:
    return {
        "lines": [_line(draft.project, line, codes, contract_lines) for line in draft.lines],
        "markups": [_markup(draft.project, one, codes, contract_lines) for one in draft.markups],
    }


def _by_tier(parts: list[Values], tiers: int) -> list[Values]:
    """With three tiers, one change order request has them all."""
    if tiers < THREE_TIERS:
        return parts
    return [{"tier": "change_order_request", "parts": parts}]


def _line(project: str, line: LineDraft, codes: Codes, contract_lines: ContractLineIds) -> Values:
    values: Values = {"description": line.description, "amount": str(line.amount)}
    if line.cost_code != NO_CODE:
        values["cost_code_id"] = codes.cost_code_id(project, line.cost_code)
    if line.cost_type != NO_CODE:
        values["line_item_type_id"] = codes.cost_type_id(line.cost_type)
    if line.contract_line:
        values["prime_line_item_id"] = contract_lines.by_description[line.contract_line]
    elif line.billing_item:
        known = contract_lines.by_billing_item
        assert line.billing_item in known, f"no contract line has {line.billing_item!r}"
        values["prime_line_item_id"] = known[line.billing_item]
    return values


def _markup(
    project: str, markup: MarkupDraft, codes: Codes, contract_lines: ContractLineIds
) -> Values:
    values: Values = {
        "name": markup.name,
        "markup_set": markup.kind,
        "percentage": markup.percent,
        "compound": {
            "type": COMPOUND[markup.calculation],
            "selections": [markup.selects] if markup.selects else [],
        },
        "conditions": _conditions(project, markup, codes),
    }
    if markup.lump_sum:
        values["lump_sum_amount"] = markup.lump_sum
    if markup.contract_line:
        values["prime_line_item_id"] = contract_lines.by_billing_item[markup.contract_line]
    return values


def _conditions(project: str, markup: MarkupDraft, codes: Codes) -> list[Values]:
    limits: list[tuple[str, int]] = []
    if markup.only_cost_code:
        limits.append(("cost_code", codes.cost_code_id(project, markup.only_cost_code)))
    if markup.only_cost_type:
        limits.append(("cost_type", codes.cost_type_id(markup.only_cost_type)))
    return [
        {"match_type": "includes", "segment": segment, "item_ids": [item_id]}
        for segment, item_id in limits
    ]
