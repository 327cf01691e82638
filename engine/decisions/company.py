"""Facts about the company's settings."""

from dataclasses import dataclass

from engine.rulebook.vocabulary import FactValue


@dataclass(frozen=True, slots=True)
class CompanyChoices:
    """What is configured and switched on for the company's ERP Integrations tool.

    `erp_connector` is none, spectrum or another.
    """

    erp_connector: str
    is_prime_contract_sync_enabled: bool
    is_pcco_export_enabled: bool
    is_unit_tracking_enabled: bool


def company_facts(choices: CompanyChoices) -> dict[str, FactValue]:
    return {
        "company.erp_connector": choices.erp_connector,
        "company.is_prime_contract_sync_enabled": choices.is_prime_contract_sync_enabled,
        "company.is_pcco_export_enabled": choices.is_pcco_export_enabled,
        "company.is_unit_tracking_enabled": choices.is_unit_tracking_enabled,
    }
