"""One change order as each of its resources (procore_api.md 8)."""

from collections import defaultdict
from decimal import Decimal

from simulator.procore.books import Books
from simulator.procore.change_orders.model import CHANGE_REASONS, STATUSES, ChangeOrder
from simulator.procore.change_orders.pricing import priced
from simulator.procore.dialect import day, instant, v1_decimal
from simulator.procore.financial_markups import wire as markup_wire
from simulator.procore.payload import (
    FieldError,
    Readers,
    boolean,
    date_or_nothing,
    identifier,
    one_of,
    text,
    title,
    whole_number,
)
from simulator.procore.people.wire import person
from simulator.procore.schedule_of_values import wire as line_wire
from simulator.procore.schedule_of_values.model import Holder


def _change_reason_id(value: object) -> int:
    reason_id = identifier(value)
    if reason_id not in CHANGE_REASONS:
        raise FieldError("does not exist")
    return reason_id


SHARED_FIELDS: Readers = {
    "status": one_of(*STATUSES),
    "title": title,
    "description": text,
    "executed": boolean,
    "schedule_impact_amount": whole_number,
    "paid_date": date_or_nothing,
    "invoiced_date": date_or_nothing,
    "due_date": date_or_nothing,
    "signed_change_order_received_date": date_or_nothing,
}
PRIME_CHANGE_ORDER_FIELDS: Readers = {
    **SHARED_FIELDS,
    "contract_id": identifier,
    "number": title,
    "revision": whole_number,
    "reference": title,
    "paid": boolean,
    "private": boolean,
    "field_change": boolean,
    "signature_required": boolean,
    "revised_substantial_completion_date": date_or_nothing,
    "batch_id": identifier,
    "change_order_change_reason_id": _change_reason_id,
    "location_id": identifier,
    "designated_reviewer_id": identifier,
    "received_from_id": identifier,
}
PACKAGE_FIELDS: Readers = {
    **SHARED_FIELDS,
    "number": title,
    "origin_id": title,
    "origin_code": title,
    "origin_data": text,
}
CURRENCY = {"currency_iso_code": "USD"}


def prime_change_order(books: Books, record: ChangeOrder) -> dict[str, object]:
    """The new model: no origin id; `legacy_package_id` is the way to it."""
    users = books.people.users
    return {
        "id": record.id,
        "type": "PrimeChangeOrder",
        "batch_id": record.batch_id,
        "contract_id": record.contract_id,
        "legacy_package_id": record.package_id,
        "legacy_request_id": None,
        "location_id": record.location_id,
        "number": record.number,
        "revision": record.revision,
        "title": record.title,
        "description": record.description,
        "status": record.status,
        "reference": record.reference,
        "executed": record.executed,
        "paid": record.paid,
        "private": record.private,
        "field_change": record.field_change,
        "signature_required": record.signature_required,
        "grand_total": v1_decimal(record.grand_total),
        "schedule_impact_amount": record.schedule_impact_amount,
        "created_at": instant(record.created_at),
        "updated_at": instant(record.updated_at),
        "reviewed_at": instant(record.reviewed_at),
        "due_date": day(record.due_date),
        "paid_date": day(record.paid_date),
        "invoiced_date": day(record.invoiced_date),
        "signed_change_order_received_date": day(record.signed_change_order_received_date),
        "revised_substantial_completion_date": day(record.revised_substantial_completion_date),
        "created_by": person(users.get(record.created_by_id)),
        "designated_reviewer": person(users.get(record.designated_reviewer_id or 0)),
        "received_from": person(users.get(record.received_from_id or 0)),
        "reviewed_by": person(users.get(record.reviewed_by_id or 0)),
        "change_order_change_reason": change_reason(record.change_order_change_reason_id),
        "attachments": [],
        "custom_fields": {},
        "currency_configuration": CURRENCY,
    }


def change_reason(reason_id: int | None) -> dict[str, object] | None:
    """One of the company's change reasons, as the list of them has it."""
    if reason_id is None:
        return None
    return {"id": reason_id, "change_reason": CHANGE_REASONS[reason_id]}


def listed_package(books: Books, record: ChangeOrder) -> dict[str, object]:
    origin = books.external_data.of("change_order", record.package_id)
    users = books.people.users
    return {
        "id": record.package_id,
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
        "deleted_at": None,
        "reviewed_at": instant(record.reviewed_at),
        "due_date": day(record.due_date),
        "paid_date": day(record.paid_date),
        "invoiced_date": day(record.invoiced_date),
        "signed_change_order_received_date": day(record.signed_change_order_received_date),
        "designated_reviewer": person(users.get(record.designated_reviewer_id or 0)),
        "custom_fields": {},
        "currency_configuration": CURRENCY,
    }


def package(books: Books, record: ChangeOrder) -> dict[str, object]:
    """A package in full, its lines with their markup line items."""
    users = books.people.users
    return {
        **listed_package(books, record),
        "type": "PrimeContractChangeOrder",
        "position": record.position,
        "description": record.description,
        "private": record.private,
        "review_notes": None,
        "revised_substantial_completion_date": day(record.revised_substantial_completion_date),
        "creator": person(users.get(record.created_by_id)),
        "reviewer": person(users.get(record.reviewed_by_id or 0)),
        "attachments": [],
        "line_items": lines_with_markup(books, record),
    }


def lines_with_markup(books: Books, record: ChangeOrder) -> list[dict[str, object]]:
    """v1 lines, each with the share of every markup that reaches it (D-247)."""
    shares: dict[int, list[dict[str, object]]] = defaultdict(list)
    markup_amounts: dict[int, Decimal] = defaultdict(Decimal)
    for share in priced(books, record).shares:
        markup_amounts[share.line_id] += share.amount
        shares[share.line_id].append(
            {
                "id": books.change_orders.markup_line_ids[share.line_id, share.markup_id],
                "amount": v1_decimal(share.amount),
                "created_at": instant(record.created_at),
                "updated_at": instant(record.updated_at),
                "markup": markup_wire.nested(books, books.markups.markups[share.markup_id]),
            }
        )
    lines = books.schedule.of(Holder.POTENTIAL_CHANGE_ORDER, record.potential_id)
    return [
        {
            **line_wire.v1(books, line, markup_amounts[line.id]),
            "markup_line_items": shares[line.id],
        }
        for line in lines
    ]
