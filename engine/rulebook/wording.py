"""Sentences with facts in them: which they name, and how a value is written for people."""

import re
from collections.abc import Mapping
from datetime import date

from engine.rulebook.model import Wording
from engine.rulebook.vocabulary import (
    FactDeclaration,
    Facts,
    FactType,
    FactValue,
)

PLACEHOLDER = re.compile(r"\{(length of )?([^{}]*)\}")
"""`{pcco.title}` stands for the title, `{length of pcco.title}` for its number of characters."""
SHOWN_CHARACTERS_MAX = 300


def shown(value: FactValue, declaration: FactDeclaration | None) -> str:
    """A value as people write it: cents as 1,234.56, dates as 2020-04-09, None as nothing."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        is_money = declaration is not None and declaration.type is FactType.MONEY_CENTS
        return _money(value) if is_money else str(value)
    return value if len(value) <= SHOWN_CHARACTERS_MAX else value[:SHOWN_CHARACTERS_MAX] + "..."


def render(wording: Wording, facts: Facts, declarations: Mapping[str, FactDeclaration]) -> str:
    """The sentence with each placeholder replaced by the fact's value, or left when not given."""

    def value(found: re.Match[str]) -> str:
        if found[2] not in facts:
            return found[0]
        value = facts[found[2]]
        if found[1]:
            return str(len(value)) if isinstance(value, str) else "0"
        return shown(value, declarations.get(found[2]))

    return PLACEHOLDER.sub(value, wording.text)


def _money(cents: int) -> str:
    whole, part = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}.{part:02d}"
