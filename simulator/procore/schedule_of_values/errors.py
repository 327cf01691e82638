"""What is wrong with a line of a schedule of values; wording assumed."""

from simulator.procore.dialect import FieldErrors, Refusal
from simulator.procore.schedule_of_values.model import ScheduleLine

UNIT_COLUMNS_ON_AMOUNT: FieldErrors = {
    "base": ["quantity, unit_cost and uom are only accepted on unit/quantity schedules"]
}


def invalid(fields: FieldErrors, because: str) -> Refusal:
    return Refusal(422, "Validation failed", fields=fields, because=because)


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
