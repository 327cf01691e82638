"""What users, permission templates and manifests look like as JSON (procore_api.md 11)."""

from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta

from simulator.procore.json_types import EmptyList, EmptyObject, Instant, V1Id, one_of
from simulator.procore.people.model import COMPANY_TOOLS, PROJECT_TOOLS, AccessLevel

ToolName = Annotated[str, one_of(dict.fromkeys((*COMPANY_TOOLS, *PROJECT_TOOLS)))]
TemplateType = Literal["company_tools", "global"]


class Person(TypedDict):
    id: V1Id
    login: str
    name: str


class Me(TypedDict):
    id: V1Id
    login: str
    name: NotRequired[
        Annotated[str, Meta(description="Only when a company or project is asked about")]
    ]


class UserTemplate(TypedDict):
    id: V1Id
    name: str
    project_specific: bool
    type: TemplateType


class CompanyUser(TypedDict):
    id: V1Id
    login: str
    name: str
    first_name: str | None
    last_name: str
    email_address: str
    erp_integrated_accountant: Annotated[bool, Meta(description="May push to accounting")]
    is_active: bool
    is_employee: bool
    employee_id: str | None
    job_title: str | None
    origin_id: str | None
    origin_data: str | None
    permission_template: UserTemplate | None
    company_permission_template: UserTemplate | None
    vendor: None
    created_at: Instant
    updated_at: Instant


class ProjectUser(TypedDict):
    id: V1Id
    login: str
    name: str
    email_address: str
    is_active: bool
    is_employee: bool
    permission_template: UserTemplate | None
    vendor: None
    created_at: Instant
    updated_at: Instant


class ListedPermissionTemplate(TypedDict):
    id: V1Id
    name: str
    project_specific: bool
    type: TemplateType
    category: Literal["internal"]


class PermissionTemplate(TypedDict):
    id: V1Id
    company_id: V1Id
    name: str
    provider_type: Literal["Company"]
    provider_id: V1Id
    type: TemplateType
    category: Literal["internal"]
    user_access_levels: Annotated[
        dict[str, Annotated[str, one_of(level.wire_name for level in AccessLevel)]],
        Meta(description="The level on each tool, by the tool's name"),
    ]
    permissions: EmptyObject
    project_id: V1Id | None


class ToolAccessLevel(TypedDict):
    id: Annotated[int, Meta(ge=int(AccessLevel.NONE), le=int(AccessLevel.ADMIN))]
    name: Annotated[str, one_of(level.title for level in AccessLevel)]


class Tool(TypedDict):
    id: int
    name: ToolName
    friendly_name: str
    domain_id: int
    tab_group: str | None
    available_for_user: bool
    url: str | None
    user_access_level: ToolAccessLevel
    permitted_actions: EmptyList
    can_create: bool


class PermissionManifest(TypedDict):
    tools: list[Tool]
