"""What lists of the new model can be narrowed and sorted by: prime change orders and batches."""

from collections.abc import Mapping

from simulator.procore.change_orders.model import ChangeOrder
from simulator.procore.listing import Getter

FILTERS: Mapping[str, Getter[ChangeOrder]] = {
    "id": lambda record: record.prime_id,
    "contract_id": lambda record: record.contract_id,
    "status": lambda record: record.status,
    "created_at": lambda record: record.created_at,
    "updated_at": lambda record: record.updated_at,
}
# procore_api.md 3
SORTS: Mapping[str, Getter[ChangeOrder]] = {
    "id": lambda record: record.prime_id,
    "created_at": lambda record: record.created_at,
}
