"""The approver's "Add to Procore" and Re-Import, as a fixture: no public operation does it."""

from collections.abc import Mapping

from simulator.procore.fixture_fields import Maker, id_in, read, refusing
from simulator.procore.payload import Readers, taken
from simulator.procore.prime_contracts import wire
from simulator.procore.staged_records.writer import StagedRecordWriter
from simulator.procore.stores import ProcoreStores


def staged_import_maker(stores: ProcoreStores) -> Maker:
    """{staged_record_id}: imports a staged prime contract; gives the contract."""
    writer = StagedRecordWriter(stores)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        readers: Readers = {
            "staged_record_id": id_in(stores.staged_records.records, "staged record")
        }
        values = read("staged_import", fields, readers, required=("staged_record_id",))
        record = stores.staged_records.records[taken(values, "staged_record_id", int)]
        contract = writer.import_prime_contract(record, stores.service_account_id)
        return dict(wire.in_full(stores, contract))

    return refusing("staged_import", make)
