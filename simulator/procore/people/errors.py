"""Where no such person or template is known."""

from simulator.procore.responses import Refusal


def unknown_user(written: str) -> Refusal:
    return Refusal(404, "Resource not found", because=f"there is no user {written}")


def unknown_template(written: str) -> Refusal:
    return Refusal(404, "Resource not found", because=f"there is no permission template {written}")
