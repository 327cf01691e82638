"""Reading the fields of one JSON record; what is wrong is named with the record and the field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from engine.connectors.exact import amount_of, date_of, number_of
from engine.connectors.json_values import Json
from engine.ports.outcomes import Unreadable

Choice = TypeVar("Choice")
MAX_SHOWN_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Fields:
    """One record as it came. `name` says which (`prime contract 4001`), for error texts."""

    operation: str
    name: str
    values: dict[str, Json]

    @classmethod
    def of(cls, operation: str, name: str, value: Json) -> "Fields":
        """The fields of a JSON object; Unreadable when it is something else."""
        if not isinstance(value, dict):
            raise Unreadable("procore", operation, f"{name}: {_shown(value)} is not a record")
        return cls(operation, name, value)

    def named(self, name: str) -> "Fields":
        """The same record under a better name, once its id is known."""
        return Fields(self.operation, name, self.values)

    def id(self, name: str = "id") -> int:
        """An id: a number in v1, digits in v2 (procore_api.md 2)."""
        value = self.optional_id(name)
        if value is None:
            raise self._wrong(name, "is missing")
        return value

    def optional_id(self, name: str) -> int | None:
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 20:
            return int(value)
        raise self._wrong(name, f"is {_shown(value)}, not an id")

    def position(self, name: str = "position") -> int:
        """A position: a number, in v2 possibly with a fraction of zero."""
        value = self.values.get(name)
        if isinstance(value, Decimal) and value == value.to_integral_value():
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise self._wrong(name, f"is {_shown(value)}, not a position")

    def text(self, name: str) -> str:
        value = self.optional_text(name)
        if value is None:
            raise self._wrong(name, "is missing")
        return value

    def optional_text(self, name: str) -> str | None:
        """A text, or None when it is null or not there; a number is not taken for a text."""
        value = self.values.get(name)
        if value is None or isinstance(value, str):
            return value
        raise self._wrong(name, f"is {_shown(value)}, not a text")

    def flag(self, name: str, *, absent: bool | None = None) -> bool:
        """A truth value; `absent` stands for null or a missing field where that is documented."""
        value = self.values.get(name)
        if isinstance(value, bool):
            return value
        if value is None and absent is not None:
            return absent
        raise self._wrong(name, f"is {_shown(value)}, not true or false")

    def money(self, name: str) -> Decimal:
        """An amount with every place that Procore gives it."""
        amount = self.optional_money(name)
        if amount is None:
            raise self._wrong(name, "is missing")
        return amount

    def optional_money(self, name: str) -> Decimal | None:
        value = self.values.get(name)
        if value is None:
            return None
        try:
            return amount_of(value)
        except ValueError as error:
            raise self._wrong(name, f"is no amount: {_cut(str(error))}") from None

    def percentage(self, name: str) -> Decimal:
        try:
            return number_of(self.values.get(name))
        except ValueError as error:
            raise self._wrong(
                name,
                f"is no percentage: {_cut(str(error))}; write it with digits and a point alone",
            ) from None

    def optional_date(self, name: str) -> date | None:
        value = self.values.get(name)
        if value is None:
            return None
        try:
            return date_of(value)
        except ValueError as error:
            raise self._wrong(name, f"is no date: {_cut(str(error))}") from None

    def record(self, name: str) -> "Fields":
        """A nested record."""
        found = self.optional_record(name)
        if found is None:
            raise self._wrong(name, "is missing")
        return found

    def optional_record(self, name: str) -> "Fields | None":
        value = self.values.get(name)
        if value is None:
            return None
        return Fields.of(self.operation, f"{self.name}: {name}", value)

    def records(self, name: str) -> list["Fields"]:
        """A list of nested records."""
        return [
            Fields.of(self.operation, f"{self.name}: {name}[{position}]", each)
            for position, each in enumerate(self.listed(name))
        ]

    def ids(self, name: str) -> list[int]:
        """A list of ids, bare or as records with an `id`; null stands for an empty one."""
        if self.values.get(name) is None:
            return []
        return [
            Fields.of(
                self.operation,
                f"{self.name}: {name}[{position}]",
                each if isinstance(each, dict) else {"id": each},
            ).id()
            for position, each in enumerate(self.listed(name))
        ]

    def listed(self, name: str) -> Sequence[Json]:
        value = self.values.get(name)
        if not isinstance(value, list):
            raise self._wrong(name, f"is {_shown(value)}, not a list")
        return value

    def choice(self, name: str, choices: dict[str | None, Choice]) -> Choice:
        """One of a documented set of words (None for null)."""
        value = self.values.get(name)
        if (value is None or isinstance(value, str)) and value in choices:
            return choices[value]
        known = ", ".join("null" if word is None else word for word in choices)
        raise self._wrong(name, f"is {_shown(value)}; known are: {known}")

    def senseless(self, what: str) -> Unreadable:
        """The error for a record that contradicts itself or what was asked."""
        return Unreadable("procore", self.operation, f"{self.name}: {what}")

    def _wrong(self, name: str, what: str) -> Unreadable:
        return Unreadable("procore", self.operation, f"{self.name}: {name} {what}")


def _shown(value: Json) -> str:
    return "null or missing" if value is None else _cut(repr(value))


def _cut(text: str) -> str:
    return text if len(text) <= MAX_SHOWN_CHARACTERS else f"{text[:MAX_SHOWN_CHARACTERS]}..."
