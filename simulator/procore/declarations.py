"""What a route declares of its operation for the OpenAPI document: its answer and its body.

Answers are named by the types that the wire files are held to by the type checker; these are looked
up for the document alone, for serving starts without them. Bodies are the readers that read them.
"""

from collections.abc import Mapping

import msgspec

from simulator.procore.payload import Reader, Readers, identifier
from simulator.procore.query import Parameter
from simulator.procore.sync import MAX_UPDATES


class Shape(msgspec.Struct, frozen=True):
    """A type of a group's `shapes.py`, or a list of them; `reference` is the group's package and
    the type's name, `prime_contracts:PrimeContract`, or the name of a built-in type."""

    reference: str
    is_list: bool = False


class Answer(msgspec.Struct, frozen=True):
    """An answer of one of these shapes, of which v2 puts what it is under `data`; of none, where
    the status says it all. `is_sync`: the shape is one of its entities. `is_page`: it is for a
    browser."""

    shapes: tuple[Shape, ...] = ()
    is_sync: bool = False
    is_page: bool = False

    def __or__(self, other: "Answer") -> "Answer":
        """One of both, as views differ."""
        return Answer(self.shapes + other.shapes)


NOTHING = Answer()
PAGE = Answer(is_page=True)


def one(reference: str) -> Answer:
    return Answer((Shape(reference),))


def several(reference: str) -> Answer:
    return Answer((Shape(reference, is_list=True),))


def synced(reference: str) -> Answer:
    return Answer((Shape(reference),), is_sync=True)


class Fields(msgspec.Struct, frozen=True):
    """The fields of one record. `wrapper` is the name they lie under, None for a flat body;
    `beside` are the ids that stand next to it when they are not in the query. `are_required`: none
    may be left out or null."""

    readers: Readers
    wrapper: str | None = None
    beside: tuple[Parameter, ...] = ()
    are_required: bool = False


class Several(msgspec.Struct, frozen=True):
    """An array of `most` elements at most under `name`, each an object of fields or one value;
    `beside` are the ids that stand next to it. `may_be_bare`: the array is also taken alone."""

    element: Readers | Reader
    name: str
    most: int
    beside: tuple[Parameter, ...] = ()
    may_be_bare: bool = False


class Form(msgspec.Struct, frozen=True):
    """Texts by name, as JSON or as a form; `choices` are those from a closed list."""

    texts: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]


Body = Fields | Several | Form


def sync_of(
    readers: Readers, beside: tuple[Parameter, ...] = (), *, may_be_bare: bool = False
) -> Several:
    """The items of a sync, each found by its id where it has one (procore_api.md 4)."""
    element = {"id": identifier, **readers}
    return Several(element, "updates", MAX_UPDATES, beside, may_be_bare)
