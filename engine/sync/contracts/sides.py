"""A prime contract as both sets of books show it now, and what may be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.decisions.company import CompanyChoices, company_facts
from engine.decisions.money import amount
from engine.decisions.prime_contract import ContractCase, erp_status_of, prime_contract_facts
from engine.decisions.project import job_origin_id, project_facts
from engine.decisions.user import user_facts
from engine.executors.verdict import Decision
from engine.operations.request import Operation, Request
from engine.records.contract_key import ContractKey
from engine.records.job import Job
from engine.records.prime_contract import PrimeContract
from engine.records.project import Project
from engine.records.spectrum_contract import BillingItem, SpectrumContract
from engine.records.user_rights import UserRights
from engine.rulebook.vocabulary import FactValue
from engine.sync.context import ReadContext
from engine.sync.deciding import decide_on_transition, transition_for
from engine.sync.outcome import UnknownRecordError
from engine.sync.project_names import named_project
from engine.sync.store.contract_links import ContractLink
from engine.sync.store.intents import Intent
from engine.sync.store.settings import CompanySettings


@dataclass(frozen=True, slots=True)
class ContractSides:
    """Read afresh for every attempt. `contract` is the project's own copy of the contract."""

    key: ContractKey
    job: Job
    spectrum: SpectrumContract
    project: Project | None
    contracts_of_project: Sequence[PrimeContract]
    contract: PrimeContract | None
    rights: UserRights
    case: ContractCase

    @property
    def erp_status(self) -> str:
        return erp_status_of(self.contract, self.case.is_import_unfinished)


def load_contract_sides(context: ReadContext, request: Request) -> ContractSides:
    """Read both sides; UnknownRecordError when Spectrum has no such job or contract."""
    job = _job(context, request)
    customer_code = request.contract.customer_code or job.customer_code
    key = ContractKey(job.company_code, job.job_number, customer_code)
    spectrum = context.spectrum.contract(key)
    if spectrum is None:
        raise UnknownRecordError(
            f"Spectrum has no contract for job {job.job_number}, customer {customer_code}"
        )
    projects = context.procore.projects()
    with context.store.reading() as books:
        link = books.contract_links.get(key.origin_id)
        open_intents = books.intents.open_for(key.origin_id)
        settings = books.settings.read()
    contracts = {
        project.id: context.procore.prime_contracts(project.id)
        for project in projects
        if project.has_prime_contracts_tool
    }
    project = _project(request, key, projects, link)
    held = contracts.get(project.id, ()) if project is not None else ()
    contract = own_contract(held, key)
    change_orders = (
        context.procore.change_orders(project.id)
        if project is not None and contract is not None
        else ()
    )
    return ContractSides(
        key=key,
        job=job,
        spectrum=spectrum,
        project=project,
        contracts_of_project=held,
        contract=contract,
        rights=context.procore.user_rights(request.login, project.id if project else None),
        case=ContractCase(
            spectrum=spectrum,
            contract=contract,
            is_import_unfinished=is_import_unfinished(link, open_intents),
            last_synced=last_synced(link),
            other_project_names=other_project_names(projects, contracts, key, project),
            change_orders=change_orders,
            accounting_method=request.choices.accounting_method,
            removes_deleted_lines=settings.deleted_lines == "remove",
        ),
    )


def decide_on_contract(
    context: ReadContext, operation: Operation, sides: ContractSides, settings: CompanySettings
) -> Decision:
    """May this happen to the contract now, and if not, every reason why."""
    lifecycle = context.rulebook.lifecycles["prime_contract"]
    transition = transition_for(lifecycle, operation, sides.erp_status)
    return decide_on_transition(context, transition, facts_of_contract(sides, settings), settings)


def facts_of_contract(sides: ContractSides, settings: CompanySettings) -> dict[str, FactValue]:
    """Every fact that decisions about a prime contract use."""
    return {
        **user_facts(sides.rights),
        **company_facts(company_choices(settings)),
        **project_facts(sides.project, sides.contracts_of_project, sides.key, sides.job),
        **prime_contract_facts(sides.case),
    }


def company_choices(settings: CompanySettings) -> CompanyChoices:
    return CompanyChoices(
        erp_connector=settings.erp_connector,
        is_prime_contract_sync_enabled=settings.is_feature_enabled,
        is_pcco_export_enabled=settings.is_export_switched_on,
        is_unit_tracking_enabled=settings.is_unit_tracking_enabled,
    )


def own_contract(contracts: Sequence[PrimeContract], key: ContractKey) -> PrimeContract | None:
    """The prime contract that carries the Spectrum contract's ERP id, or names it (in a second
    project, where the id itself can't be used again)."""
    for contract in contracts:
        if key.origin_id in (contract.origin_id, contract.origin_data):
            return contract
    return None


def other_project_names(
    projects: Sequence[Project],
    contracts: Mapping[int, Sequence[PrimeContract]],
    key: ContractKey,
    project: Project | None,
) -> list[str]:
    """The other projects that hold the same Spectrum contract (D-046)."""
    return [
        other.name
        for other in projects
        if (project is None or other.id != project.id)
        and own_contract(contracts.get(other.id, ()), key) is not None
    ]


def last_synced(link: ContractLink | None) -> dict[str, BillingItem] | None:
    """Each billing item's values at the last sync, by code; None when there was none."""
    if link is None:
        return None
    return {
        line.billing_item_code: BillingItem(
            line.billing_item_code, line.description, amount(line.amount_cents)
        )
        for line in link.lines
    }


def is_import_unfinished(link: ContractLink | None, open_intents: Sequence[Intent]) -> bool:
    """Whether an import of ours began and has not been recorded as done."""
    return link is None and any(intent.operation == "import" for intent in open_intents)


def _job(context: ReadContext, request: Request) -> Job:
    for job in context.spectrum.jobs():
        if job.job_number == request.contract.job_number:
            return job
    raise UnknownRecordError(f"Spectrum has no job {request.contract.job_number!r}")


def _project(
    request: Request, key: ContractKey, projects: Sequence[Project], link: ContractLink | None
) -> Project | None:
    """The project asked for, else the one the contract is linked to, else the job's own."""
    if request.contract.project is not None:
        return named_project(projects, request.contract.project)
    if link is not None:
        for project in projects:
            if project.id == link.project_id:
                return project
    origin_id = job_origin_id(key.company_code, key.job_number)
    own = [project for project in projects if project.origin_id == origin_id]
    # A project of the job's number that is not synced with it: the rules say so, by name.
    namesakes = [project for project in projects if project.project_number == key.job_number]
    return next(iter([*own, *namesakes]), None)
