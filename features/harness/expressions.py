"""What a placeholder in a step's wording may be, and how its text becomes a value.

Every placeholder has a type, so that no definition can swallow another's sentence by a wildcard.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Protocol, cast

from pytest_bdd import parsers


class ExpressionError(ValueError):
    """A wording that cannot be a step definition; says which placeholder and what to write."""


class Parser(Protocol):
    """What binding needs of pytest-bdd's step parsers."""

    def is_matching(self, name: str) -> bool: ...

    def parse_arguments(self, name: str) -> dict[str, object]: ...


@dataclass(frozen=True, slots=True)
class PlaceholderType:
    """A type of placeholder: which text fits, what it becomes, and an example for people."""

    pattern: str
    convert: Callable[[str], object]
    example: str

    def __call__(self, text: str) -> object:
        return self.convert(text)


TYPES: Mapping[str, PlaceholderType] = {
    "Text": PlaceholderType(r'[^"]*', str, 'between quotation marks: "North Wing"'),
    "Word": PlaceholderType(r"[A-Za-z][A-Za-z'-]*", str, "one word: Ada"),
    "Money": PlaceholderType(
        r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d",
        lambda text: Decimal(text.replace(",", "")),
        "an amount with its cents: 1,200.00",
    ),
    "Percent": PlaceholderType(r"-?\d+(?:\.\d+)?", Decimal, "a percentage without its sign: 7.5"),
    "Count": PlaceholderType(r"\d+", int, "a whole number: 3"),
    "Date": PlaceholderType(r"\d{4}-\d\d-\d\d", date.fromisoformat, "a day: 2020-04-09"),
}


def placeholders(pattern: str) -> dict[str, str]:
    """The placeholders of a wording with their types; ExpressionError for an untyped one."""
    found: dict[str, str] = {}
    try:
        fields = list(Formatter().parse(pattern))
    except ValueError as problem:
        raise ExpressionError(f"its braces do not pair: {problem}") from problem
    for _, name, type_name, _ in fields:
        if name is None:
            continue
        if type_name is None or type_name not in TYPES:
            raise ExpressionError(
                f"placeholder {{{name}}} needs one of the types {', '.join(TYPES)}; "
                f"write it as {{{name or 'name'}:Text}} between quotation marks"
            )
        if name in found or not name.isidentifier():
            raise ExpressionError(f"placeholder {name!r} must be a name, and used only once")
        found[name] = type_name
    return found


def parser_for(pattern: str) -> Parser:
    """Reads step texts by this wording; letters' case counts."""
    placeholders(pattern)
    return cast(Parser, parsers.cfparse(pattern, extra_types=dict(TYPES), case_sensitive=True))
