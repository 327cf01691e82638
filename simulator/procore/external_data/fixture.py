"""External data as fixtures."""

from collections.abc import Mapping

from simulator.procore.external_data import wire
from simulator.procore.external_data.writer import ExternalDataWriter
from simulator.procore.fixture_fields import Maker, read, refusing
from simulator.procore.stores import ProcoreStores


def external_data_maker(stores: ProcoreStores) -> Maker:
    """{item_type, item_id, origin_id, origin_code?, origin_data?}; null takes all ids away."""
    writer = ExternalDataWriter(stores)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        required = ("item_type", "item_id")
        values = read("external_data", fields, wire.ITEM_FIELDS, required)
        company_id = writer.company_of(values["item_type"], values["item_id"]) or stores.company_id
        return dict(wire.shown_datum(writer.put(company_id, values)))

    return refusing("external_data", make)
