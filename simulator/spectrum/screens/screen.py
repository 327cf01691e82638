"""One screen: the kind of record it is for, the fields it has, and what is made of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from simulator.spectrum.screens.fields import Fields
from simulator.spectrum.stores import SpectrumStores

# What a record shows: amounts are texts, dates YYYY-MM-DD.
Shown: TypeAlias = "str | int | bool | Sequence[Shown] | Mapping[str, Shown] | None"
Record = Mapping[str, Shown]
Make = Callable[[SpectrumStores, Fields], Record]


@dataclass(frozen=True, slots=True)
class Screen:
    """`make` gets what was entered into `fields` and gives the record as it is then."""

    kind: str
    fields: Sequence[str]
    make: Make


def screen(kind: str, *fields: str) -> Callable[[Make], Screen]:
    """The function below makes this kind of record, out of these fields."""

    def shown(make: Make) -> Screen:
        return Screen(kind, fields, make)

    return shown
