"""What may be written of a change order, by resource (procore_api.md 8)."""

from simulator.procore.change_orders.record.model import CHANGE_REASONS, STATUSES
from simulator.procore.payload import (
    FieldError,
    Readers,
    boolean,
    date_or_nothing,
    identifier,
    list_of,
    money,
    one_of,
    text,
    title,
    whole_number,
)


def change_reason_id(value: object) -> int:
    reason_id = identifier(value)
    if reason_id not in CHANGE_REASONS:
        raise FieldError("does not exist")
    return reason_id


_SHARED: Readers = {
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
_NEW_MODEL: Readers = {
    **_SHARED,
    "contract_id": identifier,
    "number": title,
    "revision": whole_number,
    "reference": title,
    "paid": boolean,
    "private": boolean,
    "field_change": boolean,
    "signature_required": boolean,
    "revised_substantial_completion_date": date_or_nothing,
    "change_order_change_reason_id": change_reason_id,
    "location_id": identifier,
    "designated_reviewer_id": identifier,
    "received_from_id": identifier,
}
PRIME_CHANGE_ORDER_FIELDS: Readers = {**_NEW_MODEL, "batch_id": identifier}
# `change_order_ids` with two tiers, `legacy_request_ids` with three.
BATCH_FIELDS: Readers = {
    **_NEW_MODEL,
    "change_order_ids": list_of(identifier),
    "legacy_request_ids": list_of(identifier),
}
PACKAGE_FIELDS: Readers = {
    **_SHARED,
    "number": title,
    "grand_total": money,
    "origin_id": title,
    "origin_code": title,
    "origin_data": text,
}
_LOWER_TIER: Readers = {
    **_SHARED,
    "contract_id": identifier,
    "number": title,
    "revision": whole_number,
    "private": boolean,
    "field_change": boolean,
}
REQUEST_FIELDS: Readers = {**_LOWER_TIER, "change_order_package_id": identifier}
POTENTIAL_FIELDS: Readers = {
    **_LOWER_TIER,
    "change_order_package_id": identifier,
    "change_order_request_id": identifier,
}
