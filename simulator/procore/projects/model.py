"""Companies and their projects."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from simulator.procore.custom_fields import CustomFields


@dataclass(slots=True)
class Company:
    """`is_app_connected`: whether the caller's application is installed there."""

    id: int
    name: str
    is_app_connected: bool


@dataclass(slots=True)
class Project:
    """A project. `change_order_tiers` is 1, 2 or 3 (D-073); 2 is Procore's own default (D-074).

    `change_order_statuses_cascade`: the lower tiers copy the status of the one above (D-078).
    """

    id: int
    company_id: int
    name: str
    project_number: str | None
    created_at: datetime
    updated_at: datetime
    active: bool = True
    erp_integrated: bool = False
    has_prime_contracts_tool: bool = True
    change_order_tiers: int = 2
    change_order_statuses_cascade: bool = True
    standard_users_make_potential_change_orders: bool = False
    address: str | None = None
    city: str | None = None
    state_code: str | None = None
    country_code: str | None = None
    zip: str | None = None
    county: str | None = None
    time_zone: str | None = None
    phone: str | None = None
    description: str | None = None
    accounting_project_number: str | None = None
    start_date: date | None = None
    completion_date: date | None = None
    projected_finish_date: date | None = None
    total_value: Decimal | None = None
    created_by_id: int | None = None
    custom_fields: CustomFields = field(default_factory=dict)

    @property
    def display_name(self) -> str:
        return f"{self.project_number} - {self.name}" if self.project_number else self.name


@dataclass
class ProjectStore:
    """Companies and projects by id, projects by company too."""

    companies: dict[int, Company] = field(default_factory=dict)
    projects: dict[int, Project] = field(default_factory=dict)
    projects_by_company: dict[int, list[Project]] = field(default_factory=dict)

    def add(self, project: Project) -> None:
        self.projects[project.id] = project
        self.projects_by_company.setdefault(project.company_id, []).append(project)

    def company_of(self, project_id: int) -> int:
        return self.projects[project_id].company_id

    def of_company(self, company_id: int) -> list[Project]:
        return self.projects_by_company.get(company_id, [])
