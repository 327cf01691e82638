"""What is wrong with an external datum, per field."""

from simulator.procore.external_data.model import OriginTakenError

ORIGIN_ID_TAKEN = "has already been taken"
UNKNOWN_ITEM = "Entity with this ID not found"


def origin_taken(error: OriginTakenError) -> dict[str, list[str]]:
    """The message for an origin id that is not unique (422, procore_api.md 6); wording assumed."""
    del error
    return {"origin_id": [ORIGIN_ID_TAKEN]}
