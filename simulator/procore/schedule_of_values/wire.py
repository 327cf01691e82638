"""Lines of a schedule of values as v1 and v2 show them (procore_api.md 7.4, 8)."""

from decimal import Decimal
from typing import TYPE_CHECKING

from simulator.procore.cost_codes import wire as cost_code_wire
from simulator.procore.exact_amounts import exact_sum
from simulator.procore.payload import (
    Readers,
    identifier,
    number,
    one_of,
    text,
    title,
)
from simulator.procore.responses import instant, v1_decimal, v2_decimal
from simulator.procore.schedule_of_values.model import EXTENDED_TYPES, ScheduleLine
from simulator.procore.stores import ProcoreStores

if TYPE_CHECKING:
    from simulator.procore.schedule_of_values import shapes

_SHARED: Readers = {
    "amount": number,
    "quantity": number,
    "unit_cost": number,
    "uom": title,
    "description": text,
    "extended_type": one_of(*EXTENDED_TYPES),
    "wbs_code_id": identifier,
    "tax_code_id": identifier,
}
V1_FIELDS: Readers = {
    **_SHARED,
    "cost_code_id": identifier,
    "line_item_type_id": identifier,
    "origin_id": title,
    "origin_code": title,
    "origin_data": text,
}
V2_FIELDS: Readers = _SHARED
V2_CHANGE_ORDER_FIELDS: Readers = {**_SHARED, "prime_line_item_id": identifier}


def v1(
    stores: ProcoreStores, line: ScheduleLine, markup: Decimal = Decimal(0)
) -> "shapes.ScheduleLine":
    """A line in v1. `amount` includes the markup of a change order's line, `extended_amount` and
    `total_amount` do not (D-208, E-01)."""
    project = stores.projects.projects[line.project_id]
    company = stores.projects.companies[project.company_id]
    codes = stores.cost_codes
    origin = stores.external_data.of("line_item", line.id)
    plain = v1_decimal(line.amount)
    return {
        "id": line.id,
        "amount": v1_decimal(exact_sum((line.amount, markup))),
        "quantity": v1_decimal(line.quantity),
        "unit_cost": v1_decimal(line.unit_cost),
        "total_amount": plain,
        "extended_amount": plain,
        "uom": line.uom,
        "description": line.description,
        "extended_type": line.extended_type,
        "position": line.position,
        "tax_code_id": line.tax_code_id,
        "origin_id": origin.origin_id if origin is not None else None,
        "origin_data": origin.origin_data if origin is not None else None,
        "company": {"id": company.id, "name": company.name},
        "project": {"id": project.id, "name": project.name},
        "holder": {"id": line.holder_id, "holder_type": line.holder.value},
        "cost_code": cost_code_wire.cost_code(
            codes.cost_codes.get(line.cost_code_id or 0),
            [],
            stores.external_data.of("cost_code", line.cost_code_id or 0),
        ),
        "line_item_type": cost_code_wire.line_item_type(
            codes.line_item_types.get(line.line_item_type_id or 0),
            stores.external_data.of("line_item_type", line.line_item_type_id or 0),
        ),
        "wbs_code": cost_code_wire.budget_code(codes.budget_codes.get(line.wbs_code_id or 0)),
        "change_event_line_item": None,
        "currency_configuration": {"currency_iso_code": "USD"},
        "created_at": instant(line.created_at),
        "updated_at": instant(line.updated_at),
    }


def v2(stores: ProcoreStores, line: ScheduleLine, is_extended: bool) -> "shapes.ScheduleLineV2":
    """A line in v2: ids as text, quantity and position as numbers."""
    budget_code = stores.cost_codes.budget_codes.get(line.wbs_code_id or 0)
    answer: shapes.ScheduleLineV2 = {
        "id": str(line.id),
        "description": line.description,
        "uom": line.uom,
        "quantity": line.quantity,
        "unit_cost": v2_decimal(line.unit_cost),
        "amount": v2_decimal(line.amount),
        "extended_type": line.extended_type,
        "wbs_code_id": _text_id(line.wbs_code_id),
        "tax_code_id": _text_id(line.tax_code_id),
        "position": line.position,
        "line_item_group_id": None,
        "wbs_code": cost_code_wire.budget_code_v2(budget_code),
        "resource": None,
        "funding_rule_id": None,
    }
    if is_extended:
        origin = stores.external_data.of("line_item", line.id)
        answer["external_data"] = (
            None
            if origin is None
            else {
                "origin_id": origin.origin_id,
                "origin_code": origin.origin_code,
                "origin_data": origin.origin_data,
            }
        )
    return answer


def v2_change_order_line(
    stores: ProcoreStores, line: ScheduleLine, is_extended: bool
) -> "shapes.ChangeOrderLineV2":
    """A change order's line adds the associated contract line, and extended its change event."""
    answer: shapes.ChangeOrderLineV2 = {
        **v2(stores, line, is_extended),
        "prime_line_item_id": _text_id(line.prime_line_item_id),
    }
    if not is_extended:
        return answer
    extended: shapes.ExtendedChangeOrderLineV2 = {**answer, "change_event_line_item": None}
    return extended


def _text_id(record_id: int | None) -> str | None:
    return None if record_id is None else str(record_id)
