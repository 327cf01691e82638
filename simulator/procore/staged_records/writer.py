"""Staging, changing and importing records (procore_api.md 10.3)."""

from simulator.procore.payload import Values, required_fields, taken
from simulator.procore.prime_contracts import wire as contract_wire
from simulator.procore.prime_contracts.model import PrimeContract
from simulator.procore.prime_contracts.writer import PrimeContractWriter
from simulator.procore.schedule_of_values import wire as line_wire
from simulator.procore.schedule_of_values.model import Holder
from simulator.procore.schedule_of_values.writer import ScheduleWriter
from simulator.procore.staged_records import errors
from simulator.procore.staged_records.model import OF_A_PARENT, OF_A_PROJECT, StagedRecord
from simulator.procore.stores import ProcoreStores

_PARENT_TYPES = ("prime_contract", "purchase_order_contract", "work_order_contract")


class StagedRecordWriter:
    def __init__(self, stores: ProcoreStores) -> None:
        self._stores = stores

    def create(self, values: Values) -> StagedRecord:
        """Stage a record; Refusal 422 when it lacks its ids, its project or its parent."""
        for name in ("item_type", "origin_id"):
            if not values.get(name):
                raise errors.invalid(name, "can't be blank")
        item_type, origin_id = str(values["item_type"]), str(values["origin_id"])
        if self._stores.staged_records.with_origin(item_type, origin_id) is not None:
            raise errors.invalid("origin_id", "has already been taken")
        data = taken(values, "data", dict)
        self._check_project(item_type, data)
        now = self._stores.now()
        record = StagedRecord(
            id=0,
            item_type=item_type,
            origin_id=origin_id,
            origin_code=_text(values.get("origin_code")),
            origin_data=_text(values.get("origin_data")),
            parent_id=self._parent_id(item_type, values),
            status=str(values.get("status") or "staged"),
            data=data,
            created_at=now,
            updated_at=now,
        )
        record.id = self._stores.new_id("staged_record")
        self._stores.staged_records.add(record)
        return record

    def update(self, record: StagedRecord, values: Values) -> None:
        """Change a record; its kind and origin id stay (assumed)."""
        data = values.get("data")
        if isinstance(data, dict):
            self._check_project(record.item_type, data)
            record.data = data
        for name in ("origin_code", "origin_data"):
            if name in values:
                setattr(record, name, _text(values[name]))
        if values.get("status") is not None:
            self._stores.staged_records.move(record, str(values["status"]))
        record.updated_at = self._stores.now()

    def import_prime_contract(self, record: StagedRecord, actor_id: int) -> PrimeContract:
        """Make or bring up to date the prime contract with the same origin id (D-032, D-057), for
        the user `actor_id`; Refusal 422 unless its project is synced and every line has both codes
        (D-025 to D-027)."""
        if record.item_type != "prime_contract" or record.status not in ("staged", "imported"):
            raise errors.invalid("status", f"is {record.status}; only staged contracts import")
        project_id = self._project_id(record)
        header = required_fields(record.data, contract_wire.V1_FIELDS)
        children = self._stores.staged_records.children_of(record)
        company_id = self._stores.company_of(project_id)
        lines = [
            self._line_values(company_id, child) for child in children if child.status != "archived"
        ]
        header |= {"origin_id": record.origin_id, "origin_data": record.origin_data}
        external_data = self._stores.external_data
        held = external_data.item_with(company_id, "prime_contract", record.origin_id)
        for values in lines:
            self._check_line(company_id, str(values["origin_id"]), held)
        contract_writer = PrimeContractWriter(self._stores, actor_id)
        line_writer = ScheduleWriter(self._stores, actor_id)
        if held is None:
            contract = contract_writer.create(project_id, header)
        else:
            contract = self._stores.prime_contracts.contracts[held]
            contract_writer.update(contract, header)
        for values in lines:
            line_id = external_data.item_with(company_id, "line_item", str(values["origin_id"]))
            if line_id is None:
                line_writer.create(project_id, Holder.PRIME_CONTRACT, contract.id, values)
            else:
                line_writer.update(self._stores.schedule.lines[line_id], values)
        self._stores.staged_records.move(record, "imported")
        return contract

    def _check_line(self, company_id: int, origin_id: str, contract_id: int | None) -> None:
        """A line that is synced still stays with the contract it was imported into."""
        line_id = self._stores.external_data.item_with(company_id, "line_item", origin_id)
        if line_id is None:
            return
        line = self._stores.schedule.lines[line_id]
        if (line.holder, line.holder_id) != (Holder.PRIME_CONTRACT, contract_id):
            raise errors.line_of_another_contract(origin_id)

    def _line_values(self, company_id: int, child: StagedRecord) -> Values:
        values = required_fields(child.data, line_wire.V1_FIELDS)
        for name, item_type in (
            ("cost_code", "cost_code"),
            ("line_item_type", "line_item_type"),
        ):
            if values.get(f"{name}_id") is None:
                origin_id = _text(child.data.get(f"{name}_origin_id"))
                found = self._synced(company_id, item_type, origin_id)
                if found is None:
                    message = f"of line {child.origin_id} is unknown: {origin_id}"
                    raise errors.invalid(f"{name}_origin_id", message)
                values[f"{name}_id"] = found
        return {**values, "origin_id": child.origin_id, "origin_data": child.origin_data}

    def _project_id(self, record: StagedRecord) -> int:
        project_id = record.data.get("project_id")
        if isinstance(project_id, int) and project_id in self._stores.projects.projects:
            return project_id
        origin_id = _text(record.data.get("project_origin_id"))
        found = self._synced(self._stores.company_id, "project", origin_id)
        if found is None:
            raise errors.invalid("project_origin_id", "is not the origin id of a synced project")
        return found

    def _synced(self, company_id: int, item_type: str, origin_id: str | None) -> int | None:
        """The record with an origin id; None for no origin id."""
        if origin_id is None:
            return None
        return self._stores.external_data.item_with(company_id, item_type, origin_id)

    def _check_project(self, item_type: str, data: dict[str, object]) -> None:
        if item_type in OF_A_PROJECT and not (
            data.get("project_origin_id") or data.get("project_id")
        ):
            raise errors.invalid("project_origin_id", "can't be blank")

    def _parent_id(self, item_type: str, values: Values) -> int | None:
        """Parents come before their children, or with them (procore_api.md 10.3)."""
        if item_type not in OF_A_PARENT:
            return None
        store = self._stores.staged_records
        parent_id = values.get("parent_id")
        if isinstance(parent_id, int) and parent_id in store.records:
            return parent_id
        origin_id = values.get("parent_origin_id")
        for parent_type in _PARENT_TYPES if isinstance(origin_id, str) else ():
            parent = store.with_origin(parent_type, str(origin_id))
            if parent is not None:
                return parent.id
        raise errors.invalid("parent_origin_id", "is not the origin id of a staged parent")


def _text(value: object) -> str | None:
    return None if value is None else str(value)
