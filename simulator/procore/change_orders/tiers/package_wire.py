"""A change order package as JSON, with the lines of all it is made of (procore_api.md 8)."""

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from simulator.procore.change_orders.lines.pricing import lines_of, priced
from simulator.procore.change_orders.record.model import ChangeOrder
from simulator.procore.change_orders.record.wire import CURRENCY
from simulator.procore.exact_amounts import exact_sum
from simulator.procore.financial_markups import wire as markup_wire
from simulator.procore.people.wire import person
from simulator.procore.responses import day, instant, v1_decimal
from simulator.procore.schedule_of_values import wire as line_wire
from simulator.procore.stores import ProcoreStores

if TYPE_CHECKING:
    from simulator.procore.change_orders.record import shapes


def listed_package(stores: ProcoreStores, record: ChangeOrder) -> "shapes.ListedPackage":
    origin = stores.external_data.of("change_order", record.id)
    users = stores.people.users
    return {
        "id": record.id,
        "contract_id": record.contract_id,
        "created_by_id": record.created_by_id,
        "number": record.number,
        "revision": record.revision,
        "title": record.title,
        "status": record.status,
        "executed": record.executed,
        "grand_total": v1_decimal(record.grand_total),
        "schedule_impact_amount": record.schedule_impact_amount,
        "origin_id": origin.origin_id if origin is not None else None,
        "origin_code": origin.origin_code if origin is not None else None,
        "origin_data": origin.origin_data if origin is not None else None,
        "created_at": instant(record.created_at),
        "updated_at": instant(record.updated_at),
        "deleted_at": instant(record.deleted_at),
        "reviewed_at": instant(record.reviewed_at),
        "due_date": day(record.due_date),
        "paid_date": day(record.paid_date),
        "invoiced_date": day(record.invoiced_date),
        "signed_change_order_received_date": day(record.signed_change_order_received_date),
        "designated_reviewer": person(users.get(record.designated_reviewer_id or 0)),
        "custom_fields": {},
        "currency_configuration": CURRENCY,
    }


def package(stores: ProcoreStores, record: ChangeOrder) -> "shapes.ChangeOrderPackage":
    """A package in full, its lines with their markup line items."""
    users = stores.people.users
    return {
        **listed_package(stores, record),
        "type": "PrimeContractChangeOrder",
        "position": record.position,
        "description": record.description,
        "private": record.private,
        "review_notes": record.review_notes,
        "revised_substantial_completion_date": day(record.revised_substantial_completion_date),
        "creator": person(users.get(record.created_by_id)),
        "reviewer": person(users.get(record.reviewed_by_id or 0)),
        "attachments": [],
        "line_items": lines_with_markup(stores, record),
    }


def lines_with_markup(stores: ProcoreStores, record: ChangeOrder) -> "list[shapes.MarkedUpLine]":
    """v1 lines of the change order and of all it is made of, each with the share of every markup
    that reaches it (D-247)."""
    return [
        line
        for holder in stores.change_orders.line_holders(record)
        for line in _own_lines(stores, holder)
    ]


def _own_lines(stores: ProcoreStores, record: ChangeOrder) -> "list[shapes.MarkedUpLine]":
    shares: dict[int, list[shapes.MarkupLineItem]] = defaultdict(list)
    markup_amounts: dict[int, list[Decimal]] = defaultdict(list)
    for share in priced(stores, record).shares:
        markup_amounts[share.line_id].append(share.amount)
        shares[share.line_id].append(
            {
                "id": stores.change_orders.markup_line_ids[share.line_id, share.markup_id],
                "amount": v1_decimal(share.amount),
                "created_at": instant(record.created_at),
                "updated_at": instant(record.updated_at),
                "markup": markup_wire.nested(stores, stores.markups.markups[share.markup_id]),
            }
        )
    return [
        {
            **line_wire.v1(stores, line, exact_sum(markup_amounts[line.id])),
            "markup_line_items": shares[line.id],
        }
        for line in lines_of(stores, record)
    ]
