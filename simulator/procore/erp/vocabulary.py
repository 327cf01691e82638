"""The words that an integrator and Procore exchange about requests (procore_api.md 10)."""

from enum import StrEnum

# Request names (procore_api.md 10.4).
CREATE_PCCO = "create_prime_contract_change_order"
UNLINK_PCCO = "unlink_prime_contract_change_order"
RESET_PCCO = "reset_prime_contract_change_order"
REFRESH_PRIME_CONTRACTS = "sync_prime_contracts"
# Kinds of items, as external data name them (procore_api.md 10.2).
CHANGE_ORDER = "change_order"
PRIME_CONTRACT = "prime_contract"


class DetailStatus(StrEnum):
    """How an export request stands (D-127; `rejected` is observed, the literals of the states
    that nobody writes are assumed)."""

    IN_PROGRESS = "in_progress"
    SUCCESS = "success"
    FAILED = "failed"
    REJECTED = "rejected"
    STALE = "stale"


WRITABLE_STATUSES = (DetailStatus.SUCCESS, DetailStatus.FAILED, DetailStatus.REJECTED)
