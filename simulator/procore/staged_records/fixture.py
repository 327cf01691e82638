"""The approver's "Add to Procore" and Re-Import, as a fixture: no public operation does it."""

from collections.abc import Mapping

from simulator.procore.books import Books
from simulator.procore.fixture_fields import Maker, id_in, read, refusing
from simulator.procore.payload import Readers
from simulator.procore.prime_contracts import wire
from simulator.procore.staged_records.keeper import StagedRecordKeeper


def staged_import_maker(books: Books) -> Maker:
    """{staged_record_id}: imports a staged prime contract; gives the contract."""
    keeper = StagedRecordKeeper(books)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        readers: Readers = {
            "staged_record_id": id_in(books.staged_records.records, "staged record")
        }
        values = read("staged_import", fields, readers, required=("staged_record_id",))
        record_id = values["staged_record_id"]
        assert isinstance(record_id, int)
        contract = keeper.import_prime_contract(books.staged_records.records[record_id])
        return dict(wire.in_full(books, contract))

    return refusing("staged_import", make)
