"""What calls take: structs with every default and bound, and one sentence for what they refuse.

A field's `Meta` may carry words of its own in `extra`: `must` for a value of the right type that
is refused, and `otherwise` for what to do instead.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, inspect, structs

from simulator.control.replies import ControlError, Json

GREATEST = 2**63 - 1
MAX_DIGITS = 18
MAX_SHOWN = 100
TRUTHS = {"true": True, "false": False}

WholeNumber = Annotated[
    int, Meta(ge=-GREATEST - 1, le=GREATEST, extra={"must": "must be a whole number"})
]
QueryNumber = Annotated[
    int, Meta(ge=0, le=10**MAX_DIGITS - 1, extra={"must": "must be a whole number"})
]
Count = Annotated[int, Meta(ge=1, le=GREATEST, extra={"must": "must be a whole number from 1"})]
Text = Annotated[str, Meta(min_length=1)]
Moment = Annotated[
    str,
    Meta(
        description="A moment in ISO 8601, with Z or an offset",
        extra_json_schema={"format": "date-time"},
    ),
]


class Taking(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a call takes, and nothing else."""


class TakingNothing(Taking, frozen=True):
    """A call without fields."""


class TakingAnyField(Taking, frozen=True, kw_only=True):
    """`others` are the fields that are not declared: they depend on one that is."""

    others: dict[str, object]


class Field(msgspec.Struct, frozen=True):
    """A declared field: its type without None, and the words that its `Meta` has for it."""

    name: str
    type: inspect.Type
    is_required: bool
    words: dict[str, str]
    example: str


Taken = TypeVar("Taken", bound=Taking)


@cache
def fields_of(takes: type[Taking]) -> dict[str, Field]:
    """The declared fields by name, in their order."""
    hidden = {"others"} if issubclass(takes, TakingAnyField) else set()
    return {
        field.name: _field(field) for field in structs.fields(takes) if field.name not in hidden
    }


def _field(field: structs.FieldInfo) -> Field:
    kind = inspect.type_info(field.type)
    words: dict[str, str] = {}
    example = ""
    while isinstance(kind, inspect.Metadata | inspect.UnionType):
        if isinstance(kind, inspect.UnionType):
            kind = next(one for one in kind.types if not isinstance(one, inspect.NoneType))
        else:
            words |= kind.extra or {}
            example = str((kind.extra_json_schema or {}).get("examples", [""])[0])
            kind = kind.type
    return Field(field.name, kind, field.required, words, example)


def from_body(takes: type[Taken], sent: Mapping[str, Json]) -> Taken:
    """The input that a JSON object is; ControlError when it is none."""
    fields = fields_of(takes)
    others = {name: value for name, value in sent.items() if name not in fields}
    if issubclass(takes, TakingAnyField):
        sent = {name: sent[name] for name in fields if name in sent} | {"others": others}
    elif others:
        raise _not_taken("field", next(iter(others)), fields)
    for field in fields.values():
        if field.is_required and field.name not in sent:
            raise ControlError(f"{field.name} is required")
    return _converted(takes, sent)


def from_query(takes: type[Taken], pairs: Iterable[tuple[str, str]]) -> Taken:
    """The input that query parameters are, the last of each name; ControlError when none."""
    fields = fields_of(takes)
    sent: dict[str, Json] = {}
    for name, text in pairs:
        if name not in fields:
            raise _not_taken("filter", name, fields)
        sent[name] = _from_text(text, fields[name].type)
    for field in fields.values():
        if field.is_required and field.name not in sent:
            as_in = f", as in ?{field.name}={field.example}" if field.example else ""
            raise ControlError(f"{field.name} is required{as_in}")
    return _converted(takes, sent)


def _from_text(text: str, kind: inspect.Type) -> str | int | bool:
    """What the text of a query says; the text itself when it does not say such a thing."""
    if isinstance(kind, inspect.BoolType):
        return TRUTHS.get(text, text)
    is_number = text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS
    return int(text) if isinstance(kind, inspect.IntType) and is_number else text


def _converted(takes: type[Taken], sent: Mapping[str, Json]) -> Taken:
    try:
        return msgspec.convert(sent, takes)
    except msgspec.ValidationError as error:
        name = _refused_field(error)
        raise ControlError(_refusal(fields_of(takes)[name], sent[name])) from error


def _refused_field(error: msgspec.ValidationError) -> str:
    """The field that msgspec's own message is about."""
    place = re.search(r"at `\$\.(\w+)", str(error))
    assert place is not None, error
    return place[1]


def _refusal(field: Field, value: Json) -> str:
    """One sentence: the field, what is allowed, the value, and what to do instead."""
    shown = repr(value[:MAX_SHOWN]) if isinstance(value, str) else f"{value!r:.{MAX_SHOWN}}"
    match field.type:
        case inspect.EnumType(cls=kinds) if isinstance(value, str):
            known = [str(member.value) for member in kinds]
            near = get_close_matches(value[:MAX_SHOWN], known, n=1)
            hint = f"did you mean {near[0]!r}? " if near else ""
            return f"unknown {field.name} {shown}; {hint}the {field.name}s are: {', '.join(known)}"
        case inspect.IntType(ge=least, le=most) if type(value) is int:
            return _refused_by_bounds(field, f"must be {least} to {most}", shown)
        case inspect.FloatType(ge=least, le=most) if type(value) in (int, float):
            return _refused_by_bounds(field, f"must be {least} to {most}", shown)
        case inspect.StrType() if value and isinstance(value, str):
            return _refused_by_bounds(field, "must be another text", shown)
    return f"{field.name} {_must_be(field)}, not {shown}"


def _refused_by_bounds(field: Field, usual: str, shown: str) -> str:
    """About a value of the right type."""
    otherwise = f"; {field.words['otherwise']}" if "otherwise" in field.words else ""
    return f"{field.name} {field.words.get('must', usual)}, not {shown}{otherwise}"


def _must_be(field: Field) -> str:
    """The type in words."""
    match field.type:
        case inspect.LiteralType(values=values):
            return f"must be one of {', '.join(str(one) for one in values)}"
        case inspect.BoolType():
            return "must be true or false"
        case inspect.IntType():
            return "must be a whole number"
        case inspect.FloatType():
            return "must be a number"
    return "is required and must be text" if field.is_required else "must be text"


def _not_taken(what: str, name: str, fields: Mapping[str, Field]) -> ControlError:
    near = get_close_matches(name[:MAX_SHOWN], fields, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    known = ", ".join(fields) or "none"
    return ControlError(f"unknown {what} {name!r}; this call takes: {known}{hint}")
