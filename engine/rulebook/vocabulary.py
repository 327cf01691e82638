"""The words that rules are about: editions, facts and what values they take."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.rulebook.location import Location

FactValue = bool | int | str | date | None
"""A boolean, a whole number, money in cents, a text, a date; None means the fact is missing."""
Facts = Mapping[str, FactValue]


class Edition(StrEnum):
    """Which state of the documentation a rule belongs to (X-01, X-08, X-09)."""

    SEEDS = "2020"
    CURRENT = "current"


DEFAULT_EDITION = Edition.SEEDS
EVERY_EDITION = frozenset(Edition)


class FactType(StrEnum):
    BOOLEAN = "boolean"
    INTEGER = "integer"
    MONEY_CENTS = "money_cents"
    TEXT = "text"
    DATE = "date"
    ONE_OF = "one_of"

    @property
    def is_number(self) -> bool:
        return self in (FactType.INTEGER, FactType.MONEY_CENTS)

    @property
    def in_words(self) -> str:
        """As it stands after `is` in a sentence."""
        match self:
            case FactType.MONEY_CENTS:
                return "money in cents"
            case FactType.ONE_OF:
                return "one of its declared values"
            case _:
                return self.value


@dataclass(frozen=True, slots=True)
class FactDeclaration:
    """One word of the vocabulary.

    `values` are the allowed words of a `one_of` fact, in rising order when `is_ordered`;
    `may_be_missing` says whether None is a legal value; `minimum` is the lowest possible number;
    `not_used` holds the reason why no rule looks at it, and is None where one does.
    """

    name: str
    type: FactType
    meaning: str
    derived: str
    unit: str | None
    values: tuple[str, ...]
    is_ordered: bool
    may_be_missing: bool
    minimum: int | None
    location: Location
    not_used: str | None = None
