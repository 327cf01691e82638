"""Users as fixtures: made, or changed when the login is known already."""

from collections.abc import Mapping

from simulator.procore.fixture_fields import Maker, id_in, objects, read, refusing
from simulator.procore.payload import Readers, boolean, one_of, taken, title
from simulator.procore.people import wire
from simulator.procore.people.model import AccessLevel, PermissionTemplate, User
from simulator.procore.stores import ProcoreStores

_LEVEL_NAMES = tuple(level.wire_name for level in AccessLevel)


def user_maker(stores: ProcoreStores) -> Maker:
    """{login, name, erp_integrations = none, directory = read_only, can_push_to_accounting =
    false, projects: [{project_id, prime_contracts, change_orders?, directory?}]}.

    Given a login that exists, the fields given replace what is there, project by project.
    """
    level = one_of(*_LEVEL_NAMES)
    readers: Readers = {
        "login": title,
        "name": title,
        "erp_integrations": level,
        "directory": level,
        "can_push_to_accounting": boolean,
        "projects": objects,
    }

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        values = read("user", fields, readers, required=("login",))
        memberships = [_membership(stores, entry) for entry in fields.get("projects") or []]  # type: ignore[attr-defined]  # objects checked it
        login = str(values["login"])
        user = stores.people.with_login(login)
        levels = {"directory": AccessLevel.READ_ONLY, "erp_integrations": AccessLevel.NONE}
        if user is not None:
            levels = dict(stores.people.templates[user.company_template_id].levels)
        for tool in ("directory", "erp_integrations"):
            if values.get(tool) is not None:
                levels[tool] = AccessLevel[str(values[tool]).upper()]
        template = _template(stores, True, levels)
        event_type = "create" if user is None else "update"
        if user is None:
            now = stores.now()
            user = User(stores.new_id("user"), login, login, False, template.id, now, now)
            stores.people.add(user)
        user.company_template_id = template.id
        user.name = str(values.get("name") or user.name)
        if values.get("can_push_to_accounting") is not None:
            user.can_push_to_accounting = bool(values["can_push_to_accounting"])
        for project_id, project_levels in memberships:
            user.project_template_ids[project_id] = _template(stores, False, project_levels).id
        user.updated_at = stores.now()
        stores.announce(stores.service_account_id, "Company Users", event_type, user.id, None)
        return dict(wire.company_user(user, template))

    return refusing("user", make)


def _membership(
    stores: ProcoreStores, entry: Mapping[str, object]
) -> tuple[int, dict[str, AccessLevel]]:
    level = one_of(*_LEVEL_NAMES)
    readers: Readers = {
        "project_id": id_in(stores.projects.projects, "project"),
        "prime_contracts": level,
        "change_orders": level,
        "directory": level,
    }
    values = read("user.projects", entry, readers, required=("project_id", "prime_contracts"))
    prime_contracts = AccessLevel[str(values["prime_contracts"]).upper()]
    levels = {
        "directory": AccessLevel.READ_ONLY,
        "prime_contracts": prime_contracts,
        "change_orders": prime_contracts,
    }
    for tool in ("change_orders", "directory"):
        if values.get(tool) is not None:
            levels[tool] = AccessLevel[str(values[tool]).upper()]
    return taken(values, "project_id", int), levels


def _template(
    stores: ProcoreStores, is_company_level: bool, levels: dict[str, AccessLevel]
) -> PermissionTemplate:
    """The template with these levels, made when it is not there yet."""
    held = stores.people.template_like(is_company_level, levels)
    if held is not None:
        return held
    shown = ", ".join(f"{tool.replace('_', ' ')} {level.title}" for tool, level in levels.items())
    template = PermissionTemplate(
        stores.new_id("permission_template"), shown.capitalize(), is_company_level, dict(levels)
    )
    stores.people.templates[template.id] = template
    return template
