"""What one person may do, read with the service account (procore_api.md 11)."""

from engine.connectors.procore.fields import Fields
from engine.connectors.procore.paging import read_list
from engine.connectors.procore.session import SYSTEM, ProcoreSession
from engine.ports.outcomes import Refused
from engine.records.user_rights import AccessLevel, UserRights

COMPANY_USERS = "list company users"
PROJECT_USERS = "list project users"
TEMPLATE = "read permission template"
ERP_INTEGRATIONS = "erp_integrations"
PRIME_CONTRACTS = "prime_contracts"


def read_user_rights(session: ProcoreSession, login: str, project_id: int | None) -> UserRights:
    """The person's levels; Refused when the company has no such user."""
    company = f"/rest/v1.0/companies/{session.company_id}"
    user = _user(session, COMPANY_USERS, f"{company}/users", login)
    if user is None:
        raise Refused(SYSTEM, COMPANY_USERS, f"the company has no user with the login {login!r}")
    return UserRights(
        user_id=user.id(),
        login=login,
        erp_integrations=_level(
            session, user.optional_record("company_permission_template"), ERP_INTEGRATIONS
        ),
        prime_contracts=_prime_contracts_level(session, login, project_id),
        can_push_to_accounting=user.flag("erp_integrated_accountant", absent=False),
    )


def _prime_contracts_level(
    session: ProcoreSession, login: str, project_id: int | None
) -> AccessLevel:
    if project_id is None:
        return AccessLevel.NONE
    user = _user(session, PROJECT_USERS, f"/rest/v1.0/projects/{project_id}/users", login)
    if user is None:  # not added to the project
        return AccessLevel.NONE
    return _level(session, user.optional_record("permission_template"), PRIME_CONTRACTS)


def _user(session: ProcoreSession, operation: str, path: str, login: str) -> Fields | None:
    """The one user with this login; the search also finds those who merely contain it."""
    found = read_list(session, operation, path, {"filters[search]": login}, name="user")
    for user in found:
        known = user.optional_text("login") or user.optional_text("email_address") or ""
        if known.casefold() == login.casefold():
            return user
    return None


def _level(session: ProcoreSession, template: Fields | None, tool: str) -> AccessLevel:
    """The level that a user's permission template gives on a tool; none without a template."""
    if template is None:
        return AccessLevel.NONE
    template_id = template.id()
    content, _ = session.read(
        TEMPLATE, f"/rest/v1.0/companies/{session.company_id}/permission_templates/{template_id}"
    )
    levels = Fields.of(TEMPLATE, f"permission template {template_id}", content).record(
        "user_access_levels"
    )
    word = levels.optional_text(tool)
    if word is None:
        return AccessLevel.NONE
    try:
        return AccessLevel(word.lower().replace(" ", "_").replace("-", "_"))
    except ValueError:
        raise levels.senseless(f"{tool} is {word!r}, not an access level") from None
