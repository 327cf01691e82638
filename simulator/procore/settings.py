"""How strict this Procore is, where the real one differs by time, company or contract."""

from dataclasses import dataclass


@dataclass
class Settings:
    """Set by the `setting` fixture.

    `strict_company_header`: refuse calls without Procore-Company-Id, as Procore says it will
    (procore_api.md 1). `permitted_project_ids`: the projects that the service account may touch;
    None for all. The rate limits of the documents are 3,600 an hour and 100 in ten seconds; ours
    are far higher until set, for on a frozen clock no window would ever open again.
    """

    strict_company_header: bool = False
    permitted_project_ids: frozenset[int] | None = None
    hourly_limit: int = 360_000_000
    spike_limit: int = 1_000_000
