"""Facts about the project, its job, and its other contracts."""

from collections.abc import Sequence

from engine.records.contract_key import SEPARATOR, ContractKey
from engine.records.job import Job
from engine.records.prime_contract import PrimeContract
from engine.records.project import Project
from engine.rulebook.vocabulary import FactValue

ACTIVE = "A"


def project_facts(
    project: Project | None,
    contracts_of_project: Sequence[PrimeContract],
    key: ContractKey | None,
    job: Job | None,
) -> dict[str, FactValue]:
    """Without a project or a Spectrum contract, nothing is active, synced or counted."""
    return {
        "project.is_prime_contracts_tool_active": project is not None
        and project.has_prime_contracts_tool,
        "project.other_synced_contract_count": _other_synced(contracts_of_project, key),
        "job.is_synced": is_job_synced(project, key),
        "job.is_active": job is not None and job.status_code == ACTIVE,
    }


def is_job_synced(project: Project | None, key: ContractKey | None) -> bool:
    """Whether the project's ERP id names the contract's company and job."""
    if project is None or key is None:
        return False
    return project.origin_id == job_origin_id(key.company_code, key.job_number)


def job_origin_id(company_code: str, job_number: str) -> str:
    """How a Procore project names its Spectrum job: `company|job`."""
    return SEPARATOR.join((company_code, job_number))


def _other_synced(contracts: Sequence[PrimeContract], key: ContractKey | None) -> int:
    own = key.origin_id if key is not None else None
    return sum(1 for c in contracts if c.origin_id is not None and c.origin_id != own)
