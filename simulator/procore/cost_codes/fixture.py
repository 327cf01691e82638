"""Cost codes and line item types as fixtures."""

from collections.abc import Mapping

from simulator.procore import origins
from simulator.procore.books import Books
from simulator.procore.cost_codes import wire
from simulator.procore.cost_codes.model import CostCode, LineItemType
from simulator.procore.fixture_fields import Maker, id_in, read, refusing
from simulator.procore.payload import Readers


def cost_code_maker(books: Books) -> Maker:
    """{project_id, code "01-011", name, origin_id?, origin_data?}."""

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        readers: Readers = {
            "project_id": id_in(books.projects.projects, "project"),
            **wire.COST_CODE_FIELDS,
        }
        required = ("project_id", "code", "name")
        own, origin = origins.split(read("cost_code", fields, readers, required))
        project_id = own["project_id"]
        assert isinstance(project_id, int)
        company_id = books.company_of(project_id)
        origins.check(books, company_id, "cost_code", 0, origin)
        now = books.now()
        record = CostCode(
            books.new_id("cost_code"), project_id, str(own["code"]), str(own["name"]), now, now
        )
        books.cost_codes.add_cost_code(record)
        origins.write(books, company_id, "cost_code", record.id, origin)
        types = list(books.cost_codes.line_item_types.values())
        shown = wire.cost_code(record, types, books.external_data.of("cost_code", record.id))
        assert shown is not None
        return dict(shown)

    return refusing("cost_code", make)


def line_item_type_maker(books: Books) -> Maker:
    """{code, name, base_type = other, origin_id?, origin_data?}."""

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        required = ("code", "name")
        values = read("line_item_type", fields, wire.LINE_ITEM_TYPE_FIELDS, required)
        own, origin = origins.split(values)
        origins.check(books, books.company_id, "line_item_type", 0, origin)
        record = LineItemType(
            books.new_id("line_item_type"),
            str(own["code"]),
            str(own["name"]),
            str(own.get("base_type") or "other"),
        )
        books.cost_codes.line_item_types[record.id] = record
        origins.write(books, books.company_id, "line_item_type", record.id, origin)
        held = books.external_data.of("line_item_type", record.id)
        return dict(wire.line_item_type(record, held))

    return refusing("line_item_type", make)
