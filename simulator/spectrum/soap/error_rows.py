"""The rows in which a service says what is wrong (spectrum_api.md 1.2)."""

from dataclasses import dataclass

ABORT = "A"
INVALID = "I"
MISSING = "M"
GOOD = "G"
WARNING = "W"
NOT_AUTHORIZED_GET = "E"

MAX_DESCRIPTION_LENGTH = 250
MAX_SHOWN_VALUE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One row: the code, a description of at most 250 characters, the column it is about."""

    code: str
    description: str
    column: str


def invalid(column: str, value: str, reason: str) -> ErrorRow:
    """I: the element's value can't be taken; the text shows the value and says why."""
    shown = value
    if len(shown) > MAX_SHOWN_VALUE_LENGTH:
        shown = shown[:MAX_SHOWN_VALUE_LENGTH] + "..."
    description = f"{column} {shown!r} is invalid: {reason}"
    return ErrorRow(INVALID, description[:MAX_DESCRIPTION_LENGTH], column)


def mask_mismatch(column: str) -> ErrorRow:
    """I, in the words of Spectrum's own sample (spectrum_api.md 1.2)."""
    return ErrorRow(
        INVALID, f"{column} is invalid, value does not match specified field mask", column
    )


def missing(column: str, reason: str = "") -> ErrorRow:
    """M: a value must be supplied; the real text is unknown (spectrum_api.md 7)."""
    why = f": {reason}" if reason else ""
    return ErrorRow(MISSING, f"{column} is missing and must be supplied{why}", column)


def abort(description: str, column: str) -> ErrorRow:
    """A: the call is refused as a whole, normally by security."""
    return ErrorRow(ABORT, description, column)


def good(column: str, value: str) -> ErrorRow:
    """G: `value` is what Spectrum put into the column, such as an automatic number."""
    return ErrorRow(GOOD, value, column)
