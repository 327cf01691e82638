"""Why Procore refuses to write a prime contract; statuses from procore_api.md 6, wording ours."""

from simulator.procore.prime_contracts.model import PrimeContract
from simulator.procore.responses import Refusal


def no_such_contract(written: object, project_id: int) -> Refusal:
    return Refusal(
        404, "Resource not found", because=f"project {project_id} has no prime contract {written}"
    )


def is_private(contract: PrimeContract) -> Refusal:
    return Refusal(
        404,
        "Resource not found",
        because=f"contract {contract.id} is private and the caller is not among its accessors",
        touched=(f"prime_contract:{contract.id}",),
    )


def unknown_architect(architect_id: object) -> Refusal:
    """Bad input is 400 on this resource (procore_api.md 6); an architect is shown as a person is,
    so it has to be one (7.3)."""
    return Refusal(
        400,
        "Validation failed",
        fields={"architect_id": ["does not exist"]},
        because=f"there is no user {architect_id}",
    )


def has_change_orders(contract: PrimeContract, count: int) -> Refusal:
    """A contract goes only after its change orders (assumed)."""
    return Refusal(
        422,
        "Validation failed",
        fields={"base": ["The contract has change orders and cannot be deleted"]},
        because=f"contract {contract.id} has {count} change orders",
        touched=(f"prime_contract:{contract.id}",),
    )


def is_synced(contract: PrimeContract) -> Refusal:
    """A record with an origin id is locked (procore_api.md 10.6); its deletion is refused."""
    return Refusal(
        422,
        "Validation failed",
        fields={"base": ["The contract is synced with ERP and cannot be deleted"]},
        because=f"contract {contract.id} is synced",
        touched=(f"prime_contract:{contract.id}",),
    )


def accounting_method_is_fixed(contract: PrimeContract) -> Refusal:
    """It cannot change once lines exist (D-018)."""
    return Refusal(
        422,
        "Validation failed",
        fields={"accounting_method": ["cannot be changed once line items exist"]},
        because=f"contract {contract.id} has line items",
        touched=(f"prime_contract:{contract.id}",),
    )
