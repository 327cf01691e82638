"""Change orders as JSON in the new model, prime change orders and batches of them (procore_api.md
8), and in short as their prime contract shows them (7.3)."""

from typing import TYPE_CHECKING

from simulator.procore.change_orders.record.model import (
    CHANGE_REASONS,
    ChangeOrder,
    CustomStatus,
    Tier,
)
from simulator.procore.people.wire import person
from simulator.procore.responses import day, instant, v1_decimal
from simulator.procore.stores import ProcoreStores

if TYPE_CHECKING:
    from simulator.procore.change_orders.record import shapes
    from simulator.procore.schedule_of_values.shapes import Currency

CURRENCY: "Currency" = {"currency_iso_code": "USD"}


def prime_change_order(stores: ProcoreStores, record: ChangeOrder) -> "shapes.PrimeChangeOrder":
    """No origin id; `legacy_package_id` is the way to it, null until a package has the record."""
    top = stores.change_orders.top(record)
    return {
        "type": "PrimeChangeOrder",
        "batch_id": top.prime_id if top.is_batch else None,
        "legacy_package_id": top.id if top.is_package else None,
        "legacy_request_id": None,
        **_new_model(stores, record),
    }


def batch(stores: ProcoreStores, record: ChangeOrder) -> "shapes.PrimeChangeOrderBatch":
    """A package of change orders, with the ids of what it is made of: prime change orders with two
    tiers, change order requests with three. Its shape is inferred from a prime change order's and
    from what may be written of it."""
    below = stores.change_orders.below(record)
    return {
        "type": "PrimeChangeOrderBatch",
        "legacy_package_id": record.id,
        "change_order_ids": [
            one.prime_id for one in below if one.tier is Tier.POTENTIAL and one.prime_id is not None
        ],
        "legacy_request_ids": [one.id for one in below if one.tier is Tier.REQUEST],
        **_new_model(stores, record),
    }


def _new_model(stores: ProcoreStores, record: ChangeOrder) -> "shapes.NewModel":
    assert record.prime_id is not None
    users, reason_id = stores.people.users, record.change_order_change_reason_id
    return {
        "id": record.prime_id,
        "contract_id": record.contract_id,
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
        "change_order_change_reason": None if reason_id is None else change_reason(reason_id),
        "attachments": [],
        "custom_fields": {},
        "currency_configuration": CURRENCY,
    }


def change_reason(reason_id: int) -> "shapes.ChangeReason":
    """One of the company's change reasons, as the list of them has it."""
    return {"id": reason_id, "change_reason": CHANGE_REASONS[reason_id]}


def status_json(status: CustomStatus) -> "shapes.ChangeOrderStatus":
    return {
        "id": status.id,
        "name": status.name,
        "mapped_to_status": status.mapped_to_status,
        "show_in_select": status.show_in_select,
    }


def change_orders_of(stores: ProcoreStores, contract_id: int) -> "shapes.ChangeOrdersInContract":
    """`change_order_requests` is an array of arrays: one of those in no package yet, then one a
    package that has any (how they are grouped is assumed)."""
    store = stores.change_orders
    packages = store.of_tier(contract_id, Tier.PACKAGE)
    requests = store.of_tier(contract_id, Tier.REQUEST)
    grouped = [[one for one in requests if one.above_id is None]]
    grouped += [store.below(package) for package in packages]
    return {
        "change_order_packages": [_short(one) for one in packages],
        "change_order_requests": [
            [_short(one) for one in group if one.tier is Tier.REQUEST]
            for group in grouped
            if any(one.tier is Tier.REQUEST for one in group)
        ],
        "potential_change_orders": [
            _short(one) for one in store.of_tier(contract_id, Tier.POTENTIAL)
        ],
    }


def _short(record: ChangeOrder) -> "shapes.ChangeOrderInContract":
    return {
        "id": record.id,
        "number": record.number,
        "title": record.title,
        "status": record.status,
        "grand_total": v1_decimal(record.grand_total),
    }
