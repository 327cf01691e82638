"""The rows of one mapping table that hold in an edition, one for every field of the target."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

from engine.mapping.refusal import MappingRefused
from engine.mapping.target import Target, Value, ValueKind
from engine.mapping.value_format import (
    fitted_amount,
    formatted_text,
    refuse_unknown_format,
)
from engine.rulebook.model import (
    MappingRow,
    MappingTable,
    OnMissing,
    OnRepeat,
    OnTooLong,
    Rulebook,
)
from engine.rulebook.vocabulary import Edition

CompanySettings = Mapping[str, str]
"""The company's settings by name, such as spectrum_status_code."""


@dataclass(frozen=True, slots=True)
class SelectedRows:
    """Rows by the field they fill. Every method raises MappingRefused for a value that can't go."""

    rows: Mapping[str, MappingRow]
    company_settings: CompanySettings

    def text(self, target: str, fields: Mapping[str, Value], record: str) -> str:
        """The text to write; blank when the row leaves a missing or too long value out."""
        return self.fitted(target, self.unfitted_text(target, fields, record), record)

    def unfitted_text(self, target: str, fields: Mapping[str, Value], record: str) -> str:
        """The same before its length is looked at, for texts that are joined first."""
        row = self.rows[target]
        value = self._value(row, fields, record)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise _of_wrong_kind(row, value, record, ValueKind.TEXT)
        text = formatted_text(row, value, self.company_settings)
        if _is_blank(text):
            self._refuse_missing(row, record)
        return text

    def fitted(self, target: str, text: str, record: str) -> str:
        """`text` when it fits; blank or MappingRefused, as the row says, when it is too long."""
        row = self.rows[target]
        if row.max_length is None or len(text) <= row.max_length:
            return text
        match row.on_too_long:
            case OnTooLong.LEAVE_BLANK:
                return ""
            case OnTooLong.REFUSE:
                raise MappingRefused(
                    record,
                    target,
                    f"at most {row.max_length} characters fit and this has {len(text)}",
                    repr(text),
                    f"Shorten {_origin(row)}; nothing is ever cut.",
                    limit=row.max_length,
                    actual=len(text),
                )
            case _:
                assert_never(row.on_too_long)

    def day(self, target: str, fields: Mapping[str, Value], record: str) -> date | None:
        row = self.rows[target]
        value = self._value(row, fields, record)
        if value is not None and not isinstance(value, date):
            raise _of_wrong_kind(row, value, record, ValueKind.DATE)
        return value

    def amount(self, target: str, fields: Mapping[str, Value], record: str) -> Decimal:
        row = self.rows[target]
        value = self._value(row, fields, record)
        if not isinstance(value, Decimal):
            raise _of_wrong_kind(row, value, record, ValueKind.AMOUNT)
        return fitted_amount(row, value, record)

    def refuse_repeat(self, target: str, line: str, record: str) -> None:
        """MappingRefused for a second amount of one line, unless the row adds such amounts up."""
        if self.rows[target].on_repeat is OnRepeat.REFUSE:
            raise MappingRefused(
                record,
                target,
                "the rulebook refuses two amounts for one line of Spectrum",
                line,
                "Put them into one line of the change order.",
            )

    def _value(self, row: MappingRow, fields: Mapping[str, Value], record: str) -> Value:
        """Where the row says the value comes from; None when it is missing and may be."""
        value: Value = row.constant
        if row.setting is not None:
            value = self.company_settings.get(row.setting)
        elif row.from_field is not None:
            value = fields[row.from_field]
        if not _is_blank(value):
            return value
        self._refuse_missing(row, record)
        return None

    def _refuse_missing(self, row: MappingRow, record: str) -> None:
        match row.on_missing:
            case OnMissing.LEAVE_BLANK:
                return
            case OnMissing.REFUSE:
                raise MappingRefused(
                    record,
                    row.to_field,
                    "there is no value to send",
                    "nothing",
                    f"Fill {_origin(row)}.",
                )
            case _:
                assert_never(row.on_missing)


def select_rows(
    table: MappingTable,
    edition: Edition,
    targets: Mapping[str, Target],
    company_settings: CompanySettings,
) -> SelectedRows:
    """The table's rows in this edition, checked against what the targets can hold.

    MappingRefused names the row when one fills an unknown field, takes an unknown one, has a format
    that doesn't suit, or would leave a required field blank; and the field that no row fills.
    """
    rows = {row.to_field: row for row in table.rows if edition in row.editions}
    for row in rows.values():
        target = targets.get(row.to_field)
        if target is None:
            raise _misfit(
                row, "no such field is written", row.to_field, f"Use one of: {_listed(targets)}."
            )
        if row.from_field is not None and row.from_field not in target.sources:
            remedy = f"Use one of: {_listed(target.sources)}."
            raise _misfit(row, "it can't be filled from this field", row.from_field, remedy)
        if target.is_required and OnMissing.LEAVE_BLANK in (row.on_missing, row.on_too_long):
            raise _misfit(
                row, "nothing can be written without it", "leave_blank", "Write `refuse`."
            )
        refuse_unknown_format(row, target)
    for name in targets:
        if name not in rows:
            raise MappingRefused(
                str(table.location),
                name,
                f"no row of {table.name} fills it in the edition {edition}",
                "no row",
                "Add the row.",
            )
    return SelectedRows(rows, company_settings)


def table_of(rulebook: Rulebook, name: str) -> MappingTable:
    """A mapping of the rulebook; MappingRefused when it has none of that name."""
    if name not in rulebook.mappings:
        raise MappingRefused(
            "rules/mapping/",
            name,
            "the rulebook has no such mapping",
            ", ".join(sorted(rulebook.mappings)) or "none",
            f"Add a file with `mapping: {name}`.",
        )
    return rulebook.mappings[name]


def _is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _origin(row: MappingRow) -> str:
    """The source of the row's value, as people know it."""
    if row.setting is not None:
        return f"the company setting {row.setting}"
    return row.from_field or f"the constant at {row.location}"


def _listed(names: Mapping[str, Target] | frozenset[str]) -> str:
    return ", ".join(sorted(names))


def _misfit(row: MappingRow, problem: str, value: str, remedy: str) -> MappingRefused:
    return MappingRefused(str(row.location), row.to_field, problem, value, remedy)


def _of_wrong_kind(row: MappingRow, value: Value, record: str, wanted: ValueKind) -> MappingRefused:
    problem = f"{wanted.in_words} is needed"
    remedy = f"Map another field than {_origin(row)} at {row.location}."
    return MappingRefused(record, row.to_field, problem, repr(value), remedy)
