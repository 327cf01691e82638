"""The declared answers as JSON Schema: here the types of the shapes are looked up."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

import msgspec

from simulator.procore.declarations import Shape
from simulator.procore.operations import ProcoreOperation

Schema = Mapping[str, object]

PREFIX = "#/components/schemas/"
_GROUPS = "simulator.procore"


class DescribedAnswers(NamedTuple):
    """The schema of each answer that is of a shape, by the operation's name, and the named ones
    that they refer to."""

    by_operation: Mapping[str, Schema]
    components: Mapping[str, Schema]


class UnknownShapeError(LookupError):
    """A declared answer that no group has a type for."""

    def __init__(self, operation_name: str, reference: str) -> None:
        super().__init__(
            f"operation {operation_name} answers {reference!r}, which is no type: give a group's"
            " package below simulator.procore and a type of its shapes.py, as in"
            " prime_contracts:PrimeContract"
        )


def described_answers(operations: Sequence[ProcoreOperation]) -> DescribedAnswers:
    shown = [operation for operation in operations if operation.answers.shapes]
    types = [
        _type(operation.name, shape) for operation in shown for shape in operation.answers.shapes
    ]
    schemas, components = msgspec.json.schema_components(types, ref_template=PREFIX + "{name}")
    following = iter(schemas)
    by_operation: dict[str, Schema] = {}
    for operation in shown:
        found = [next(following) for _ in operation.answers.shapes]
        by_operation[operation.name] = found[0] if len(found) == 1 else {"anyOf": found}
    return DescribedAnswers(by_operation, {name: _closed(one) for name, one in components.items()})


def _type(operation_name: str, shape: Shape) -> object:
    group, _, name = shape.reference.rpartition(":")
    try:
        module = import_module(f"{_GROUPS}.{group}.shapes" if group else "builtins")
        found: type = getattr(module, name)
    except (ImportError, AttributeError):
        raise UnknownShapeError(operation_name, shape.reference) from None
    return list[found] if shape.is_list else found  # type: ignore[valid-type]  # known at run time


def _closed(component: Schema) -> Schema:
    """Nothing is answered beside the named fields."""
    return {**component, "additionalProperties": False}
