"""Why Procore refuses to write a change order: 422, wording assumed (procore_api.md 6, 8)."""

from simulator.procore.change_orders.model import ChangeOrder
from simulator.procore.dialect import FieldErrors, Refusal
from simulator.procore.prime_contracts.model import PrimeContract
from simulator.procore.projects.model import Project


def no_such_change_order(written: object, project_id: int) -> Refusal:
    return Refusal(
        404, "Resource not found", because=f"project {project_id} has no change order {written}"
    )


def is_synced(change_order: ChangeOrder) -> Refusal:
    """Locked by the ERP until unlinked (D-120, procore_api.md 10.6)."""
    return _locked(
        change_order,
        "The change order is synced with ERP and cannot be changed",
        f"change order {change_order.id} is synced",
    )


def is_sent(change_order: ChangeOrder) -> Refusal:
    """Locked from sending until it is synced, retrieved or rejected (D-098)."""
    return _locked(
        change_order,
        "The change order was sent to ERP and cannot be changed",
        f"change order {change_order.id} was sent to the ERP Integrations tool",
    )


def is_approved(change_order: ChangeOrder) -> Refusal:
    """Read-only while Approved (D-091)."""
    return _locked(
        change_order,
        "The change order is approved and cannot be changed",
        f"change order {change_order.id} is approved",
    )


def approved_later(change_order: ChangeOrder, later: ChangeOrder) -> Refusal:
    """Un-approved in the reverse order of approval only (D-092)."""
    return _locked(
        change_order,
        f"Change order {later.number} was approved later and must be un-approved first",
        f"change order {later.id} ({later.number}) was approved after {change_order.id}",
        field="status",
    )


def contract_not_open(contract: PrimeContract) -> Refusal:
    """The contract must be Approved or Complete (D-081)."""
    return Refusal(
        422,
        "Validation failed",
        fields={"contract_id": ["must be approved or complete before change orders are created"]},
        because=f"contract {contract.id} is {contract.status}",
        touched=(f"prime_contract:{contract.id}",),
    )


def contract_missing() -> Refusal:
    return Refusal(422, "Validation failed", fields={"contract_id": ["can't be blank"]})


def three_tiers(project: Project) -> Refusal:
    """Prime change orders know one and two tiers only (procore_api.md 8)."""
    return Refusal(
        422,
        "Validation failed",
        fields={"base": ["Prime change orders support 1 and 2 tier projects only"]},
        because=f"project {project.id} has three change order tiers",
    )


def lacks_tier(project: Project, name: str) -> Refusal:
    """Change order requests are for three tiers (D-073)."""
    return Refusal(
        422,
        "Validation failed",
        fields={"base": [f"The project's change orders have no {name.replace('_', ' ')}"]},
        because=f"project {project.id} has {project.change_order_tiers} change order tiers",
    )


def number_taken(number: str) -> Refusal:
    fields: FieldErrors = {"number": ["has already been taken"]}
    return Refusal(
        422, "Validation failed", fields=fields, because=f"the contract has a change order {number}"
    )


def unknown_contract_line(line_id: int, contract_id: int) -> Refusal:
    return Refusal(
        422,
        "Validation failed",
        fields={"prime_line_item_id": ["does not exist"]},
        because=f"contract {contract_id} has no line {line_id}",
    )


def _locked(change_order: ChangeOrder, message: str, because: str, field: str = "base") -> Refusal:
    return Refusal(
        422,
        "Validation failed",
        fields={field: [message]},
        because=because,
        touched=(f"prime_change_order:{change_order.id}",),
    )
