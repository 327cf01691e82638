"""ERP requests, their details and connections as JSON (procore_api.md 10.1)."""

from typing import TYPE_CHECKING, cast

from simulator.procore.erp.model import MAX_MESSAGES, ErpRequest, RequestDetail
from simulator.procore.erp.vocabulary import CHANGE_ORDER, PRIME_CONTRACT, WRITABLE_STATUSES
from simulator.procore.payload import (
    FieldError,
    Readers,
    any_object,
    identifier,
    list_of,
    one_of,
    text,
)
from simulator.procore.responses import instant

if TYPE_CHECKING:
    from simulator.procore.erp import shapes


def messages(value: object) -> list[str]:
    """One text or an array of them."""
    written = list_of(text)([value] if isinstance(value, str) else value)
    if len(written) > MAX_MESSAGES:
        raise FieldError(f"has more than {MAX_MESSAGES} elements")
    return written


CONNECTION_FIELDS: Readers = {"service_url": text, "metadata": any_object}
UNLINK_FIELDS: Readers = {
    "item_type": one_of(PRIME_CONTRACT, CHANGE_ORDER),
    "item_id": identifier,
}
DETAIL_FIELDS: Readers = {"status": one_of(*WRITABLE_STATUSES), "messages": messages}


def request(record: ErpRequest) -> "shapes.ErpRequest":
    shown = {
        "id": record.id,
        "request_name": record.request_name,
        "request_data": record.request_data,
        "created_at": instant(record.created_at),
    }
    # Which data goes with which name is settled where requests are made.
    return cast("shapes.ErpRequest", shown)


def detail(record: RequestDetail) -> "shapes.ErpRequestDetail":
    return {
        "id": record.id,
        "request_id": record.request_id,
        "item_type": record.item_type,
        "item_id": record.item_id,
        "status": record.status.value,
        "messages": record.messages,
        "created_at": instant(record.created_at),
        "updated_at": instant(record.updated_at),
    }
