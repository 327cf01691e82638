"""Users, permission templates, and what the caller may do (procore_api.md 1, 11)."""

from collections.abc import Mapping, Sequence

from simulator.http.message import Reply
from simulator.http.operation import PathParameters
from simulator.procore.access import Access
from simulator.procore.call import Call
from simulator.procore.declarations import one, several
from simulator.procore.listing import Listing
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.people import errors, wire
from simulator.procore.people.model import (
    COMPANY_TOOLS,
    PROJECT_TOOLS,
    AccessLevel,
    PeopleStore,
    User,
)
from simulator.procore.people.model import PermissionTemplate as Template
from simulator.procore.projects.model import Project
from simulator.procore.query import COMPANY_ID, EITHER_ID, PROJECT_ID, Parameter
from simulator.procore.responses import Refusal, shown
from simulator.procore.stores import ProcoreStores

ME = "procore_api.md 1"
RIGHTS = "procore_api.md 11"
SEARCH = Parameter("filters[search]")


class PeopleRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        self._users = Listing[User](
            filters={
                "id": lambda user: user.id,
                "login": lambda user: user.login,
                "email_address": lambda user: user.login,
                "created_at": lambda user: user.created_at,
                "updated_at": lambda user: user.updated_at,
            },
            sorts={"name": lambda user: user.name, "email": lambda user: user.login},
        )
        self._templates = Listing[Template](filters={"id": lambda template: template.id})

    def operations(self) -> Sequence[ProcoreOperation]:
        company = "/rest/v1.0/companies/{company_id}"
        project = "/rest/v1.0/projects/{project_id}"
        return (
            published(
                "show_me",
                "GET /rest/v1.0/me",
                self.show_me,
                ME,
                answers=one("people:Me"),
                query=EITHER_ID,
            ),
            published(
                "show_company_me",
                f"GET {company}/me",
                self.show_company_me,
                ME,
                answers=one("people:CompanyUser"),
            ),
            published(
                "list_company_users",
                f"GET {company}/users",
                self.list_company_users,
                ME,
                listing=self._users,
                answers=several("people:CompanyUser"),
                query=(SEARCH,),
            ),
            published(
                "show_company_user",
                f"GET {company}/users/{{id}}",
                self.show_company_user,
                RIGHTS,
                answers=one("people:CompanyUser"),
            ),
            published(
                "list_project_users",
                f"GET {project}/users",
                self.list_project_users,
                RIGHTS,
                listing=self._users,
                answers=several("people:ProjectUser"),
                query=(SEARCH,),
            ),
            published(
                "list_company_permission_templates",
                f"GET {company}/permission_templates",
                self.list_company_templates,
                RIGHTS,
                listing=self._templates,
                answers=several("people:ListedPermissionTemplate"),
            ),
            published(
                "show_company_permission_template",
                f"GET {company}/permission_templates/{{id}}",
                self.show_company_template,
                RIGHTS,
                answers=one("people:PermissionTemplate"),
            ),
            published(
                "list_project_permission_templates",
                f"GET {project}/permission_templates",
                self.list_project_templates,
                RIGHTS,
                listing=self._templates,
                answers=several("people:ListedPermissionTemplate"),
            ),
            published(
                "show_permissions",
                "GET /rest/v1.0/settings/permissions",
                self.show_permissions,
                RIGHTS,
                answers=one("people:PermissionManifest"),
                query=EITHER_ID,
            ),
        )

    def show_me(self, call: Call, path: PathParameters) -> Reply:
        company_id = COMPANY_ID.of(call.request)
        project_id = PROJECT_ID.of(call.request)
        company = self._access.company(company_id) if company_id else None
        if project_id:
            self._access.project(call, project_id, company)
        is_asked = bool(company_id or project_id)
        return shown(wire.me(self._access.caller(call), with_name=is_asked))

    def show_company_me(self, call: Call, path: PathParameters) -> Reply:
        self._access.company(path["company_id"])
        return shown(self._company_user(self._access.caller(call)))

    def list_company_users(self, call: Call, path: PathParameters) -> Reply:
        people = self._directory(call, path)
        page, headers = self._users.page(
            self._found(list(people.users.values()), call), call.request
        )
        return shown([self._company_user(user) for user in page], headers=headers)

    def show_company_user(self, call: Call, path: PathParameters) -> Reply:
        user = self._directory(call, path).users.get(_number(path["id"]))
        if user is None:
            raise errors.unknown_user(path["id"])
        return shown(self._company_user(user), touched=(f"user:{user.id}",))

    def list_project_users(self, call: Call, path: PathParameters) -> Reply:
        project = self._access.project(call, path["project_id"])
        users = [
            u for u in self._stores.people.users.values() if project.id in u.project_template_ids
        ]
        page, headers = self._users.page(self._found(users, call), call.request)
        return shown([self._project_user(user, project) for user in page], headers=headers)

    def list_company_templates(self, call: Call, path: PathParameters) -> Reply:
        templates = list(self._directory(call, path).templates.values())
        page, headers = self._templates.page(templates, call.request)
        return shown([wire.listed_template(template) for template in page], headers=headers)

    def show_company_template(self, call: Call, path: PathParameters) -> Reply:
        template = self._directory(call, path).templates.get(_number(path["id"]))
        if template is None:
            raise errors.unknown_template(path["id"])
        return shown(
            wire.template_in_full(template, self._stores.company_id),
            touched=(f"permission_template:{template.id}",),
        )

    def list_project_templates(self, call: Call, path: PathParameters) -> Reply:
        self._access.project(call, path["project_id"])
        templates = [t for t in self._stores.people.templates.values() if not t.is_company_level]
        page, headers = self._templates.page(templates, call.request)
        return shown([wire.listed_template(template) for template in page], headers=headers)

    def show_permissions(self, call: Call, path: PathParameters) -> Reply:
        """The caller's own manifest, of a project or of the company."""
        people, user = self._stores.people, self._access.caller(call)
        if (project_id := PROJECT_ID.of(call.request)) is not None:
            project = self._access.project(call, project_id)
            tools = [
                wire.tool(name, people.project_level(user, project.id, name))
                for name in PROJECT_TOOLS
                if name != "prime_contracts" or project.has_prime_contracts_tool
            ]
            return shown({"tools": tools})
        if (company_id := COMPANY_ID.of(call.request)) is not None:
            self._access.company(company_id)
            levels = ((name, people.company_level(user, name)) for name in COMPANY_TOOLS)
            return shown({"tools": [wire.tool(name, level) for name, level in levels]})
        raise Refusal(400, "param is missing or the value is empty: company_id or project_id")

    def _directory(self, call: Call, path: PathParameters) -> PeopleStore:
        """The people and templates of the company in the path: all are ours, another company that
        the application is connected to has none."""
        company = self._access.company_tool(
            call, path["company_id"], "directory", AccessLevel.READ_ONLY
        )
        return self._stores.people if company.id == self._stores.company_id else PeopleStore()

    def _found(self, users: list[User], call: Call) -> list[User]:
        """Those that filters[search] finds in name or e-mail address."""
        wanted = (SEARCH.of(call.request) or "").lower()
        return [u for u in users if wanted in u.name.lower() or wanted in u.login.lower()]

    def _company_user(self, user: User) -> Mapping[str, object]:
        return wire.company_user(user, self._stores.people.templates[user.company_template_id])

    def _project_user(self, user: User, project: Project) -> Mapping[str, object]:
        template = self._stores.people.templates.get(user.project_template_ids[project.id])
        return wire.project_user(user, template)


def _number(written: str) -> int:
    """An id in a path, or one that no record has."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 20 else -1
