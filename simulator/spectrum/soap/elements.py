"""The elements a service takes: length, format and choices, and how their texts are read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import assert_never

from simulator.spectrum.soap.error_rows import ErrorRow, invalid, mask_mismatch, missing

_DATE = re.compile(r"(\d\d)/(\d\d)/(\d{4})", re.ASCII)


class Kind(Enum):
    TEXT = auto()
    NUMBER = auto()
    DATE = auto()


@dataclass(frozen=True, slots=True)
class Element:
    """One element. `mask` matches the numbers it takes; `choices` lists the texts it takes.

    `max_length` counts characters, for numbers with sign and point (spectrum_api.md 1.3).
    """

    name: str
    max_length: int
    kind: Kind = Kind.TEXT
    is_required: bool = False
    choices: tuple[str, ...] = ()
    mask: re.Pattern[str] | None = None
    number_format: str = ""


def text(name: str, max_length: int, *, is_required: bool = False) -> Element:
    return Element(name, max_length, is_required=is_required)


def choice(name: str, *choices: str, is_required: bool = False) -> Element:
    longest = max(len(one) for one in choices)
    return Element(name, longest, is_required=is_required, choices=choices)


def day(name: str) -> Element:
    """A date, MM/DD/CCYY."""
    return Element(name, 10, Kind.DATE)


def number(name: str, number_format: str, *, is_required: bool = False) -> Element:
    """A number in Spectrum's notation: `-10.2` takes a sign, ten whole digits, two decimals."""
    whole, _, decimals = number_format.lstrip("-").partition(".")
    sign = "-?" if number_format.startswith("-") else ""
    pattern = rf"{sign}(?=\.?\d)\d{{0,{whole}}}"
    length = int(whole) + (1 if sign else 0)
    if decimals:
        pattern += rf"(\.\d{{0,{decimals}}})?"
        length += 1 + int(decimals)
    return Element(
        name,
        length,
        Kind.NUMBER,
        is_required=is_required,
        mask=re.compile(pattern, re.ASCII),
        number_format=number_format,
    )


@dataclass(slots=True)
class Values:
    """What a call gave, blanks left out: texts, numbers and days by element name."""

    texts: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, Decimal] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The text, or empty when blank."""
        return self.texts.get(name, "")

    def number(self, name: str) -> Decimal | None:
        return self.numbers.get(name)

    def day(self, name: str) -> date | None:
        return self.days.get(name)

    def has_any(self, *names: str) -> bool:
        return any(
            name in self.texts or name in self.numbers or name in self.days for name in names
        )


def read(elements: Sequence[Element], given: Mapping[str, str]) -> tuple[Values, list[ErrorRow]]:
    """Read a call's texts; every element that breaks its own rule gives an error row."""
    values = Values()
    errors: list[ErrorRow] = []
    for element in elements:
        value = given[element.name].strip()
        if not value:
            if element.is_required:
                errors.append(missing(element.name))
            continue
        match element.kind:
            case Kind.NUMBER:
                _read_number(element, value, values, errors)
            case Kind.DATE:
                _read_day(element, value, values, errors)
            case Kind.TEXT:
                _read_text(element, value, values, errors)
            case _:
                assert_never(element.kind)
    return values, errors


def too_long(name: str, value: str, max_length: int) -> ErrorRow:
    return invalid(name, value, f"{len(value)} characters, at most {max_length} are allowed")


def _read_text(element: Element, value: str, values: Values, errors: list[ErrorRow]) -> None:
    if element.choices and value not in element.choices:
        allowed = ", ".join(element.choices)
        errors.append(invalid(element.name, value, f"the choices are {allowed}"))
    elif len(value) > element.max_length:
        errors.append(too_long(element.name, value, element.max_length))
    else:
        values.texts[element.name] = value


def _read_number(element: Element, value: str, values: Values, errors: list[ErrorRow]) -> None:
    if element.mask is not None and element.mask.fullmatch(value):
        values.numbers[element.name] = Decimal(value)
    else:
        errors.append(mask_mismatch(element.name))


def _read_day(element: Element, value: str, values: Values, errors: list[ErrorRow]) -> None:
    match = _DATE.fullmatch(value)
    if match is not None:
        month, day_of_month, year = (int(part) for part in match.groups())
        try:
            values.days[element.name] = date(year, month, day_of_month)
        except ValueError:
            errors.append(invalid(element.name, value, "there is no such day"))
    else:
        errors.append(mask_mismatch(element.name))
