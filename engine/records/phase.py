"""A phase and cost type of a Spectrum job."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase and cost type of a job; `phase_code` has no dashes (D-153)."""

    job_number: str
    phase_code: str
    cost_type: str
    description: str
    status_code: str
