"""Writing external data: only for records that are there, and origin ids stay unique."""

from collections.abc import Callable, Mapping
from typing import Protocol

from simulator.procore import origins
from simulator.procore.external_data.errors import UNKNOWN_ITEM
from simulator.procore.external_data.model import ExternalDatum
from simulator.procore.payload import Values
from simulator.procore.stores import ProcoreStores
from simulator.procore.sync import ItemError

# A write names its id fields here; what is left out keeps its value.
_ORIGIN_NAMES = ("origin_id", "origin_code", "origin_data")


class _OfAProject(Protocol):
    @property
    def project_id(self) -> int: ...


class ExternalDataWriter:
    def __init__(self, stores: ProcoreStores) -> None:
        self._stores = stores
        self._find: Mapping[str, Callable[[int], _OfAProject | None]] = {
            "prime_contract": lambda item_id: stores.prime_contracts.contracts.get(item_id),
            "change_order": lambda item_id: stores.change_orders.package(item_id),
            "line_item": lambda item_id: stores.schedule.lines.get(item_id),
            "markup": lambda item_id: stores.markups.markups.get(item_id),
            "cost_code": lambda item_id: stores.cost_codes.cost_codes.get(item_id),
        }

    def put(self, company_id: int, values: Values) -> ExternalDatum:
        """Set a record's origin ids, or take them away with nulls; ItemError for a record that the
        company does not have, Refusal 422 for an origin id in use there. Kinds of records that
        this simulator does not hold have none, so any of their ids is unknown."""
        item_type, item_id = values.get("item_type"), values.get("item_id")
        if not isinstance(item_type, str):
            raise ItemError({"item_type": ["can't be blank"]})
        if not isinstance(item_id, int):
            raise ItemError({"item_id": ["can't be blank"]})
        if self.company_of(item_type, item_id) != company_id:
            raise ItemError({"item_id": [UNKNOWN_ITEM]})
        given = {
            name: None if values[name] is None else str(values[name])
            for name in _ORIGIN_NAMES
            if name in values
        }
        if "origin_id" in given and given["origin_id"] is None:
            given = dict.fromkeys(_ORIGIN_NAMES)
        before = self._stores.external_data.of(item_type, item_id)
        origins.write(self._stores, company_id, item_type, item_id, given)
        held = self._stores.external_data.of(item_type, item_id)
        if held is not None:
            return held
        gone_id = before.id if before is not None else self._stores.new_id("external_data")
        return ExternalDatum(gone_id, company_id, item_type, item_id, None, None, None)

    def company_of(self, item_type: object, item_id: object) -> int | None:
        """The company that has the record; None when there is no such record."""
        if not isinstance(item_type, str) or not isinstance(item_id, int):
            return None
        stores = self._stores
        if item_type == "line_item_type":
            return stores.company_id if item_id in stores.cost_codes.line_item_types else None
        if item_type == "project":
            project = stores.projects.projects.get(item_id)
            return None if project is None else project.company_id
        find = self._find.get(item_type)
        found = None if find is None else find(item_id)
        return None if found is None else stores.company_of(found.project_id)
