"""Projects, and whether their Prime Contracts tool is on (procore_api.md 1, 11)."""

from engine.connectors.procore.fields import Fields
from engine.connectors.procore.paging import read_list
from engine.connectors.procore.session import ProcoreSession
from engine.records.project import Project

LIST = "list projects"
TOOLS = "read project tools"
PRIME_CONTRACTS = "prime_contracts"


def read_projects(session: ProcoreSession) -> list[Project]:
    """Every active project of the company, by id."""
    listed = read_list(
        session,
        LIST,
        "/rest/v1.0/projects",
        {"company_id": str(session.company_id)},
        name="project",
    )
    return sorted((_project(session, record) for record in listed), key=lambda each: each.id)


def _project(session: ProcoreSession, record: Fields) -> Project:
    project_id = record.id()
    return Project(
        id=project_id,
        name=record.text("name"),
        project_number=record.optional_text("project_number") or "",
        origin_id=record.optional_text("origin_id"),
        has_prime_contracts_tool=PRIME_CONTRACTS in _tools(session, project_id),
    )


def _tools(session: ProcoreSession, project_id: int) -> set[str]:
    """The tools that are on in the project: no field of the project itself says so."""
    content, _ = session.read(
        TOOLS, "/rest/v1.0/settings/permissions", {"project_id": str(project_id)}
    )
    permissions = Fields.of(TOOLS, f"permissions in project {project_id}", content)
    return {tool.text("name") for tool in permissions.records("tools")}
