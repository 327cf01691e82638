"""Finding the project that a person names."""

from collections.abc import Sequence
from dataclasses import replace

from engine.records.contract_key import SEPARATOR
from engine.records.project import Project
from engine.sync.context import SyncContext
from engine.sync.interruptions import UnknownRecordError
from engine.sync.request import Request


def named_project(projects: Sequence[Project], name: int | str) -> Project:
    """The project with this Procore id, of this job, or with this number, in that order."""
    for project in projects:
        if project.id == name:
            return project
    for project in projects:
        if project.origin_id is not None and project.origin_id.split(SEPARATOR)[-1] == name:
            return project
    for project in projects:
        if project.project_number == name:
            return project
    raise UnknownRecordError(f"Procore has no active project {name!r}")


def with_project_found(context: SyncContext, request: Request) -> Request:
    """The request with its project's id and number, so that a record has one name only."""
    if request.project is None or request.project_name is not None:
        return request
    project = named_project(context.procore.projects(), request.project)
    return replace(
        request, project=project.id, project_name=project.project_number or str(project.id)
    )
