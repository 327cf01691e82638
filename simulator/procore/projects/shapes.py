"""What companies and projects look like as JSON (procore_api.md 1)."""

from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from simulator.procore.custom_fields import CustomField
from simulator.procore.json_types import Day, EmptyList, Instant, V1Decimal, V1Id
from simulator.procore.people.shapes import Person


class Company(TypedDict):
    id: V1Id
    name: str
    is_active: bool
    logo_url: str | None
    pcn_business_experience: bool | None
    my_company: bool


class CompanyBaseUrl(TypedDict):
    zone: str
    web_base_url: str


class NamedCompany(TypedDict):
    id: V1Id
    name: str


class CompactProject(TypedDict):
    id: V1Id
    name: str
    display_name: str


class ListedProject(TypedDict):
    id: V1Id
    name: str
    display_name: str
    project_number: str | None
    address: str | None
    city: str | None
    state_code: str | None
    country_code: str | None
    zip: str | None
    county: str | None
    time_zone: str | None
    latitude: float | None
    longitude: float | None
    stage: str | None
    project_stage: None
    phone: str | None
    created_at: Instant
    updated_at: Instant
    active: bool
    origin_id: str | None
    origin_data: str | None
    origin_code: str | None
    start_date: Day | None
    completion_date: Day | None
    projected_finish_date: Day | None
    total_value: V1Decimal | None
    estimated_value: Annotated[V1Decimal | None, Meta(description="The same as total_value")]
    accounting_project_number: str | None
    company: NamedCompany
    created_by: Person | None
    custom_fields: dict[str, CustomField]


class Project(ListedProject):
    description: str | None
    is_erp_integrated: bool


class ProjectAddress(TypedDict):
    street: str | None
    city: str | None
    state_code: str | None
    zip: str | None
    country_code: str | None


class ProjectCreator(TypedDict):
    id: V1Id
    email: str


class ShortProject(TypedDict):
    id: V1Id
    name: str
    address: ProjectAddress
    stage_name: str | None
    status_name: Literal["Active", "Inactive"]
    type_name: str | None
    open_items: EmptyList
    created_by: ProjectCreator | None
