"""How the schedule of values import refuses; the real bodies are unknown (spectrum_api.md 4.1)."""

import json
from decimal import Decimal

from simulator.http.message import Reply
from simulator.spectrum.soap.error_rows import ErrorRow, invalid


def sum_differs(total: Decimal, original: Decimal) -> ErrorRow:
    return invalid(
        "Original_Contract", str(total), f"the items must add up to the contract's {original}"
    )


def item_too_long(group_code: str, item_code: str) -> ErrorRow:
    length = len(group_code) + len(item_code)
    return invalid(
        "Billing_Item", group_code + item_code, f"{length} characters, at most 10 are allowed"
    )


def item_twice(item_code: str) -> ErrorRow:
    return invalid("Billing_Item", item_code, "it is given twice")


def amount_too_high(column: str, amount: Decimal) -> ErrorRow:
    return invalid(column, str(amount), "price times quantity exceeds 9.9 billion")


def wrong_array(name: str, kind: str) -> ErrorRow:
    return ErrorRow("I", f"{name} can't be used on a {kind} contract", name)


def complete(what: str, code: str) -> ErrorRow:
    return invalid(what, code, "only active and inactive ones are allowed")


def has_distribution(job_number: str) -> ErrorRow:
    return invalid("Job_Number", job_number, "draw requests have a G/L distribution")


def not_an_object(where: str) -> ErrorRow:
    return ErrorRow("I", f"{where} must be an object", where)


def not_an_array(where: str) -> ErrorRow:
    return ErrorRow("I", f"{where} must be an array that is not empty", where)


def unknown_member(where: str, name: str) -> ErrorRow:
    return ErrorRow("I", f"{where} has no member {name}", name)


def refused(status: int, rows: list[ErrorRow]) -> Reply:
    """The error body: one entry a row, in the words of the SOAP services' rows."""
    entries = [
        {"error_code": row.code, "desc": row.description, "column": row.column} for row in rows
    ]
    return Reply(
        status,
        json.dumps({"errors": entries}).encode(),
        refusal="; ".join(row.description for row in rows),
    )


def unauthorized(row: ErrorRow) -> Reply:
    return refused(401, [row]).with_header("WWW-Authenticate", 'Basic realm="Spectrum"')
