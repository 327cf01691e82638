"""The facts of a decision against the vocabulary, before any executor sees them.

A forgotten fact must not look like an absent one: every fact the rules look at has to be given,
with None for one that is missing. All faults are collected.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from engine.rulebook.names import suggest
from engine.rulebook.vocabulary import (
    FactDeclaration,
    Facts,
    FactType,
    FactValue,
)

TEXT_CHARACTERS_MAX = 100_000
_PYTHON_TYPES: Mapping[FactType, type] = {
    FactType.BOOLEAN: bool,
    FactType.INTEGER: int,
    FactType.MONEY_CENTS: int,
    FactType.TEXT: str,
    FactType.DATE: date,
    FactType.ONE_OF: str,
}


class FactsError(ValueError):
    """The facts don't fit the vocabulary; `faults` has one line for each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(self.faults))


def checked_facts(
    vocabulary: Mapping[str, FactDeclaration], needed: Iterable[str], given: Facts
) -> dict[str, FactValue]:
    """The needed facts out of `given`, all of the right type. FactsError lists every fault."""
    faults = [
        f"unknown fact `{name}`: {suggest(name, vocabulary, 'see facts.yaml')}"
        for name in sorted(set(given) - set(vocabulary))
    ]
    checked: dict[str, FactValue] = {}
    for name in sorted(set(needed)):
        if name not in given:
            faults.append(f"the fact `{name}` is not given: {vocabulary[name].meaning}")
            continue
        fault = fault_of_value(vocabulary[name], given[name])
        if fault is not None:
            faults.append(fault)
        checked[name] = given[name]
    if faults:
        raise FactsError(faults)
    return checked


def fault_of_value(fact: FactDeclaration, value: FactValue) -> str | None:
    """Why `value` can't be a value of `fact`, in words; None when it can."""
    if value is None:
        return None if fact.may_be_missing else f"the fact `{fact.name}` may not be missing"
    # bool is a kind of int and datetime a kind of date; neither may slip in as the other.
    is_right = isinstance(value, _PYTHON_TYPES[fact.type]) and not isinstance(value, datetime)
    if not is_right or (isinstance(value, bool) and fact.type is not FactType.BOOLEAN):
        found = f"{type(value).__name__} ({value!r:.80})"
        return f"the fact `{fact.name}` is {fact.type.in_words}, not {found}"
    if fact.values and value not in fact.values:
        allowed = ", ".join(fact.values)
        return f"the fact `{fact.name}` is never `{value!s:.80}`; it is one of {allowed}"
    if isinstance(value, int) and fact.minimum is not None and value < fact.minimum:
        return f"the fact `{fact.name}` is at least {fact.minimum}, not {value}"
    if isinstance(value, str) and len(value) > TEXT_CHARACTERS_MAX:
        return f"the fact `{fact.name}` has {len(value)} characters, over {TEXT_CHARACTERS_MAX}"
    return None
