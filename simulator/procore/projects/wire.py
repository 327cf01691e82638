"""Companies and projects as JSON, and what may be written of them (procore_api.md 1)."""

from typing import TYPE_CHECKING

from simulator.procore.external_data.model import ExternalDatum
from simulator.procore.payload import (
    Readers,
    boolean,
    date_or_nothing,
    money,
    text,
    title,
)
from simulator.procore.people.model import User
from simulator.procore.people.wire import person
from simulator.procore.projects.model import Company, Project
from simulator.procore.projects.time_zones import time_zone
from simulator.procore.responses import day, instant, v1_decimal

if TYPE_CHECKING:
    from simulator.procore.projects import shapes

PLAIN_FIELDS: Readers = {
    "name": title,
    "project_number": title,
    "active": boolean,
    "erp_integrated": boolean,
    "address": title,
    "city": title,
    "state_code": title,
    "country_code": title,
    "zip": title,
    "county": title,
    "time_zone": time_zone,
    "phone": title,
    "description": text,
    "accounting_project_number": title,
    "start_date": date_or_nothing,
    "completion_date": date_or_nothing,
    "projected_finish_date": date_or_nothing,
    "total_value": money,
}
ORIGIN_FIELDS: Readers = {"origin_id": title, "origin_code": title, "origin_data": text}
WRITABLE: Readers = {**PLAIN_FIELDS, **ORIGIN_FIELDS}


def company(record: Company) -> "shapes.Company":
    return {
        "id": record.id,
        "name": record.name,
        "is_active": True,
        "logo_url": None,
        "pcn_business_experience": None,
        "my_company": True,
    }


def compact(record: Project) -> "shapes.CompactProject":
    return {"id": record.id, "name": record.name, "display_name": record.display_name}


def listed(
    record: Project, owner: Company, origin: ExternalDatum | None, created_by: User | None
) -> "shapes.ListedProject":
    """The core fields of a project."""
    total_value = v1_decimal(record.total_value)
    return {
        "id": record.id,
        "name": record.name,
        "display_name": record.display_name,
        "project_number": record.project_number,
        "address": record.address,
        "city": record.city,
        "state_code": record.state_code,
        "country_code": record.country_code,
        "zip": record.zip,
        "county": record.county,
        "time_zone": record.time_zone,
        "latitude": None,
        "longitude": None,
        "stage": None,
        "project_stage": None,
        "phone": record.phone,
        "created_at": instant(record.created_at),
        "updated_at": instant(record.updated_at),
        "active": record.active,
        "origin_id": origin.origin_id if origin is not None else None,
        "origin_data": origin.origin_data if origin is not None else None,
        "origin_code": origin.origin_code if origin is not None else None,
        "start_date": day(record.start_date),
        "completion_date": day(record.completion_date),
        "projected_finish_date": day(record.projected_finish_date),
        "total_value": total_value,
        "estimated_value": total_value,
        "accounting_project_number": record.accounting_project_number,
        "company": {"id": owner.id, "name": owner.name},
        "created_by": person(created_by),
        "custom_fields": record.custom_fields,
    }


def shown_in_full(
    record: Project, owner: Company, origin: ExternalDatum | None, created_by: User | None
) -> "shapes.Project":
    return {
        **listed(record, owner, origin, created_by),
        "description": record.description,
        "is_erp_integrated": record.erp_integrated,
    }


def short(record: Project, created_by: User | None) -> "shapes.ShortProject":
    """The form of the list under a company."""
    return {
        "id": record.id,
        "name": record.name,
        "address": {
            "street": record.address,
            "city": record.city,
            "state_code": record.state_code,
            "zip": record.zip,
            "country_code": record.country_code,
        },
        "stage_name": None,
        "status_name": "Active" if record.active else "Inactive",
        "type_name": None,
        "open_items": [],
        "created_by": (
            None if created_by is None else {"id": created_by.id, "email": created_by.login}
        ),
    }
