"""Markups as JSON, and reading them (procore_api.md 9)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from simulator.procore.cost_codes import wire as cost_code_wire
from simulator.procore.financial_markups.model import Compounding, Markup
from simulator.procore.payload import (
    FieldError,
    Readers,
    boolean,
    identifier,
    list_of,
    money,
    number,
    one_of,
    title,
    whole_number,
)
from simulator.procore.responses import v1_decimal
from simulator.procore.stores import ProcoreStores

if TYPE_CHECKING:
    from simulator.procore.financial_markups import shapes

MAX_PERCENTAGE = Decimal(1_000)
MAX_CONDITIONS = 20


def percentage(value: object) -> Decimal:
    """0 to 1,000 percent; deductions and the bound are assumed away."""
    result = number(value)
    if not 0 <= result <= MAX_PERCENTAGE:
        raise FieldError(f"must be between 0 and {MAX_PERCENTAGE}")
    return result


def position(value: object) -> int:
    result = whole_number(value)
    if result < 1:
        raise FieldError("must be 1 or more")
    return result


def compound(value: object) -> tuple[Compounding, tuple[int, ...]]:
    """{type, selections}: null is basic, above is published, the other two are assumed."""
    if not isinstance(value, dict):
        raise FieldError("must be an object with type and selections")
    written = value.get("type")
    known = (Compounding.ABOVE, Compounding.SELECTIVE, Compounding.ITERATIVE)
    if written is not None and written not in known:
        raise FieldError(f"type must be null or one of: {', '.join(known)}")
    read_ids = list_of(identifier)(value.get("selections") or [])
    kind = Compounding(written) if written is not None else Compounding.BASIC
    return kind, tuple(read_ids) if kind is Compounding.SELECTIVE else ()


def conditions(value: object) -> list[tuple[bool, int, tuple[int, ...]]]:
    """Each as (is excluding, segment id, item ids)."""
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise FieldError("must be an array of objects")
    if len(value) > MAX_CONDITIONS:
        raise FieldError(f"has more than {MAX_CONDITIONS} elements")
    return [_condition(entry) for entry in value]


def _condition(entry: Mapping[str, object]) -> tuple[bool, int, tuple[int, ...]]:
    match_type = one_of("includes", "excludes")(entry.get("match_type"))
    items = entry.get("markup_condition_items")
    if not isinstance(items, list) or not items or not all(isinstance(i, dict) for i in items):
        raise FieldError("markup_condition_items must be an array of objects")
    item_ids = list_of(identifier)([item.get("wbs_segment_item_id") for item in items])
    return match_type == "excludes", identifier(entry.get("wbs_segment_id")), tuple(item_ids)


FIELDS: Readers = {
    "name": title,
    "percentage": percentage,
    "markup_set": title,
    "position": position,
    "compound": compound,
    "applies_to_all": boolean,
    "markup_conditions": conditions,
    "wbs_code_id": identifier,
    "funding_rule_id": identifier,
    "prime_line_item_id": identifier,
    "lump_sum_amount": money,
}


def shown_markup(stores: ProcoreStores, markup: Markup, with_erp_data: bool) -> "shapes.Markup":
    """A markup; `lump_sum_amount` is assumed, for the reference has no place for D-224."""
    answer: shapes.Markup = {
        "id": markup.id,
        "project_id": markup.project_id,
        "holder_id": markup.holder_id,
        "holder_type": markup.holder.value,
        "name": markup.name,
        "percentage": f"{markup.percentage:f}",
        "markup_set": markup.markup_set,
        "position": markup.position,
        "applies_to_all": not markup.conditions,
        "compound": {
            "type": None if markup.compounding is Compounding.BASIC else markup.compounding.value,
            "selections": list(markup.selections),
        },
        "markup_conditions": [
            {
                "id": condition.id,
                "match_type": "excludes" if condition.is_excluding else "includes",
                "wbs_segment_id": condition.segment_id,
                "markup_condition_items": [
                    {"wbs_segment_item_id": item_id} for item_id in condition.item_ids
                ],
            }
            for condition in markup.conditions
        ],
        "wbs_code_id": markup.wbs_code_id,
        "wbs_code": cost_code_wire.budget_code(
            stores.cost_codes.budget_codes.get(markup.wbs_code_id or 0)
        ),
        "lump_sum_amount": v1_decimal(markup.lump_sum),
        "tax_code_ids": [],
        "funding_rule_id": markup.funding_rule_id,
    }
    if with_erp_data:
        origin = stores.external_data.of("markup", markup.id)
        answer["prime_line_item_id"] = markup.prime_line_item_id
        answer["external_data"] = (
            None if origin is None else {"origin_id": origin.origin_id, "id": origin.id}
        )
    return answer


def nested(stores: ProcoreStores, markup: Markup) -> "shapes.NestedMarkup":
    """The form inside a markup line item, which names the compounding in its legacy way."""
    return {
        "id": markup.id,
        "name": markup.name,
        "markup_set": markup.markup_set,
        "percentage": f"{markup.percentage:f}",
        "compounds_markups_above": markup.compounding is Compounding.ABOVE,
        "position": markup.position,
        "wbs_code_id": markup.wbs_code_id,
        "destination_cost_code": None,
        "destination_line_item_type": None,
        "destination_sub_job": None,
    }
