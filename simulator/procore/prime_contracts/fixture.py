"""Prime contracts as fixtures: any status, with their lines."""

from collections.abc import Mapping

from simulator.procore.fixture_fields import Maker, id_in, objects, read, refusing
from simulator.procore.payload import Readers, taken
from simulator.procore.prime_contracts import wire
from simulator.procore.prime_contracts.writer import PrimeContractWriter
from simulator.procore.schedule_of_values.model import Holder
from simulator.procore.schedule_of_values.wire import V1_FIELDS as LINE_FIELDS
from simulator.procore.schedule_of_values.writer import ScheduleWriter
from simulator.procore.stores import ProcoreStores


def prime_contract_maker(stores: ProcoreStores) -> Maker:
    """{project_id, the writable fields of v1, lines: [the writable fields of a v1 line]}."""
    actor_id = stores.service_account_id
    writer, line_writer = PrimeContractWriter(stores, actor_id), ScheduleWriter(stores, actor_id)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        readers: Readers = {
            "project_id": id_in(stores.projects.projects, "project"),
            "lines": objects,
            **wire.V1_FIELDS,
        }
        values = read("prime_contract", fields, readers, required=("project_id",))
        project_id, lines = taken(values, "project_id", int), taken(values, "lines", list)
        own = {name: value for name, value in values.items() if name in wire.V1_FIELDS}
        line_values = [read("prime_contract.lines", line, LINE_FIELDS) for line in lines]
        contract = writer.create(project_id, own)
        for one in line_values:
            line_writer.create(project_id, Holder.PRIME_CONTRACT, contract.id, one)
        return dict(wire.in_full(stores, contract))

    return refusing("prime_contract", make)
