"""Why Procore refuses to write a change order; statuses from procore_api.md 6, wording ours."""

from simulator.procore.change_orders.record.model import ChangeOrder, Tier
from simulator.procore.prime_contracts.model import PrimeContract
from simulator.procore.projects.model import Project
from simulator.procore.responses import FieldErrors, Refusal


def no_such_change_order(written: object, project_id: int) -> Refusal:
    return Refusal(
        404, "Resource not found", because=f"project {project_id} has no change order {written}"
    )


def is_synced(change_order: ChangeOrder) -> Refusal:
    """Locked by the ERP until unlinked (D-120, procore_api.md 10.6)."""
    return _locked(
        change_order,
        "The change order is synced with ERP and cannot be changed",
        f"{named(change_order)} is synced",
    )


def is_sent(change_order: ChangeOrder) -> Refusal:
    """Locked from sending until it is synced, retrieved or rejected (D-098)."""
    return _locked(
        change_order,
        "The change order was sent to ERP and cannot be changed",
        f"{named(change_order)} was sent to the ERP Integrations tool",
    )


def is_approved(change_order: ChangeOrder) -> Refusal:
    """Read-only while Approved (D-091)."""
    return _locked(
        change_order,
        "The change order is approved and cannot be changed",
        f"{named(change_order)} is approved",
    )


def approved_later(change_order: ChangeOrder, later: ChangeOrder) -> Refusal:
    """Un-approved in the reverse order of approval only (D-092)."""
    return _locked(
        change_order,
        f"Change order {later.number} was approved later and must be un-approved first",
        f"{named(later)} ({later.number}) was approved after {change_order.id}",
        field="status",
    )


def follows(change_order: ChangeOrder, above: ChangeOrder) -> Refusal:
    """A lower tier copies the status of the one above (D-078)."""
    return _locked(
        change_order,
        f"follows the change order that this one is a part of, {above.number}, which is"
        f" {above.status}",
        f"{named(change_order)} is a part of {named(above)} and statuses cascade",
        field="status",
    )


def part_of_approved(change_order: ChangeOrder, top: ChangeOrder) -> Refusal:
    """Approving the top tier settles the tiers below (D-079)."""
    return _locked(
        change_order,
        f"cannot be moved while {top.number}, which this one is a part of, is approved",
        f"{named(change_order)} is a part of {named(top)}, which is approved",
        field="status",
    )


def approved_when_added(change_order: ChangeOrder) -> Refusal:
    """Non-approved at the moment it is added to a higher tier (D-080)."""
    return _locked(
        change_order,
        f"Change order {change_order.number} is approved and cannot be added to another one",
        f"{named(change_order)} is approved",
    )


def has_parts(change_order: ChangeOrder, count: int) -> Refusal:
    """What is linked has to be detached before the deletion (D-093)."""
    return _locked(
        change_order,
        f"{count} change orders are a part of this one and must be removed from it first",
        f"{named(change_order)} is made of {count} others",
    )


def no_reviewer(change_order: ChangeOrder) -> Refusal:
    """Exactly one designated reviewer responds (D-085)."""
    return _locked(
        change_order,
        "The change order has no designated reviewer",
        f"{named(change_order)} has no designated reviewer",
    )


def not_in_review(change_order: ChangeOrder) -> Refusal:
    """The reviewer responds while it is In Review or Revised (D-086)."""
    return _locked(
        change_order,
        "A reviewer responds while the change order is pending or revised",
        f"{named(change_order)} is {change_order.status}",
        field="status",
    )


def of_another_contract(above: ChangeOrder, contract_id: int) -> Refusal:
    return _locked(
        above,
        "The change orders are of different contracts",
        f"{named(above)} is of contract {above.contract_id}, not {contract_id}",
    )


def wrong_tier(tier: Tier, above: ChangeOrder) -> Refusal:
    """Each tier is added to the next one up (D-073)."""
    return _locked(
        above,
        f"A {words(tier)} cannot be added to a {words(above.tier)} in this project",
        f"{named(above)} is not of the tier above a {words(tier)}",
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


def one_tier(project: Project) -> Refusal:
    """A batch stands above change orders, so it takes two tiers or three (D-073)."""
    return Refusal(
        422,
        "Validation failed",
        fields={"base": ["Batches of prime change orders are for 2 and 3 tier projects"]},
        because=f"project {project.id} has one change order tier",
    )


def lacks_tier(project: Project, tier: Tier) -> Refusal:
    """Change order requests are for three tiers, potential change orders of their own for two or
    three (D-073)."""
    return Refusal(
        422,
        "Validation failed",
        fields={"base": [f"The project's change orders have no {words(tier)}"]},
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


def unknown_change_order(field: str, written: object, contract_id: int) -> Refusal:
    """A change order that a write names and the contract has not, or not of that tier."""
    return Refusal(
        422,
        "Validation failed",
        fields={field: ["does not exist"]},
        because=f"contract {contract_id} has no change order {written} for {field}",
    )


def named(change_order: ChangeOrder) -> str:
    return f"{words(change_order.tier)} {change_order.id}"


def words(tier: Tier) -> str:
    return tier.value.replace("_", " ")


def _locked(change_order: ChangeOrder, message: str, because: str, field: str = "base") -> Refusal:
    return Refusal(
        422,
        "Validation failed",
        fields={field: [message]},
        because=because,
        touched=change_order.names,
    )
