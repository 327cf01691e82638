"""Companies, projects and settings as fixtures."""

from collections.abc import Mapping
from typing import cast

from simulator.procore import origins
from simulator.procore.change_orders.lines.pricing import reprice_all
from simulator.procore.financial_markups.model import HorizontalRounding
from simulator.procore.fixture_fields import FixtureError, Maker, id_in, read, refusing
from simulator.procore.payload import (
    FieldError,
    Readers,
    boolean,
    identifier,
    list_of,
    one_of,
    title,
    whole_number,
)
from simulator.procore.projects import wire
from simulator.procore.projects.model import Company, Project
from simulator.procore.stores import ProcoreStores

MAX_TIERS = 3


def _tiers(value: object) -> int:
    tiers = whole_number(value)
    if not 1 <= tiers <= MAX_TIERS:
        raise FieldError("must be 1, 2 or 3")
    return tiers


CHANGE_ORDER_SETTINGS: Readers = {
    "change_order_tiers": _tiers,
    "change_order_statuses_cascade": boolean,
    "standard_users_make_potential_change_orders": boolean,
}


def company_maker(stores: ProcoreStores) -> Maker:
    """Another company: {name, is_app_connected = false}."""
    readers: Readers = {"name": title, "is_app_connected": boolean}

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        values = read("company", fields, readers, required=("name",))
        company = Company(
            stores.new_id("company"),
            str(values["name"]),
            is_app_connected=bool(values.get("is_app_connected", False)),
        )
        stores.projects.companies[company.id] = company
        return dict(wire.company(company))

    return refusing("company", make)


def project_maker(stores: ProcoreStores) -> Maker:
    """{name, number, origin_id?, origin_data?, prime_contracts_tool = true, the settings of
    `change_order_setting`, and the plain fields of a project}."""
    plain = {name: reader for name, reader in wire.PLAIN_FIELDS.items() if name != "name"}
    readers: Readers = {
        "name": title,
        "number": title,
        "prime_contracts_tool": boolean,
        **CHANGE_ORDER_SETTINGS,
        **plain,
        **wire.ORIGIN_FIELDS,
    }

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        values = read("project", fields, readers, required=("name",))
        own, origin = origins.split(values)
        origins.check(stores, stores.company_id, "project", 0, origin)
        now = stores.now()
        project = Project(
            stores.new_id("project"), stores.company_id, str(own.pop("name")), None, now, now
        )
        project.created_by_id = stores.service_account_id
        for name, value in own.items():
            if value is not None:
                setattr(project, _ATTRIBUTES.get(name, name), value)
        stores.projects.add(project)
        origins.write(stores, stores.company_id, "project", project.id, origin)
        owner = stores.projects.companies[project.company_id]
        origin_now = stores.external_data.of("project", project.id)
        creator = stores.people.users[stores.service_account_id]
        return dict(wire.shown_in_full(project, owner, origin_now, creator))

    return refusing("project", make)


def change_order_setting_maker(stores: ProcoreStores) -> Maker:
    """{project_id, change_order_tiers = 2, change_order_statuses_cascade = true,
    standard_users_make_potential_change_orders = false}. The number of tiers is fixed by the
    project's first change order (D-075)."""
    readers: Readers = {
        "project_id": id_in(stores.projects.projects, "project"),
        **CHANGE_ORDER_SETTINGS,
    }

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        values = read("change_order_setting", fields, readers, required=("project_id",))
        project = stores.projects.projects[cast(int, values.pop("project_id"))]
        tiers = values.get("change_order_tiers", project.change_order_tiers)
        count = len(stores.change_orders.of_project(project.id))
        if tiers != project.change_order_tiers and count:
            raise FixtureError(
                "change_order_setting",
                "change_order_tiers",
                tiers,
                f"cannot change: the project has {count} change orders (D-075)",
            )
        for name, value in values.items():
            if value is None:
                raise FixtureError("change_order_setting", name, None, "must have a value")
            setattr(project, name, value)
        settings = {name: getattr(project, name) for name in CHANGE_ORDER_SETTINGS}
        return {"project_id": project.id, **settings}

    return refusing("change_order_setting", make)


def setting_maker(stores: ProcoreStores) -> Maker:
    """{strict_company_header?, permitted_project_ids?, units_of_measure?, horizontal_rounded_on?,
    hourly_limit?, spike_limit?}."""
    readers: Readers = {
        "strict_company_header": boolean,
        "permitted_project_ids": list_of(identifier),
        "units_of_measure": list_of(title),
        "horizontal_rounded_on": _horizontal_rounding,
        "hourly_limit": whole_number,
        "spike_limit": whole_number,
    }

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        for name, value in read("setting", fields, readers).items():
            if value is None and name not in _NULLABLE_SETTINGS:
                raise FixtureError("setting", name, None, "must have a value")
            if isinstance(value, list):
                value = tuple(value) if name == "units_of_measure" else frozenset(value)
            setattr(stores.settings, name, value)
            if name == "horizontal_rounded_on":
                reprice_all(stores)
        settings = stores.settings
        permitted_ids = settings.permitted_project_ids
        return {
            "strict_company_header": settings.strict_company_header,
            "permitted_project_ids": None if permitted_ids is None else sorted(permitted_ids),
            "units_of_measure": list(settings.units),
            "horizontal_rounded_on": settings.horizontal_rounded_on.value,
            "hourly_limit": settings.hourly_limit,
            "spike_limit": settings.spike_limit,
        }

    return refusing("setting", make)


def _horizontal_rounding(value: object) -> HorizontalRounding:
    return HorizontalRounding(one_of(*HorizontalRounding)(value))


_NULLABLE_SETTINGS = ("permitted_project_ids", "units_of_measure")
_ATTRIBUTES = {"number": "project_number", "prime_contracts_tool": "has_prime_contracts_tool"}
