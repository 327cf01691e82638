"""External data as fixtures."""

from collections.abc import Mapping

from simulator.procore.books import Books
from simulator.procore.external_data import wire
from simulator.procore.external_data.keeper import ExternalDataKeeper
from simulator.procore.fixture_fields import Maker, read, refusing


def external_data_maker(books: Books) -> Maker:
    """{item_type, item_id, origin_id, origin_code?, origin_data?}; null takes all ids away."""
    keeper = ExternalDataKeeper(books)

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        required = ("item_type", "item_id")
        values = read("external_data", fields, wire.ITEM_FIELDS, required)
        company_id = keeper.company_of(values["item_type"], values["item_id"]) or books.company_id
        return dict(wire.shown_datum(keeper.put(company_id, values)))

    return refusing("external_data", make)
