"""Sync actions: many upserts in one call, each on its own (procore_api.md 4).

Neither id nor origin id: create. An unknown id: an error. A known id: update, which is also the
only way to change an origin id. A known origin id: update; an unknown one: create.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulator.procore.payload import FieldError, taken, title
from simulator.procore.responses import FieldErrors, Refusal

MAX_UPDATES = 1_000
MAX_TOUCHED = 100
UNKNOWN_ID = {"id": ["Entity with this ID not found"]}

Attributes = Mapping[str, object]


class ItemError(Exception):
    """One item that is not taken; the others go on."""

    def __init__(self, fields: FieldErrors) -> None:
        super().__init__("this item is not taken")
        self.fields = fields


@dataclass(frozen=True)
class Upsert:
    """How one kind of record is found, made and changed. `create` and `update` give the record
    as JSON, or raise ItemError or Refusal. `has_ids`: whether an item is found by an `id`."""

    exists: Callable[[int], bool]
    id_with_origin: Callable[[str], int | None]
    create: Callable[[Attributes], object]
    update: Callable[[int, Attributes], object]
    has_ids: bool = True


def updates_of(body: Mapping[str, object]) -> list[Attributes]:
    """The items of a sync body: 400 when there are none in an array, 413 over MAX_UPDATES."""
    updates = body.get("updates")
    if not isinstance(updates, list) or not all(isinstance(item, dict) for item in updates):
        raise Refusal(400, "param is missing or the value is empty: updates")
    if len(updates) > MAX_UPDATES:
        raise Refusal(
            413,
            f"Payload Too Large: at most {MAX_UPDATES} updates are taken at once",
            because=f"{len(updates)} updates were sent",
        )
    return updates


def run(upsert: Upsert, updates: list[Attributes]) -> dict[str, object]:
    """Carry the items out in their order; an item in error is echoed with its errors."""
    entities: list[object] = []
    errors: list[object] = []
    for attributes in updates:
        try:
            entities.append(_one(upsert, attributes))
        except ItemError as error:
            errors.append({**attributes, "errors": error.fields})
        except Refusal as refusal:
            errors.append(echoed(attributes, refusal))
    return {"entities": entities, "errors": errors}


def touched(kind: str, answer: Mapping[str, object]) -> tuple[str, ...]:
    """The names, for the journal, of the first records that were made or changed."""
    entities = taken(answer, "entities", list)
    return tuple(f"{kind}:{entity['id']}" for entity in entities[:MAX_TOUCHED])


def echoed(attributes: Attributes, refusal: Refusal) -> dict[str, object]:
    """An item that is not taken, as it was sent, with its errors by field."""
    return {**attributes, "errors": refusal.fields or {"base": [refusal.message]}}


def _one(upsert: Upsert, attributes: Attributes) -> object:
    written_id = attributes.get("id")
    if written_id is not None and upsert.has_ids:
        record_id = _as_id(written_id)
        if record_id is None or not upsert.exists(record_id):
            raise ItemError(UNKNOWN_ID)
        return upsert.update(record_id, attributes)
    origin_id = _as_origin_id(attributes.get("origin_id"))
    if origin_id is not None:
        found = upsert.id_with_origin(origin_id)
        if found is not None:
            return upsert.update(found, attributes)
    return upsert.create(attributes)


def _as_origin_id(written: object) -> str | None:
    """As it will be kept, a number as its text; one that cannot be kept is refused on writing."""
    if written is None:
        return None
    try:
        return title(written)
    except FieldError:
        return None


def _as_id(written: object) -> int | None:
    if isinstance(written, int) and not isinstance(written, bool):
        return written
    if isinstance(written, str) and written.isascii() and written.isdigit() and len(written) < 20:
        return int(written)
    return None
