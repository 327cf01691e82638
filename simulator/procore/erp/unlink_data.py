"""What an integrator receives when a change order is unlinked or reset (procore_api.md 10.4, D-135,
D-136)."""

from decimal import Decimal
from typing import TYPE_CHECKING

from simulator.procore.change_orders.record.model import ChangeOrder
from simulator.procore.erp.request_data import sent_lines
from simulator.procore.external_data.model import ExternalDatum
from simulator.procore.responses import instant
from simulator.procore.stores import ProcoreStores

if TYPE_CHECKING:
    from simulator.procore.erp import shapes

_NO_IDS = ExternalDatum(0, 0, "", 0, None, None, None)


def unlink_tree(
    stores: ProcoreStores, change_order: ChangeOrder, detail_id: int
) -> "shapes.UnlinkTree":
    contract = stores.prime_contracts.contracts[change_order.contract_id]
    contract_ids = _ids(stores, "prime_contract", contract.id)
    order_ids = _ids(stores, "change_order", change_order.id)
    job_ids = _ids(stores, "project", change_order.project_id)
    return {
        "prime_contract": {
            "id": contract.id,
            "procore_prime_contract_id": contract.id,
            "project_id": contract.project_id,
            "number": contract.number,
            "title": contract.title,
            "origin_id": contract_ids.origin_id,
            "origin_data": contract_ids.origin_data,
        },
        "prime_contract_change_order": {
            "id": change_order.id,
            "number": change_order.number,
            "title": change_order.title,
            "description": change_order.description,
            "created_at": instant(change_order.created_at),
            "origin_id": order_ids.origin_id,
            "origin_code": order_ids.origin_code,
            "prime_contract_origin_id": contract_ids.origin_id,
            "job_origin_id": job_ids.origin_id,
            "custom_fields": {},
            "erp_custom_fields": {},
        },
        "prime_contract_change_order_line_items": [
            _unlinked_line(stores, line, order_ids, job_ids)
            for line in sent_lines(stores, change_order)
        ],
        "request_detail_id": detail_id,
    }


def reset_tree(
    stores: ProcoreStores,
    change_order: ChangeOrder,
    are_estimates_reset: bool,
    are_revenues_reset: bool,
) -> "shapes.ResetTree":
    return {
        "project_id": change_order.project_id,
        "job_id": _ids(stores, "project", change_order.project_id).origin_id,
        "prime_contract_id": change_order.contract_id,
        "prime_contract_origin_id": _ids(
            stores, "prime_contract", change_order.contract_id
        ).origin_id,
        "prime_contract_change_order_id": change_order.id,
        "prime_contract_change_order_number": change_order.number,
        "prime_contract_change_order_origin_id": _ids(
            stores, "change_order", change_order.id
        ).origin_id,
        "prime_contract_change_order_line_items": sent_lines(stores, change_order),
        "reset_estimate_transactions": are_estimates_reset,
        "reset_revenue_transactions": are_revenues_reset,
    }


def _unlinked_line(
    stores: ProcoreStores, sent: "shapes.SentLine", order_ids: ExternalDatum, job_ids: ExternalDatum
) -> "shapes.UnlinkedLine":
    """The estimate is the plain amount, the revenue that with every markup (X-03, D-208)."""
    line = stores.schedule.lines[sent["id"]]
    cost_code_ids = _ids(stores, "cost_code", line.cost_code_id)
    cost_type_ids = _ids(stores, "line_item_type", line.line_item_type_id)
    contract_line = stores.schedule.lines.get(line.prime_line_item_id or 0)
    return {
        "id": line.id,
        "description": line.description,
        "position": line.position,
        "estimate_amount": Decimal(sent["extended_amount"]),
        "revenue_amount": Decimal(sent["amount"]),
        "potential_change_order_id": line.holder_id,
        "origin_id": _ids(stores, "line_item", line.id).origin_id,
        "prime_contract_change_order_origin_id": order_ids.origin_id,
        "job_origin_id": job_ids.origin_id,
        "cost_code_origin_id": cost_code_ids.origin_id,
        "cost_code_origin_data": cost_code_ids.origin_data,
        "line_item_type_origin_id": cost_type_ids.origin_id,
        "line_item_type_origin_data": cost_type_ids.origin_data,
        "prime_contract_item_id": line.prime_line_item_id,
        "procore_prime_contract_item_id": line.prime_line_item_id,
        "prime_contract_item_origin_id": sent["prime_line_item_origin_id"],
        "prime_contract_item_origin_data": sent["prime_line_item_origin_data"],
        "prime_contract_item_position": (
            contract_line.position if contract_line is not None else None
        ),
        "markup_line_items": sent["markup_line_items"],
    }


def _ids(stores: ProcoreStores, item_type: str, item_id: int | None) -> ExternalDatum:
    return stores.external_data.of(item_type, item_id or 0) or _NO_IDS
