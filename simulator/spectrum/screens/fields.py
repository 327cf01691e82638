"""Reads the fields of a record that a person enters; wrong ones are refused with the way out."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

MAX_ABSOLUTE_AMOUNT = Decimal("9999999999.99")

_CONTROL_CHARACTER = re.compile(r"[\x00-\x1f]")


class RecordRefusedError(ValueError):
    """A record that can't be made: which field, its value, and what is allowed."""

    def __init__(self, kind: str, field: str, value: object, allowed: str) -> None:
        super().__init__(f"spectrum {kind}: field {field!r} is {value!r}; allowed: {allowed}")
        self.kind = kind
        self.field = field
        self.value = value


class Fields:
    """The fields given for one record of a kind; refuses unknown names at once."""

    def __init__(self, kind: str, given: Mapping[str, object], names: Sequence[str]) -> None:
        self.kind = kind
        self._given = given
        for name in given:
            if name not in names:
                near = difflib.get_close_matches(str(name), names, n=1)
                hint = f"did you mean {near[0]!r}? " if near else ""
                raise self.refused(str(name), given[name], f"{hint}fields {', '.join(names)}")

    def refused(self, field: str, value: object, allowed: str) -> RecordRefusedError:
        return RecordRefusedError(self.kind, field, value, allowed)

    def has(self, name: str) -> bool:
        return self._given.get(name) is not None

    def text(self, name: str, max_length: int, default: str | None = None) -> str:
        """A text; required when there is no default."""
        value = self._given.get(name)
        if value is None:
            if default is None:
                raise self.refused(name, value, f"a text of 1 to {max_length} characters")
            return default
        allowed = f"a text of at most {max_length} characters, without control characters"
        if not isinstance(value, str) or len(value) > max_length:
            raise self.refused(name, value, allowed)
        if _CONTROL_CHARACTER.search(value) or (default is None and not value):
            raise self.refused(name, value, allowed)
        return value

    def choice(self, name: str, choices: Sequence[str], default: str) -> str:
        value = self._given.get(name, default)
        if value not in choices:
            raise self.refused(name, value, f"one of {', '.join(choices)}")
        return str(value)

    def flag(self, name: str, *, default: bool) -> bool:
        value = self._given.get(name, default)
        if not isinstance(value, bool):
            raise self.refused(name, value, "true or false")
        return value

    def whole(self, name: str, lowest: int, highest: int, default: int | None = None) -> int:
        value = self._given.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            raise self.refused(name, value, f"a whole number from {lowest} to {highest}")
        return value

    def number(self, name: str, places: int, default: Decimal | None = None) -> Decimal | None:
        """A decimal number with at most so many places; never a binary fraction."""
        value = self._given.get(name)
        if value is None:
            return default
        allowed = f"a number as text or whole number, at most {places} decimals"
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            raise self.refused(name, value, allowed)
        try:
            parsed = Decimal(value)
        except InvalidOperation:
            raise self.refused(name, value, allowed) from None
        if not parsed.is_finite() or abs(parsed) > MAX_ABSOLUTE_AMOUNT:
            raise self.refused(name, value, f"{allowed}, up to {MAX_ABSOLUTE_AMOUNT}")
        step = Decimal(1).scaleb(-places)
        if parsed != parsed.quantize(step):
            raise self.refused(name, value, allowed)
        return parsed.quantize(step)

    def amount(self, name: str, default: str = "0.00") -> Decimal:
        """Money in dollars with at most two places."""
        found = self.number(name, 2, Decimal(default))
        assert found is not None  # the default is a number
        return found

    def day(self, name: str) -> date | None:
        """A date, YYYY-MM-DD."""
        value = self._given.get(name)
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise self.refused(name, value, "a date, YYYY-MM-DD") from None

    def records(self, name: str, kind: str, *names: str) -> "Iterator[Fields]":
        """A list of nested records with fields of these names; empty when left out."""
        value = self._given.get(name, [])
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise self.refused(name, value, "a list of records")
        for entry in value:
            if not isinstance(entry, Mapping):
                raise self.refused(name, entry, "a list of records")
        for entry in value:
            yield Fields(kind, entry, names)

    def texts(self, name: str) -> frozenset[str] | None:
        """A list of texts, or None when left out."""
        value = self._given.get(name)
        if value is None:
            return None
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise self.refused(name, value, "a list of texts")
        return frozenset(str(entry) for entry in value)
