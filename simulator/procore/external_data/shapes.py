"""What external data look like as JSON (procore_api.md 10.1, 10.2)."""

from typing import Annotated, TypedDict

from simulator.procore.external_data.model import ITEM_TYPES
from simulator.procore.json_types import V1Id, one_of


class ExternalDatum(TypedDict):
    id: V1Id
    item_type: Annotated[str, one_of(sorted(ITEM_TYPES))]
    item_id: V1Id
    origin_id: str | None
    origin_code: str | None
    origin_data: str | None
