"""Every fact that decisions about a prime contract use."""

from engine.decisions.company import CompanyChoices, company_facts
from engine.decisions.prime_contract import prime_contract_facts
from engine.decisions.project import project_facts
from engine.decisions.user import user_facts
from engine.rulebook.model import FactValue
from engine.sync.contract_sides import ContractSides
from engine.sync.store.settings import CompanySettings


def facts_of_contract(sides: ContractSides, settings: CompanySettings) -> dict[str, FactValue]:
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
