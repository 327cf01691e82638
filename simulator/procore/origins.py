"""Origin fields on a record are its external datum (procore_api.md 10.2): written in either place,
they show in both."""

from collections.abc import Mapping
from dataclasses import replace

from simulator.procore.external_data.errors import origin_taken
from simulator.procore.external_data.model import ExternalDatum, OriginTakenError
from simulator.procore.payload import Values
from simulator.procore.responses import Refusal
from simulator.procore.stores import ProcoreStores

ORIGIN_NAMES = ("origin_id", "origin_code", "origin_data")


def split(values: Values) -> tuple[Values, dict[str, str | None]]:
    """A record's own values, and its origin values."""
    own = {name: value for name, value in values.items() if name not in ORIGIN_NAMES}
    origin = {
        name: None if values[name] is None else str(values[name])
        for name in ORIGIN_NAMES
        if name in values
    }
    return own, origin


def check(
    stores: ProcoreStores,
    company_id: int,
    item_type: str,
    item_id: int,
    origin: Mapping[str, str | None],
) -> None:
    """Refusal 422 when another record of the kind has the origin id in the company."""
    try:
        stores.external_data.check(company_id, item_type, item_id, origin.get("origin_id"))
    except OriginTakenError as error:
        raise Refusal(
            422, "Validation failed", fields=origin_taken(error), because=str(error)
        ) from None


def take_away(stores: ProcoreStores, item_type: str, item_id: int) -> None:
    """Un-sync a record: it has no external datum any more, and what it was imported from can be
    imported again (D-031)."""
    held = stores.external_data.of(item_type, item_id)
    stores.external_data.remove(item_type, item_id)
    # Staged records are the first company's alone: ERP Integrations is on nowhere else.
    if held is not None and held.origin_id is not None and held.company_id == stores.company_id:
        stores.staged_records.take_back(item_type, held.origin_id, stores.now())


def write(
    stores: ProcoreStores,
    company_id: int,
    item_type: str,
    item_id: int,
    origin: Mapping[str, str | None],
) -> None:
    """Set the given origin fields and leave the others; an empty text counts as none."""
    if not origin:
        return
    check(stores, company_id, item_type, item_id, origin)
    held = stores.external_data.of(item_type, item_id)
    if held is None:
        new_id = stores.new_id("external_data")
        held = ExternalDatum(new_id, company_id, item_type, item_id, None, None, None)
    stores.external_data.put(
        replace(
            held,
            origin_id=origin.get("origin_id", held.origin_id) or None,
            origin_code=origin.get("origin_code", held.origin_code) or None,
            origin_data=origin.get("origin_data", held.origin_data) or None,
        )
    )
    if held.origin_id is not None and stores.external_data.origin_id(item_type, item_id) is None:
        stores.staged_records.take_back(item_type, held.origin_id, stores.now())
