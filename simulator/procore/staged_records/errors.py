"""What is wrong with a staged record; wording assumed."""

from simulator.procore.responses import FieldErrors, Refusal


def invalid(field: str, message: str) -> Refusal:
    fields: FieldErrors = {field: [message]}
    return Refusal(422, "Validation failed", fields=fields, because=f"{field} {message}")


def line_of_another_contract(origin_id: str) -> Refusal:
    return invalid("origin_id", f"of line {origin_id} belongs to a line of another contract")


def no_such_record(written: object) -> Refusal:
    return Refusal(404, "Resource not found", because=f"there is no staged record {written}")
