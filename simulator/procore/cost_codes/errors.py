"""What is wrong with a cost code or a budget code; a 422 (procore_api.md 6), wording assumed."""

from simulator.procore.responses import Refusal

MISSING_CODE = {"code": ["can't be blank"]}
MISSING_NAME = {"name": ["can't be blank"]}


def unknown(field: str, record_id: int, where: str) -> Refusal:
    """A record that another one refers to and that is not there."""
    return Refusal(
        422,
        "Validation failed",
        fields={field: ["does not exist"]},
        because=f"{where} has no {field} {record_id}",
    )
