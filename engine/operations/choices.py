"""What a person may choose besides the record, each choice declared once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

from msgspec import Struct, structs

SHOWN_CHARACTERS_MAX = 200


class Choices(Struct, frozen=True):
    """What a person chose: the transaction date of an export (D-109), the comment of a rejection
    (D-112), and how an imported contract counts: amount_based or unit_based (D-015)."""

    transaction_date: date | None = None
    comment: str | None = None
    accounting_method: str = "amount_based"


NO_CHOICES = Choices()


class WrongRequestError(ValueError):
    """What is asked for cannot be meant: says what is wrong, the value, and what it should be."""


def unexpected(name: str, value: object, expected: str) -> WrongRequestError:
    """The error for a value that is not `expected`; `name` is an identifier."""
    shown = str(value)[:SHOWN_CHARACTERS_MAX]
    return WrongRequestError(f"The {words_of(name)} is {shown!r} and should be {expected}.")


def words_of(name: str) -> str:
    """An identifier as words."""
    return name.replace("_", " ")


class LeftOut(StrEnum):
    """What a date that is left out stands for: today, or the date once accepted (D-126)."""

    TODAY = "today"
    AS_ACCEPTED = "as_accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateChoice:
    """A day. `help` is the command line's; a step says `said` and the day, or `unsaid`."""

    kind: ClassVar[str] = "date"

    name: str
    help: str
    left_out: LeftOut
    said: str
    unsaid: str

    def read(self, text: str) -> date | None:
        """An ISO date; nothing when there is no text. WrongRequestError when it is no date."""
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise unexpected(self.name, text, "a date such as 2020-04-09") from None

    def check(self, value: object) -> None:
        """WrongRequestError unless it may be chosen."""
        if value is not None and not isinstance(value, date):
            raise unexpected(self.name, value, "a date")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChoice:
    """Words that may be left out. A step says `said` and the words between quotation marks."""

    kind: ClassVar[str] = "text"

    name: str
    help: str
    characters_max: int
    said: str

    def read(self, text: str) -> str | None:
        """The words without the blanks around them; WrongRequestError when there are too many."""
        words = text.strip() or None
        self.check(words)
        return words

    def check(self, value: object) -> None:
        """WrongRequestError unless it may be chosen."""
        length = len(str(value)) if value is not None else 0
        if length > self.characters_max:
            raise WrongRequestError(
                f"The {words_of(self.name)} has {length:,} characters "
                f"and may have {self.characters_max:,}."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchChoice:
    """One of two values, `off` unless a person asks for `on`. A step says `said` for it."""

    kind: ClassVar[str] = "switch"

    name: str
    help: str
    off: str
    on: str
    said: str

    def read(self, text: str) -> str:
        """One of the two, `off` when there is no text; WrongRequestError for another."""
        value = text or self.off
        self.check(value)
        return value

    def check(self, value: object) -> None:
        """WrongRequestError unless it may be chosen."""
        if value not in (self.off, self.on):
            raise unexpected(self.name, value, f"{self.off} or {self.on}")


Choice = DateChoice | TextChoice | SwitchChoice

TRANSACTION_DATE = DateChoice(
    name="transaction_date",
    help="The date accounting books it under; today if left out.",
    left_out=LeftOut.TODAY,  # D-109
    said="under the date",
    unsaid="without a date",
)
ACCEPTED_TRANSACTION_DATE = replace(
    TRANSACTION_DATE,
    help="The date accounting books it under; the one it was accepted under if left out.",
    left_out=LeftOut.AS_ACCEPTED,
)
COMMENT = TextChoice(name="comment", help="Why.", characters_max=1_000, said="with the comment")
ACCOUNTING_METHOD = SwitchChoice(
    name="accounting_method",
    help="Track units in Procore.",
    off=NO_CHOICES.accounting_method,
    on="unit_based",
    said="as unit-based",
)
CHOICES: tuple[Choice, ...] = (TRANSACTION_DATE, COMMENT, ACCOUNTING_METHOD)
"""A declaration for every field of `Choices`."""


def read_choices(texts: Mapping[str, str]) -> Choices:
    """The choices among `texts` by name; WrongRequestError says which one makes no sense."""
    read = {
        choice.name: choice.read(texts[choice.name]) for choice in CHOICES if choice.name in texts
    }
    return structs.replace(NO_CHOICES, **read)
