"""Facts about the person who asks."""

from engine.records.user_rights import UserRights
from engine.rulebook.vocabulary import FactValue


def user_facts(rights: UserRights) -> dict[str, FactValue]:
    return {
        "user.erp_integrations_level": rights.erp_integrations.value,
        "user.prime_contracts_level": rights.prime_contracts.value,
        "user.can_push_to_accounting": rights.can_push_to_accounting,
    }
