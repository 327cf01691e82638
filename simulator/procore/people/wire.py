"""Users, templates and permission manifests as JSON (procore_api.md 11)."""

from typing import TYPE_CHECKING

from simulator.procore.people.model import AccessLevel, PermissionTemplate, User
from simulator.procore.responses import instant

if TYPE_CHECKING:
    from simulator.procore.people import shapes

# Stable numbers for tools in permission manifests; the real ones are not published.
_TOOL_IDS = {
    "directory": 1,
    "erp_integrations": 2,
    "webhooks": 3,
    "prime_contracts": 4,
    "change_orders": 5,
}


def person(user: User | None) -> "shapes.Person | None":
    """The nested form: id, login, name."""
    return None if user is None else {"id": user.id, "login": user.login, "name": user.name}


def me(user: User, with_name: bool) -> "shapes.Me":
    """`name` only when a company or project is asked about (procore_api.md 1)."""
    answer: shapes.Me = {"id": user.id, "login": user.login}
    if with_name:
        answer["name"] = user.name
    return answer


def template_of_user(template: PermissionTemplate | None) -> "shapes.UserTemplate | None":
    if template is None:
        return None
    return {
        "id": template.id,
        "name": template.name,
        "project_specific": False,
        "type": _type(template),
    }


def company_user(user: User, company_template: PermissionTemplate) -> "shapes.CompanyUser":
    """A company user; `login` beside `email_address` is assumed."""
    first_name, _, last_name = user.name.rpartition(" ")
    return {
        "id": user.id,
        "login": user.login,
        "name": user.name,
        "first_name": first_name or None,
        "last_name": last_name,
        "email_address": user.login,
        "erp_integrated_accountant": user.can_push_to_accounting,
        "is_active": True,
        "is_employee": not user.is_service_account,
        "employee_id": None,
        "job_title": None,
        "origin_id": None,
        "origin_data": None,
        "permission_template": None,
        "company_permission_template": template_of_user(company_template),
        "vendor": None,
        "created_at": instant(user.created_at),
        "updated_at": instant(user.updated_at),
    }


def project_user(user: User, template: PermissionTemplate | None) -> "shapes.ProjectUser":
    return {
        "id": user.id,
        "login": user.login,
        "name": user.name,
        "email_address": user.login,
        "is_active": True,
        "is_employee": not user.is_service_account,
        "permission_template": template_of_user(template),
        "vendor": None,
        "created_at": instant(user.created_at),
        "updated_at": instant(user.updated_at),
    }


def listed_template(template: PermissionTemplate) -> "shapes.ListedPermissionTemplate":
    return {
        "id": template.id,
        "name": template.name,
        "project_specific": False,
        "type": _type(template),
        "category": "internal",
    }


def template_in_full(template: PermissionTemplate, company_id: int) -> "shapes.PermissionTemplate":
    """`user_access_levels` is published as an object about the active tools; that it maps a
    tool's name to its level is assumed."""
    return {
        "id": template.id,
        "company_id": company_id,
        "name": template.name,
        "provider_type": "Company",
        "provider_id": company_id,
        "type": _type(template),
        "category": "internal",
        "user_access_levels": {tool: level.wire_name for tool, level in template.levels.items()},
        "permissions": {},
        "project_id": None,
    }


def tool(name: str, level: AccessLevel) -> "shapes.Tool":
    """One tool of a permission manifest."""
    return {
        "id": _TOOL_IDS[name],
        "name": name,
        "friendly_name": name.replace("_", " ").title(),
        "domain_id": _TOOL_IDS[name],
        "tab_group": None,
        "available_for_user": level is not AccessLevel.NONE,
        "url": None,
        "user_access_level": {"id": int(level), "name": level.title},
        "permitted_actions": [],
        "can_create": level >= AccessLevel.STANDARD,
    }


def _type(template: PermissionTemplate) -> "shapes.TemplateType":
    return "company_tools" if template.is_company_level else "global"
