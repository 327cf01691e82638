"""Reading the fields of a fixture: strict, because a misspelt one would quietly change a test."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import wraps

from simulator.procore.payload import FieldError, Reader, Readers, Values
from simulator.procore.responses import Refusal
from simulator.procore.sync import ItemError

Maker = Callable[[Mapping[str, object]], dict[str, object]]


class FixtureError(ValueError):
    """A field that a fixture cannot take; says which, its value, and what is allowed."""

    def __init__(self, kind: str, field: str, value: object, problem: str) -> None:
        super().__init__(f"{kind}: {field} = {value!r}: {problem}")
        self.kind = kind
        self.field = field
        self.value = value
        self.problem = problem


def read(
    kind: str,
    fields: Mapping[str, object],
    readers: Readers,
    required: tuple[str, ...] = (),
) -> Values:
    """Every field by its reader; FixtureError for an unknown, wrong or missing one."""
    values: Values = {}
    for name, raw in fields.items():
        reader = readers.get(name)
        if reader is None:
            near = get_close_matches(name, readers, n=1)
            hint = f"did you mean {near[0]!r}? " if near else ""
            raise FixtureError(
                kind, name, raw, f"no such field; {hint}the fields are: {', '.join(readers)}"
            )
        try:
            values[name] = None if raw is None else reader(raw)
        except FieldError as error:
            raise FixtureError(kind, name, raw, str(error)) from None
    for name in required:
        if values.get(name) in (None, ""):
            raise FixtureError(kind, name, fields.get(name), "is required")
    return values


def refusing(kind: str, maker: Maker) -> Maker:
    """The maker with what the stores refuse told as a FixtureError."""

    @wraps(maker)
    def make(fields: Mapping[str, object]) -> dict[str, object]:
        try:
            return maker(fields)
        except Refusal as refusal:
            problem = f"{refusal.fields or refusal.message}; {refusal.because}"
            raise FixtureError(kind, "record", dict(fields), problem) from None
        except ItemError as error:
            raise FixtureError(kind, "record", dict(fields), str(error.fields)) from None

    return make


def objects(value: object) -> list[Mapping[str, object]]:
    """An array of objects, as lines and markups come."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(e, Mapping) for e in value):
        raise FieldError("must be an array of objects")
    return list(value)


def id_in(records: Mapping[int, object], what: str) -> Reader:
    """An id that must be among the records."""

    def reader(value: object) -> int:
        if not isinstance(value, int) or value not in records:
            known = ", ".join(str(key) for key in list(records)[:10]) or "none yet"
            raise FieldError(f"is not the id of a {what}; known: {known}")
        return value

    return reader
