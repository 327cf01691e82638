"""Users, the permission templates that give them their levels, and the tools these speak of."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum


class AccessLevel(IntEnum):
    """A level on a tool, weakest first (procore_api.md 11)."""

    NONE = 1
    READ_ONLY = 2
    STANDARD = 3
    ADMIN = 4

    @property
    def wire_name(self) -> str:
        return self.name.lower()

    @property
    def title(self) -> str:
        return self.name.replace("_", " ").title()


COMPANY_TOOLS = ("directory", "erp_integrations", "webhooks")
PROJECT_TOOLS = ("directory", "prime_contracts", "change_orders")


@dataclass(slots=True)
class PermissionTemplate:
    """`is_company_level` separates templates for company tools from those for project tools."""

    id: int
    name: str
    is_company_level: bool
    levels: dict[str, AccessLevel]


@dataclass(slots=True)
class User:
    """A person, or the service account of an application.

    `can_push_to_accounting` shows as `erp_integrated_accountant` (procore_api.md 11, inferred).
    `project_template_ids` holds the template of each project that the user was added to.
    """

    id: int
    login: str
    name: str
    can_push_to_accounting: bool
    company_template_id: int
    created_at: datetime
    updated_at: datetime
    is_service_account: bool = False
    project_template_ids: dict[int, int] = field(default_factory=dict)


@dataclass
class PeopleStore:
    """Users by id and login, templates by id; templates are shared by all who have their levels."""

    users: dict[int, User] = field(default_factory=dict)
    user_id_by_login: dict[str, int] = field(default_factory=dict)
    templates: dict[int, PermissionTemplate] = field(default_factory=dict)

    def add(self, user: User) -> None:
        self.users[user.id] = user
        self.user_id_by_login[user.login.lower()] = user.id

    def with_login(self, login: str) -> User | None:
        user_id = self.user_id_by_login.get(login.lower())
        return None if user_id is None else self.users[user_id]

    def strangers_to(self, other: "PeopleStore") -> set[int]:
        """The ids of the users here that are nobody's there, or somebody else's."""
        return {
            user.id
            for user in self.users.values()
            if (known := other.users.get(user.id)) is None or known.login != user.login
        }

    def template_like(
        self, is_company_level: bool, levels: dict[str, AccessLevel]
    ) -> PermissionTemplate | None:
        for template in self.templates.values():
            if template.is_company_level == is_company_level and template.levels == levels:
                return template
        return None

    def company_level(self, user: User, tool: str) -> AccessLevel:
        if user.is_service_account:
            return AccessLevel.ADMIN
        return self.templates[user.company_template_id].levels.get(tool, AccessLevel.NONE)

    def project_level(self, user: User, project_id: int, tool: str) -> AccessLevel:
        if user.is_service_account:
            return AccessLevel.ADMIN
        template_id = user.project_template_ids.get(project_id)
        if template_id is None:
            return AccessLevel.NONE
        return self.templates[template_id].levels.get(tool, AccessLevel.NONE)
