"""A project in Procore."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Project:
    """A Procore project. `origin_id` is `company|job` when it is synced with a Spectrum job."""

    id: int
    name: str
    project_number: str
    origin_id: str | None
    has_prime_contracts_tool: bool
