"""Who is calling, and may they come in: tokens, companies, projects and levels on tools.

A record that the caller may not read at all is answered as if it did not exist, 404; one that may
be read but not changed is 403 (procore_api.md 6).
"""

from collections.abc import Mapping

from simulator.http.message import Request
from simulator.procore.call import Call
from simulator.procore.oauth.model import AccessToken
from simulator.procore.people.model import AccessLevel, User
from simulator.procore.projects.model import Company, Project
from simulator.procore.query import EITHER_ID, Parameter
from simulator.procore.responses import Refusal
from simulator.procore.stores import ProcoreStores

COMPANY_HEADER = "procore-company-id"
# The first line is documented, the other is ours.
MISSING_HEADER = (
    "Missing Procore-Company-Id header!\n"
    "Every call has to say in it which company it is about. A company in the path, the query or the"
    " body does not take its place."
)
NOT_CONNECTED = "App is not connected to this company."
NOT_FOUND = "Resource not found"
_BEARER = "bearer "
MAX_ID_DIGITS = 19

Written = str | int | None


class Access:
    def __init__(self, stores: ProcoreStores) -> None:
        self._stores = stores

    def live_token(self, request: Request) -> AccessToken | None:
        header = request.headers.get("authorization", "")
        if header[: len(_BEARER)].lower() != _BEARER:
            return None
        now = self._stores.world.clock.seconds()
        return self._stores.oauth.live(header[len(_BEARER) :].strip(), now)

    def named_company_id(self, request: Request) -> int | None:
        """The company that the header names, if there is one."""
        written = request.headers.get(COMPANY_HEADER)
        if written is None or not (
            written.isascii() and written.isdigit() and len(written) <= MAX_ID_DIGITS
        ):
            return None
        company = self._stores.projects.companies.get(int(written))
        return None if company is None else company.id

    def caller(self, call: Call) -> User:
        """Whoever the token was given to; Refusal 401 when that user is no more."""
        user = self._stores.people.users.get(call.actor_id)
        if user is None:
            raise Refusal(401, "The access token is invalid", because="the token's user is gone")
        return user

    def check_company_header(self, call: Call) -> None:
        """Refuse a company the application is not connected to, and when strict a missing header,
        where it is needed: status 400 is assumed (procore_api.md 1)."""
        written = call.request.headers.get(COMPANY_HEADER)
        if written is not None:
            self.company(written)
        elif self._stores.settings.strict_company_header and not self._may_name_no_company(call):
            raise Refusal(400, MISSING_HEADER, because="strict_company_header is on")

    def _may_name_no_company(self, call: Call) -> bool:
        """People may ask who they are and which companies there are."""
        if self.caller(call).is_service_account:
            return False
        path = call.request.path.strip("/")
        if path == "rest/v1.0/me":
            return not any(parameter.of(call.request) for parameter in EITHER_ID)
        return path == "rest/v1.0/companies"

    def company(self, written: Written) -> Company:
        """The company of a path, query or header: 404 when unknown, 403 when not connected."""
        company = self._stores.projects.companies.get(record_id(written, "company_id"))
        if company is None:
            raise Refusal(404, NOT_FOUND, because=f"there is no company {written}")
        if not company.is_app_connected:
            raise Refusal(
                403,
                NOT_CONNECTED,
                fields=[NOT_CONNECTED],
                because=f"the app is not connected to company {company.id}",
            )
        return company

    def company_tool(self, call: Call, written: Written, tool: str, level: AccessLevel) -> Company:
        """The company, when its tool is on and the caller has the level on it. ERP Integrations is
        on in our company alone: it has to be enabled for each (procore_api.md 10)."""
        company = self.company(written)
        if tool == "erp_integrations" and company.id != self._stores.company_id:
            raise Refusal(
                403,
                "The tool is not enabled for this company",
                because=f"the ERP Integrations tool is off in company {company.id}",
            )
        held = self._stores.people.company_level(self.caller(call), tool)
        self._check_level(held, level, tool)
        return company

    def project(self, call: Call, written: Written, of: Company | None = None) -> Project:
        """The project of a path, query or body; 404 when the caller cannot see it, or when it is
        not a project of the company the call names (`of`)."""
        project = self._stores.projects.projects.get(record_id(written, "project_id"))
        if project is None:
            raise Refusal(404, NOT_FOUND, because=f"there is no project {written}")
        if of is not None and project.company_id != of.id:
            because = f"project {project.id} is not one of company {of.id}"
            raise Refusal(404, NOT_FOUND, because=because)
        user = self.caller(call)
        permitted = self._stores.settings.permitted_project_ids
        if user.is_service_account:
            if permitted is not None and project.id not in permitted:
                raise Refusal(
                    403,
                    "You do not have access to this project",
                    because=f"project {project.id} is not permitted to the service account",
                )
        elif project.id not in user.project_template_ids:
            raise Refusal(
                404, NOT_FOUND, because=f"user {user.login} was not added to project {project.id}"
            )
        return project

    def project_tool(
        self,
        call: Call,
        written: Written,
        tool: str,
        level: AccessLevel,
        of: Company | None = None,
    ) -> Project:
        """The project, when its tool is on and the caller has the level on it."""
        project = self.project(call, written, of)
        if tool == "prime_contracts" and not project.has_prime_contracts_tool:
            raise Refusal(
                403,
                "The tool is not enabled for this project",
                because=f"the Prime Contracts tool is off in project {project.id}",
            )
        held = self._stores.people.project_level(self.caller(call), project.id, tool)
        self._check_level(held, level, tool)
        return project

    def _check_level(self, held: AccessLevel, needed: AccessLevel, tool: str) -> None:
        if held >= needed:
            return
        because = f"{needed.wire_name} on {tool} is needed, the caller has {held.wire_name}"
        if held is AccessLevel.NONE:
            raise Refusal(404, NOT_FOUND, because=because)
        raise Refusal(403, "You do not have permission to do this", because=because)


def no_live_token(request: Request) -> Refusal:
    has_any = request.headers.get("authorization", "")
    because = "the token is unknown or has expired" if has_any else "there is no token"
    return Refusal(401, "The access token is invalid", because=because)


def written_id(request: Request, body: Mapping[str, object], parameter: Parameter) -> Written:
    """An id that v1 writes carry in the body; the query is looked at, too."""
    value = body.get(parameter.name)
    if isinstance(value, (int, str)) and not isinstance(value, bool):
        return value
    return parameter.of(request)


def record_id(written: Written, name: str) -> int:
    """An id as a path, query or body carries it; Refusal 400 when missing or not an id."""
    if isinstance(written, int) and not isinstance(written, bool):
        return written
    if (
        isinstance(written, str)
        and written.isascii()
        and written.isdigit()
        and len(written) <= MAX_ID_DIGITS
    ):
        return int(written)
    if written is None or written == "":
        raise Refusal(400, f"param is missing or the value is empty: {name}")
    raise Refusal(404, NOT_FOUND, because=f"{name} is not an id: {str(written)[:100]}")
