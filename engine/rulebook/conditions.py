"""What a rule asks: one comparison, or several joined."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.rulebook.location import Location


class Operator(StrEnum):
    """How a comparison compares. Absence is tested by `missing` and `present` alone; every other
    comparison with a missing fact is not satisfied."""

    EQUALS = "equals"
    ONE_OF = "one_of"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    LONGER_THAN = "longer_than"
    MATCHES = "matches"
    MISSING = "missing"
    PRESENT = "present"


ORDERING_OPERATORS = frozenset(
    {Operator.MORE_THAN, Operator.LESS_THAN, Operator.AT_LEAST, Operator.AT_MOST}
)
Operand = bool | int | str | date | tuple[bool | int | str | date, ...] | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A leaf: one fact, one operator, one operand of the fact's own type (a tuple for `one_of`,
    None for `missing` and `present`)."""

    fact: str
    operator: Operator
    operand: Operand
    location: Location


@dataclass(frozen=True, slots=True)
class AllOf:
    conditions: tuple["Condition", ...]
    location: Location


@dataclass(frozen=True, slots=True)
class AnyOf:
    conditions: tuple["Condition", ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Not:
    condition: "Condition"
    location: Location


Condition = Comparison | AllOf | AnyOf | Not
