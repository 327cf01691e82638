"""External data as JSON, and reading it (procore_api.md 10.1, 10.2)."""

from typing import TYPE_CHECKING

from simulator.procore.external_data.model import ITEM_TYPES, ExternalDatum
from simulator.procore.payload import Readers, identifier, list_of, one_of, text, title

if TYPE_CHECKING:
    from simulator.procore.external_data import shapes

ITEM_FIELDS: Readers = {
    "item_type": one_of(*sorted(ITEM_TYPES)),
    "item_id": identifier,
    "origin_id": title,
    "origin_code": title,
    "origin_data": text,
}
item_ids = list_of(identifier)
BULK_FIELDS: Readers = {"item_type": one_of(*sorted(ITEM_TYPES)), "item_ids": item_ids}


def shown_datum(datum: ExternalDatum) -> "shapes.ExternalDatum":
    return {
        "id": datum.id,
        "item_type": datum.item_type,
        "item_id": datum.item_id,
        "origin_id": datum.origin_id,
        "origin_code": datum.origin_code,
        "origin_data": datum.origin_data,
    }
