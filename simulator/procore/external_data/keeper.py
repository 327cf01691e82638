"""Writing external data: only for records that are there, and origin ids stay unique."""

from collections.abc import Callable, Mapping

from simulator.procore import origins
from simulator.procore.books import Books
from simulator.procore.external_data.errors import UNKNOWN_ITEM
from simulator.procore.external_data.model import ExternalDatum
from simulator.procore.payload import Values
from simulator.procore.sync import ItemError

# A write names its id fields here; what is left out keeps its value.
_ORIGIN_NAMES = ("origin_id", "origin_code", "origin_data")


class ExternalDataKeeper:
    def __init__(self, books: Books) -> None:
        self._books = books
        self._exists: Mapping[str, Callable[[int], bool]] = {
            "project": lambda item_id: item_id in books.projects.projects,
            "prime_contract": lambda item_id: item_id in books.prime_contracts.contracts,
            "change_order": lambda item_id: books.change_orders.package(item_id) is not None,
            "line_item": lambda item_id: item_id in books.schedule.lines,
            "markup": lambda item_id: item_id in books.markups.markups,
            "cost_code": lambda item_id: item_id in books.cost_codes.cost_codes,
            "line_item_type": lambda item_id: item_id in books.cost_codes.line_item_types,
        }

    def put(self, values: Values) -> ExternalDatum:
        """Set a record's origin ids, or take them away with nulls; ItemError for an unknown
        record, Refusal 422 for an origin id in use. Kinds of records that this simulator does
        not hold have none, so any of their ids is unknown."""
        item_type, item_id = values.get("item_type"), values.get("item_id")
        if not isinstance(item_type, str):
            raise ItemError({"item_type": ["can't be blank"]})
        if not isinstance(item_id, int):
            raise ItemError({"item_id": ["can't be blank"]})
        exists = self._exists.get(item_type)
        if exists is None or not exists(item_id):
            raise ItemError({"item_id": [UNKNOWN_ITEM]})
        given = {
            name: None if values[name] is None else str(values[name])
            for name in _ORIGIN_NAMES
            if name in values
        }
        if "origin_id" in given and given["origin_id"] is None:
            given = dict.fromkeys(_ORIGIN_NAMES)
        before = self._books.external_data.of(item_type, item_id)
        origins.write(self._books, item_type, item_id, given)
        held = self._books.external_data.of(item_type, item_id)
        if held is not None:
            return held
        gone_id = before.id if before is not None else self._books.new_id("external_data")
        return ExternalDatum(gone_id, item_type, item_id, None, None, None)
