"""What is wrong with a markup; wording assumed."""

from simulator.procore.responses import FieldErrors, Refusal

NAME_MISSING: FieldErrors = {"name": ["can't be blank"]}
PERCENTAGE_MISSING: FieldErrors = {"percentage": ["can't be blank"]}
UNKNOWN_LINE: FieldErrors = {"prime_line_item_id": ["does not exist"]}
NOT_VERTICAL: FieldErrors = {"prime_line_item_id": ["is only accepted on vertical markups"]}
SELECTS_ELSEWHERE: FieldErrors = {"compound": ["selections must be markups of the same set"]}


def invalid(fields: FieldErrors, because: str) -> Refusal:
    return Refusal(422, "Validation failed", fields=fields, because=because)


def wrong_set(allowed: tuple[str, ...]) -> FieldErrors:
    return {"markup_set": [f"must be one of: {', '.join(allowed)}"]}


def endless(message: str) -> FieldErrors:
    return {"percentage": [message]}


def no_such_markup(written: object, holder: str) -> Refusal:
    return Refusal(404, "Resource not found", because=f"{holder} has no markup {written}")
