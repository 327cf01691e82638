"""What the fields of a target can hold, whatever row of the rules fills them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Value = str | date | Decimal | None
"""What a source field can hold; None or a blank text is a missing value."""


class ValueKind(StrEnum):
    TEXT = "text"
    DATE = "date"
    AMOUNT = "amount"

    @property
    def in_words(self) -> str:
        return f"an {self}" if self is ValueKind.AMOUNT else f"a {self}"


@dataclass(frozen=True, slots=True)
class Target:
    """A field of the target.

    `sources` are the fields a row may take its value from. `is_required` says that nothing can be
    written without it: a key, or an amount. `max_length` counts the characters it holds, and
    `whole_digits` and `decimals` what an amount has before and after the point; None when the
    product's documents say none.
    """

    kind: ValueKind
    sources: frozenset[str]
    is_required: bool = False
    max_length: int | None = None
    whole_digits: int | None = None
    decimals: int | None = None
