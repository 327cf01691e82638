"""What is wrong with a line of a schedule of values; wording assumed."""

from simulator.procore.dialect import FieldErrors, Refusal
from simulator.procore.schedule_of_values.model import ScheduleLine


def unit_column_on_amount_schedule(name: str) -> Refusal:
    """Quantity, unit cost and uom are for unit schedules (procore_api.md 7.4)."""
    fields: FieldErrors = {name: ["is only accepted on unit/quantity schedules"]}
    return Refusal(400, "Bad Request", fields=fields, because="the contract is amount-based")


def amount_missing() -> Refusal:
    """Null amounts are for unit schedules (procore_api.md 7.4)."""
    fields: FieldErrors = {"amount": ["can't be blank"]}
    return Refusal(400, "Bad Request", fields=fields, because="the contract is amount-based")


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
