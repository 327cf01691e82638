"""Why a step of the ERP loop is refused; wording assumed."""

from simulator.procore.change_orders.record.errors import named
from simulator.procore.change_orders.record.model import ChangeOrder
from simulator.procore.erp.model import RequestDetail
from simulator.procore.responses import FieldErrors, Refusal


def no_such_request(written: object) -> Refusal:
    return Refusal(404, "Resource not found", because=f"there is no ERP request {written}")


def no_such_detail(written: object) -> Refusal:
    return Refusal(404, "Resource not found", because=f"there is no ERP request detail {written}")


def already_ended(detail: RequestDetail) -> Refusal:
    return Refusal(
        422,
        "Validation failed",
        fields={"status": [f"is {detail.status} already"]},
        because=f"request detail {detail.id} is {detail.status}",
    )


def lacks_origin_ids(detail: RequestDetail, what: str) -> Refusal:
    """Success needs the ids of the change order and of its items (D-128)."""
    fields: FieldErrors = {"status": [f"cannot be success: {what} has no external data"]}
    return Refusal(
        422, "Validation failed", fields=fields, because=f"{what} of detail {detail.id} has no ids"
    )


def cannot_be_sent(change_order: ChangeOrder, why: str) -> Refusal:
    return Refusal(
        422,
        "Validation failed",
        fields={"base": [f"The change order cannot be sent: {why}"]},
        because=f"{named(change_order)}: {why}",
    )


def not_sent(change_order: ChangeOrder) -> Refusal:
    return cannot_be_sent(change_order, "it is not waiting in the ERP Integrations tool")


def no_such_entity(item_type: str, item_id: int) -> Refusal:
    return Refusal(404, "Resource not found", because=f"there is no {item_type} {item_id}")


def not_synced(item_type: str, item_id: int) -> Refusal:
    return Refusal(
        422,
        "Validation failed",
        fields={"item_id": ["is not synced with ERP"]},
        because=f"{item_type} {item_id} has no origin id",
    )


def still_exporting(change_order: ChangeOrder) -> Refusal:
    return Refusal(
        422,
        "Validation failed",
        fields={"base": ["The change order cannot be unlinked: its export has not ended"]},
        because=f"{named(change_order)} is in the ERP Integrations tool",
    )


def already_asked(change_order: ChangeOrder, detail: RequestDetail) -> Refusal:
    return Refusal(
        422,
        "Validation failed",
        fields={"base": ["The change order is being unlinked already"]},
        because=f"{named(change_order)}: request detail {detail.id} is {detail.status}",
    )
