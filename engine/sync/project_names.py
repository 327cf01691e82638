"""Finding the project that a person names."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from engine.operations.request import Request
from engine.records.contract_key import SEPARATOR
from engine.records.project import Project
from engine.sync.context import ReadContext
from engine.sync.outcome import UnknownRecordError


def named_project(projects: Sequence[Project], name: int | str) -> Project:
    """The project a person means: by its Procore id, the number of its job, or its own number.

    A text is taken for a number first, and for an id last.
    """
    ways: list[Callable[[Project], int | str | None]] = [
        lambda project: project.origin_id.split(SEPARATOR)[-1] if project.origin_id else None,
        lambda project: project.project_number,
        lambda project: str(project.id),
    ]
    if isinstance(name, int):
        ways = [lambda project: project.id]
    for way in ways:
        for project in projects:
            if way(project) == name:
                return project
    raise UnknownRecordError(f"Procore has no active project {name!r}")


def with_project_found(context: ReadContext, request: Request) -> Request:
    """The request with its project's id and number, so that a record has one name only."""
    record = request.record
    if record.project is None or record.project_name is not None:
        return request
    project = named_project(context.procore.projects(), record.project)
    name = project.project_number or str(project.id)
    return replace(request, record=replace(record, project=project.id, project_name=name))
