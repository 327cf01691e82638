"""What is wrong with a line of a schedule of values; wording assumed."""

from decimal import Decimal

from simulator.procore.payload import MAX_MONEY
from simulator.procore.prime_contracts.model import PrimeContract
from simulator.procore.responses import FieldErrors, Refusal
from simulator.procore.schedule_of_values.model import ScheduleLine


def unit_column_on_amount_schedule(name: str) -> Refusal:
    """Quantity, unit cost and uom are for unit schedules (procore_api.md 7.4)."""
    fields: FieldErrors = {name: ["is only accepted on unit/quantity schedules"]}
    return Refusal(400, "Bad Request", fields=fields, because="the contract is amount-based")


def unknown_unit(unit: str) -> Refusal:
    """It must be on the company's list (procore_api.md 7.4)."""
    return Refusal(
        422,
        "Validation failed",
        fields={"uom": ["is not one of the company's units of measure"]},
        because=f"units_of_measure has no {unit!r}",
    )


def product_too_large(quantity: Decimal, unit_cost: Decimal) -> Refusal:
    return Refusal(
        422,
        "Validation failed",
        fields={"amount": [f"must be less than {MAX_MONEY:f}"]},
        because=f"{quantity:f} times {unit_cost:f} is too large an amount",
    )


def amount_missing() -> Refusal:
    """Null amounts are for unit schedules (procore_api.md 7.4)."""
    fields: FieldErrors = {"amount": ["can't be blank"]}
    return Refusal(400, "Bad Request", fields=fields, because="the contract is amount-based")


def lines_are_for_admins(contract: PrimeContract) -> Refusal:
    """As any record that the caller may not read (procore_api.md 6, 7.2)."""
    return Refusal(
        404,
        "Resource not found",
        because=f"contract {contract.id} does not show its lines to non-admins",
        touched=(f"prime_contract:{contract.id}",),
    )


def no_such_line(written: object, holder: str) -> Refusal:
    return Refusal(404, "Resource not found", because=f"{holder} has no line {written}")


def is_associated(line: ScheduleLine, by: int) -> Refusal:
    """A contract line that a change order's line is associated with stays (assumed)."""
    return Refusal(
        422,
        "Validation failed",
        fields={"base": ["The line item is associated with a change order line item"]},
        because=f"line {line.id} is the associated line of change order line {by}",
    )
