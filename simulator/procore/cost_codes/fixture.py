"""Cost codes and line item types as fixtures."""

from collections.abc import Mapping

from simulator.procore import origins
from simulator.procore.cost_codes import wire
from simulator.procore.cost_codes.model import CostCode, LineItemType
from simulator.procore.fixture_fields import Maker, id_in, read, refusing
from simulator.procore.payload import Readers, taken
from simulator.procore.stores import ProcoreStores


def cost_code_maker(stores: ProcoreStores) -> Maker:
    """{project_id, code "01-011", name, origin_id?, origin_data?}."""

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        readers: Readers = {
            "project_id": id_in(stores.projects.projects, "project"),
            **wire.COST_CODE_FIELDS,
        }
        required = ("project_id", "code", "name")
        own, origin = origins.split(read("cost_code", fields, readers, required))
        project_id = taken(own, "project_id", int)
        company_id = stores.company_of(project_id)
        origins.check(stores, company_id, "cost_code", 0, origin)
        now = stores.now()
        record = CostCode(
            stores.new_id("cost_code"), project_id, str(own["code"]), str(own["name"]), now, now
        )
        stores.cost_codes.add_cost_code(record)
        origins.write(stores, company_id, "cost_code", record.id, origin)
        types = list(stores.cost_codes.line_item_types.values())
        shown = wire.cost_code(record, types, stores.external_data.of("cost_code", record.id))
        assert shown is not None
        return dict(shown)

    return refusing("cost_code", make)


def line_item_type_maker(stores: ProcoreStores) -> Maker:
    """{code, name, base_type = other, origin_id?, origin_data?}."""

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        required = ("code", "name")
        values = read("line_item_type", fields, wire.LINE_ITEM_TYPE_FIELDS, required)
        own, origin = origins.split(values)
        origins.check(stores, stores.company_id, "line_item_type", 0, origin)
        record = LineItemType(
            stores.new_id("line_item_type"),
            str(own["code"]),
            str(own["name"]),
            str(own.get("base_type") or "other"),
        )
        stores.cost_codes.line_item_types[record.id] = record
        origins.write(stores, stores.company_id, "line_item_type", record.id, origin)
        held = stores.external_data.of("line_item_type", record.id)
        return dict(wire.line_item_type(record, held))

    return refusing("line_item_type", make)
