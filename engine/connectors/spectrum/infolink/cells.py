"""Reading the columns of one row; what is wrong is named with the table and the column."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from engine.connectors.exact import date_of, money_of
from engine.ports.outcomes import Unreadable

SYSTEM = "spectrum"
NO_AMOUNT = Decimal("0.00")


# What the database drivers give.
Cell = str | int | float | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of `table` as the database driver gave it."""

    operation: str
    table: str
    values: Mapping[str, Cell]

    def code(self, column: str) -> str:
        """A code without the spaces it is padded with (spectrum_api.md 1.3); '' for none."""
        value = self.values[column]
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._wrong(column, f"is {value!r}, not a code")
        return value.strip()

    def text(self, column: str) -> str:
        """A text without trailing spaces; '' for none."""
        value = self.values[column]
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._wrong(column, f"is {value!r}, not a text")
        return value.rstrip()

    def money(self, column: str) -> Decimal:
        """An amount; one that was never given counts as zero.

        SQLite hands decimals over as floats. Their shortest text is exact for Info-Link's
        14 digits, and everything that is not whole cents is refused.
        """
        value = self.values[column]
        if value is None:
            return NO_AMOUNT
        try:
            return money_of(repr(value) if isinstance(value, float) else value)
        except ValueError as error:
            raise self._wrong(column, f"is no amount: {error}") from None

    def optional_date(self, column: str) -> date | None:
        """A date, or None when it was never given. SQLite has them as text."""
        value = self.values[column]
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date_of(value)
        except ValueError as error:
            raise self._wrong(column, f"is no date: {error}") from None

    def _wrong(self, column: str, what: str) -> Unreadable:
        return Unreadable(SYSTEM, self.operation, f"{self.table}: {column} {what}")

    def senseless(self, column: str, expected: str) -> Unreadable:
        """The error for a value outside its documented set."""
        return self._wrong(column, f"is {self.values[column]!r}; expected {expected}")
