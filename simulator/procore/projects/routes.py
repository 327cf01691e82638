"""Companies and projects (procore_api.md 1)."""

from collections.abc import Mapping, Sequence

from simulator.http.message import Reply, Request
from simulator.http.operation import PathParameters
from simulator.procore import sync
from simulator.procore.access import Access, written_id
from simulator.procore.call import Call
from simulator.procore.custom_fields import with_custom_fields
from simulator.procore.declarations import Fields, one, several, sync_of, synced
from simulator.procore.listing import Listing, filter_values
from simulator.procore.operations import ProcoreOperation, published
from simulator.procore.payload import Values, body_object, required_fields, wrapped
from simulator.procore.people.model import AccessLevel, User
from simulator.procore.projects import wire
from simulator.procore.projects.model import Company, Project
from simulator.procore.projects.writer import ProjectWriter
from simulator.procore.query import COMPANY_ID, Parameter
from simulator.procore.responses import Refusal, shown
from simulator.procore.stores import ProcoreStores

SOURCE = "procore_api.md 1"
ACTIVE_BY_STATUS = {"All": {True, False}, "Active": {True}, "Inactive": {False}}
BY_STATUS = Parameter("filters[by_status]", choices=tuple(ACTIVE_BY_STATUS))
SERIALIZER_VIEW = Parameter("serializer_view", choices=("compact",))
VIEW = Parameter("view", choices=("ids", "compact", "normal", "extended"))
LISTED_V1_1 = (
    several("projects:ListedProject")
    | several("projects:Project")
    | several("projects:CompactProject")
    | several("int")
)


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

    def operations(self) -> Sequence[ProcoreOperation]:
        one_project = "/rest/v1.0/projects/{id}"
        company_projects = "/rest/v1.0/companies/{company_id}/projects"
        return (
            published(
                "list_companies",
                "GET /rest/v1.0/companies",
                self.list_companies,
                SOURCE,
                listing=self._companies,
                answers=several("projects:Company"),
            ),
            published(
                "show_company_base_url",
                "GET /rest/v1.0/company_base_url",
                self.show_company_base_url,
                SOURCE,
                answers=one("projects:CompanyBaseUrl"),
            ),
            published(
                "list_projects",
                "GET /rest/v1.0/projects",
                self.list_projects,
                SOURCE,
                listing=self._listing,
                answers=several("projects:ListedProject") | several("projects:CompactProject"),
                query=(COMPANY_ID, BY_STATUS, SERIALIZER_VIEW),
            ),
            published(
                "list_projects_v1_1",
                "GET /rest/v1.1/projects",
                self.list_projects_v1_1,
                SOURCE,
                listing=self._listing_v1_1,
                answers=LISTED_V1_1,
                query=(COMPANY_ID, VIEW),
            ),
            published(
                "list_company_projects",
                f"GET {company_projects}",
                self.list_company_projects,
                SOURCE,
                listing=self._listing,
                answers=several("projects:ShortProject"),
            ),
            published(
                "show_project",
                f"GET {one_project}",
                self.show_project,
                SOURCE,
                answers=one("projects:Project"),
                query=(COMPANY_ID,),
            ),
            published(
                "create_project",
                "POST /rest/v1.0/projects",
                self.create_project,
                SOURCE,
                answers=one("projects:Project"),
                query=(COMPANY_ID,),
                body=Fields(wire.WRITABLE, "project", (COMPANY_ID,)),
            ),
            published(
                "update_project",
                f"PATCH {one_project}",
                self.update_project,
                SOURCE,
                answers=one("projects:Project"),
                query=(COMPANY_ID,),
                body=Fields(wire.WRITABLE, "project", (COMPANY_ID,)),
            ),
            published(
                "sync_projects",
                "PATCH /rest/v1.0/projects/sync",
                self.sync_projects,
                "procore_api.md 1, 4",
                answers=synced("projects:Project"),
                query=(COMPANY_ID,),
                body=sync_of(wire.WRITABLE, (COMPANY_ID,)),
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
        rows = self._visible(call, COMPANY_ID.of(call.request))
        statuses = _statuses(call.request)
        rows = [project for project in rows if project.active in statuses]
        page, headers = self._listing.page(rows, call.request)
        if SERIALIZER_VIEW.of(call.request) == "compact":
            return shown([wire.compact(project) for project in page], headers=headers)
        return shown([self._listed(project) for project in page], headers=headers)

    def list_projects_v1_1(self, call: Call, path: PathParameters) -> Reply:
        rows = self._visible(call, COMPANY_ID.of(call.request))
        rows = [project for project in rows if project.active]
        page, headers = self._listing_v1_1.page(rows, call.request)
        view = VIEW.of(call.request) or "normal"
        if view == "ids":
            return shown([project.id for project in page], headers=headers)
        if view == "compact":
            return shown([wire.compact(project) for project in page], headers=headers)
        if view not in VIEW.choices:
            raise Refusal(400, f"view must be one of: {', '.join(VIEW.choices)}")
        show = self._in_full if view == "extended" else self._listed
        return shown([show(project) for project in page], headers=headers)

    def list_company_projects(self, call: Call, path: PathParameters) -> Reply:
        rows = [p for p in self._visible(call, path["company_id"]) if p.active]
        page, headers = self._listing.page(rows, call.request)
        return shown([wire.short(p, self._creator(p)) for p in page], headers=headers)

    def show_project(self, call: Call, path: PathParameters) -> Reply:
        company = self._access.company(COMPANY_ID.of(call.request))
        project = self._access.project(call, path["id"], company)
        return shown(self._in_full(project), touched=(f"project:{project.id}",))

    def create_project(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        company_id = self._company(call, body).id
        values = _values(wrapped(body, "project"))
        project = self._writer(call).create(company_id, values)
        return shown(self._in_full(project), status=201, touched=(f"project:{project.id}",))

    def update_project(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        company = self._company(call, body)
        project = self._access.project(call, path["id"], company)
        values = _values(wrapped(body, "project"))
        self._writer(call).update(project, values)
        return shown(self._in_full(project), touched=(f"project:{project.id}",))

    def sync_projects(self, call: Call, path: PathParameters) -> Reply:
        body = body_object(call.request)
        company_id = self._company(call, body).id
        store = self._stores.projects

        def create(attributes: sync.Attributes) -> object:
            return self._in_full(self._writer(call).create(company_id, _values(attributes)))

        def update(project_id: int, attributes: sync.Attributes) -> object:
            project = store.projects[project_id]
            self._writer(call).update(project, _values(attributes))
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
        written = written_id(call.request, body, COMPANY_ID)
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

    def _writer(self, call: Call) -> ProjectWriter:
        return ProjectWriter(self._stores, call.actor_id)

    def _creator(self, project: Project) -> User | None:
        return self._stores.people.users.get(project.created_by_id or 0)


def _statuses(request: Request) -> set[bool]:
    """Whether active, inactive or both are asked for: one status or several, in any case; Refusal
    400 for an unknown one (assumed)."""
    wanted: set[bool] = set()
    for written in filter_values(request, "by_status"):
        status = written.strip().capitalize()
        if status not in ACTIVE_BY_STATUS:
            raise Refusal(400, f"{BY_STATUS.name} must be one of: {', '.join(BY_STATUS.choices)}")
        wanted |= ACTIVE_BY_STATUS[status]
    return wanted or {True}


def _values(payload: Mapping[str, object]) -> Values:
    return with_custom_fields(required_fields(payload, wire.WRITABLE), payload, 422)
