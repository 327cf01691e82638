"""Companies and projects (procore_api.md 1)."""

from collections.abc import Mapping, Sequence

from simulator.http.message import Reply, Request
from simulator.http.operation import Operation, PathParameters
from simulator.procore import origins, sync
from simulator.procore.access import Access, written_id
from simulator.procore.call import Call
from simulator.procore.custom_fields import CUSTOM_FIELDS, merged, with_custom_fields
from simulator.procore.listing import Listing, filter_values
from simulator.procore.operations import published
from simulator.procore.payload import Values, body_object, required_fields, wrapped
from simulator.procore.people.model import AccessLevel, User
from simulator.procore.projects import errors, wire
from simulator.procore.projects.model import Company, Project
from simulator.procore.responses import Refusal, shown
from simulator.procore.stores import ProcoreStores

SOURCE = "procore_api.md 1"
NEVER_NULL = ("active", "erp_integrated")
ACTIVE_BY_STATUS = {"all": {True, False}, "active": {True}, "inactive": {False}}


class ProjectRoutes:
    def __init__(self, stores: ProcoreStores, access: Access) -> None:
        self._stores = stores
        self._access = access
        filters = {
            "id": lambda project: project.id,
            "name": lambda project: project.name,
            "created_at": lambda project: project.created_at,
            "updated_at": lambda project: project.updated_at,
            "origin_id": lambda project: stores.external_data.origin_id("project", project.id),
            # Projects here have no vendors, so none is of any.
            "vendor_id": lambda project: None,
            "synced": lambda project: (
                stores.external_data.origin_id("project", project.id) is not None
            ),
        }
        sorts = {
            "name": lambda project: project.name,
            "display_name": lambda project: project.display_name,
        }
        self._companies = Listing[Company]()
        self._listing = Listing[Project](filters, sorts)
        self._listing_v1_1 = Listing[Project](filters, sorts, max_per_page=300)

    def operations(self) -> Sequence[Operation[Call]]:
        one = "/rest/v1.0/projects/{id}"
        company_projects = "/rest/v1.0/companies/{company_id}/projects"
        return (
            published(
                "list_companies",
                "GET /rest/v1.0/companies",
                self.list_companies,
                SOURCE,
                self._companies,
            ),
            published(
                "show_company_base_url",
                "GET /rest/v1.0/company_base_url",
                self.show_company_base_url,
                SOURCE,
            ),
            published(
                "list_projects",
                "GET /rest/v1.0/projects",
                self.list_projects,
                SOURCE,
                self._listing,
            ),
            published(
                "list_projects_v1_1",
                "GET /rest/v1.1/projects",
                self.list_projects_v1_1,
                SOURCE,
                self._listing_v1_1,
            ),
            published(
                "list_company_projects",
                f"GET {company_projects}",
                self.list_company_projects,
                SOURCE,
                self._listing,
            ),
            published("show_project", f"GET {one}", self.show_project, SOURCE),
            published("create_project", "POST /rest/v1.0/projects", self.create_project, SOURCE),
            published("update_project", f"PATCH {one}", self.update_project, SOURCE),
            published(
                "sync_projects",
                "PATCH /rest/v1.0/projects/sync",
                self.sync_projects,
                "procore_api.md 1, 4",
            ),
        )

    def list_companies(self, call: Call, path: PathParameters) -> Reply:
        companies = [
            company
            for company in self._stores.projects.companies.values()
            if company.is_app_connected
        ]
        page, headers = self._companies.page(companies, call.request)
        return shown([wire.company(company) for company in page], headers=headers)

    def show_company_base_url(self, call: Call, path: PathParameters) -> Reply:
        return shown({"zone": "us02", "web_base_url": call.request.base_url})

    def list_projects(self, call: Call, path: PathParameters) -> Reply:
        rows = self._visible(call, call.request.query_value("company_id"))
        statuses = _statuses(call.request)
        rows = [project for project in rows if project.active in statuses]
        page, headers = self._listing.page(rows, call.request)
        if call.request.query_value("serializer_view") == "compact":
            return shown([wire.compact(project) for project in page], headers=headers)
        return shown([self._listed(project) for project in page], headers=headers)

    def list_projects_v1_1(self, call: Call, path: PathParameters) -> Reply:
        rows = self._visible(call, call.request.query_value("company_id"))
        rows = [project for project in rows if project.active]
        page, headers = self._listing_v1_1.page(rows, call.request)
        view = call.request.query_value("view") or "normal"
        if view == "ids":
            return shown([project.id for project in page], headers=headers)
        if view == "compact":
            return shown([wire.compact(project) for project in page], headers=headers)
        if view not in ("normal", "extended"):
            raise Refusal(400, "view must be one of: ids, compact, normal, extended")
        show = self._in_full if view == "extended" else self._listed
        return shown([show(project) for project in page], headers=headers)

    def list_company_projects(self, call: Call, path: PathParameters) -> Reply:
        rows = [p for p in self._visible(call, path["company_id"]) if p.active]
        page, headers = self._listing.page(rows, call.request)
        return shown([wire.short(p, self._creator(p)) for p in page], headers=headers)

    def show_project(self, call: Call, path: PathParameters) -> Reply:
        company = self._access.company(call.request.query_value("company_id"))
        project = self._access.project(call, path["id"], company)
        return shown(self._in_full(project), touched=(f"project:{project.id}",))

    def create_project(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        company_id = self._company(call, body).id
        values = _values(wrapped(body, "project"))
        project = self._create(call, company_id, values)
        return shown(self._in_full(project), status=201, touched=(f"project:{project.id}",))

    def update_project(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        company = self._company(call, body)
        project = self._access.project(call, path["id"], company)
        values = _values(wrapped(body, "project"))
        self._update(call, project, values)
        return shown(self._in_full(project), touched=(f"project:{project.id}",))

    def sync_projects(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        company_id = self._company(call, body).id
        store = self._stores.projects

        def create(attributes: sync.Attributes) -> object:
            return self._in_full(self._create(call, company_id, _values(attributes)))

        def update(project_id: int, attributes: sync.Attributes) -> object:
            project = store.projects[project_id]
            self._update(call, project, _values(attributes))
            return self._in_full(project)

        def is_ours(project_id: int) -> bool:
            project = store.projects.get(project_id)
            return project is not None and project.company_id == company_id

        def id_with_origin(origin_id: str) -> int | None:
            return self._stores.external_data.item_with(company_id, "project", origin_id)

        upsert = sync.Upsert(
            exists=is_ours,
            id_with_origin=id_with_origin,
            create=create,
            update=update,
        )
        answer = sync.run(upsert, sync.updates_of(body))
        return shown(answer, touched=sync.touched("project", answer))

    def _company(self, call: Call, body: dict[str, object]) -> Company:
        """Creating and changing projects needs Admin on the company directory (assumed)."""
        written = written_id(call.request, body, "company_id")
        return self._access.company_tool(call, written, "directory", AccessLevel.ADMIN)

    def _visible(self, call: Call, company_id: str | None) -> list[Project]:
        """A service account sees what it is permitted, a person what they were added to."""
        company = self._access.company(company_id)
        rows = self._stores.projects.of_company(company.id)
        user = self._access.caller(call)
        return [project for project in rows if self._sees(user, project)]

    def _sees(self, user: User, project: Project) -> bool:
        if user.is_service_account:
            permitted = self._stores.settings.permitted_project_ids
            return permitted is None or project.id in permitted
        return project.id in user.project_template_ids

    def _listed(self, project: Project) -> Mapping[str, object]:
        owner = self._stores.projects.companies[project.company_id]
        origin = self._stores.external_data.of("project", project.id)
        return wire.listed(project, owner, origin, self._creator(project))

    def _in_full(self, project: Project) -> Mapping[str, object]:
        owner = self._stores.projects.companies[project.company_id]
        origin = self._stores.external_data.of("project", project.id)
        return wire.shown_in_full(project, owner, origin, self._creator(project))

    def _creator(self, project: Project) -> User | None:
        return self._stores.people.users.get(project.created_by_id or 0)

    def _create(self, call: Call, company_id: int, values: Values) -> Project:
        own, origin = origins.split(values)
        if not own.get("name"):
            raise Refusal(422, "Validation failed", fields=errors.NAME_MISSING)
        origins.check(self._stores, company_id, "project", 0, origin)
        now = self._stores.now()
        project = Project(self._stores.new_id("project"), company_id, "", None, now, now)
        project.created_by_id = call.actor_id
        self._apply(project, own)
        self._stores.projects.add(project)
        origins.write(self._stores, company_id, "project", project.id, origin)
        self._stores.announce(call.actor_id, "Projects", "create", project.id, project.id)
        return project

    def _update(self, call: Call, project: Project, values: Values) -> None:
        own, origin = origins.split(values)
        if "name" in own and not own["name"]:
            raise Refusal(422, "Validation failed", fields=errors.NAME_MISSING)
        origins.write(self._stores, project.company_id, "project", project.id, origin)
        self._apply(project, own)
        project.updated_at = self._stores.now()
        self._stores.announce(call.actor_id, "Projects", "update", project.id, project.id)

    def _apply(self, project: Project, own: Values) -> None:
        for name, value in own.items():
            if name == CUSTOM_FIELDS:
                project.custom_fields = merged(project.custom_fields, value)
            elif value is not None or name not in NEVER_NULL:
                setattr(project, name, value)


def _statuses(request: Request) -> set[bool]:
    """Whether active, inactive or both are asked for: one status or several, in any case; Refusal
    400 for an unknown one (assumed)."""
    wanted: set[bool] = set()
    for written in filter_values(request, "by_status"):
        status = written.strip().lower()
        if status not in ACTIVE_BY_STATUS:
            raise Refusal(400, "filters[by_status] must be one of: All, Active, Inactive")
        wanted |= ACTIVE_BY_STATUS[status]
    return wanted or {True}


def _values(payload: Mapping[str, object]) -> Values:
    return with_custom_fields(required_fields(payload, wire.WRITABLE), payload, 422)
