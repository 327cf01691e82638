"""What is wrong with a hook or trigger; wording assumed."""

from simulator.procore.responses import FieldErrors, Refusal


def invalid(fields: FieldErrors) -> Refusal:
    return Refusal(422, "Validation failed", fields=fields)


def no_such_hook(written: object) -> Refusal:
    return Refusal(404, "Resource not found", because=f"there is no hook {written}")


def no_such_trigger(written: object) -> Refusal:
    return Refusal(404, "Resource not found", because=f"there is no trigger {written}")


def too_many_hooks(most: int) -> Refusal:
    return Refusal(
        422,
        "Validation failed",
        fields={"base": [f"at most {most} hooks are kept"]},
        because=f"there are {most} hooks",
    )
