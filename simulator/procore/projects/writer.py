"""Writing projects: what must hold before one is made or changed."""

from simulator.procore import origins
from simulator.procore.custom_fields import CUSTOM_FIELDS, merged
from simulator.procore.payload import Values
from simulator.procore.projects import errors
from simulator.procore.projects.model import Project
from simulator.procore.responses import Refusal
from simulator.procore.stores import ProcoreStores

_NEVER_NULL = ("active", "erp_integrated")


class ProjectWriter:
    """Writes for the user `actor_id`, who has made what is made and whom the webhooks name."""

    def __init__(self, stores: ProcoreStores, actor_id: int) -> None:
        self._stores = stores
        self._actor_id = actor_id

    def create(self, company_id: int, values: Values) -> Project:
        """A new project; Refusal 422 without a name, or for an origin id in use."""
        own, origin = origins.split(values)
        if not own.get("name"):
            raise Refusal(422, "Validation failed", fields=errors.NAME_MISSING)
        origins.check(self._stores, company_id, "project", 0, origin)
        now = self._stores.now()
        project = Project(self._stores.new_id("project"), company_id, "", None, now, now)
        project.created_by_id = self._actor_id
        self._apply(project, own)
        self._stores.projects.add(project)
        origins.write(self._stores, company_id, "project", project.id, origin)
        self._stores.announce(self._actor_id, "Projects", "create", project.id, project.id)
        return project

    def update(self, project: Project, values: Values) -> None:
        own, origin = origins.split(values)
        if "name" in own and not own["name"]:
            raise Refusal(422, "Validation failed", fields=errors.NAME_MISSING)
        origins.write(self._stores, project.company_id, "project", project.id, origin)
        self._apply(project, own)
        project.updated_at = self._stores.now()
        self._stores.announce(self._actor_id, "Projects", "update", project.id, project.id)

    def _apply(self, project: Project, own: Values) -> None:
        for name, value in own.items():
            if name == CUSTOM_FIELDS:
                project.custom_fields = merged(project.custom_fields, own)
            elif value is not None or name not in _NEVER_NULL:
                setattr(project, name, value)
