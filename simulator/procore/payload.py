"""Reading what a caller sent: bodies within bounds, fields by their kind.

A reader turns one JSON value into the model's value or raises `FieldError` with the words that
stand after the field's name in the answer.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Generic, TypeVar

import msgspec

from simulator.http.message import Request
from simulator.procore.responses import Refusal

MAX_TITLE_LENGTH = 255
MAX_TEXT_LENGTH = 65_535
MAX_LIST_LENGTH = 1_000
MAX_MONEY = Decimal(10) ** 15
CENT = Decimal("0.01")
# So many places a number is kept to, half up; together with MAX_MONEY it has 23 digits at most.
MAX_PLACES = 8
MAX_DEPTH = 50

Reader = Callable[[object], object]
Element = TypeVar("Element")
Kind = TypeVar("Kind")
Readers = Mapping[str, Reader]
Values = dict[str, object]

_decode = msgspec.json.Decoder(float_hook=Decimal).decode
_PLAIN_NUMBER = re.compile(r"[+-]?(\d{1,30}(\.\d{0,60})?|\.\d{1,60})", re.ASCII)
# A JSON number beyond this is refused before its zeros are written out.
_MAX_EXPONENT = 100
_LEAST_PLACE = Decimal(1).scaleb(-MAX_PLACES)
# Wide enough for every number within the bounds, so that rounding happens where it is asked for.
_WIDE = Context(prec=100)


class FieldError(ValueError):
    """A value that its field cannot hold; the message follows the field's name."""


def body_object(request: Request) -> dict[str, object]:
    """The request's body as a JSON object; Refusal 400 for anything else."""
    body = body_json(request)
    if not isinstance(body, dict):
        raise Refusal(400, "The request body must be a JSON object")
    return body


def body_json(request: Request) -> object:
    """The request's body as JSON; Refusal 400 when it is malformed or nested too deeply."""
    if not request.body:
        return {}
    try:
        return _decode(request.body)
    except (msgspec.DecodeError, UnicodeDecodeError, InvalidOperation) as error:
        raise Refusal(400, f"The request body is not valid JSON: {error}") from None
    except RecursionError:
        raise Refusal(400, "The request body is nested too deeply") from None


def wrapped(body: Mapping[str, object], name: str) -> dict[str, object]:
    """The object under `name`, as create and update bodies of v1 carry it."""
    inner = body.get(name)
    if not isinstance(inner, dict):
        raise Refusal(400, f"param is missing or the value is empty: {name}")
    return inner


def read_fields(
    payload: Mapping[str, object], readers: Readers
) -> tuple[Values, dict[str, list[str]]]:
    """The known fields of a payload with their values, and the errors per field.

    Unknown fields are ignored, as parameter lists of this kind of API do (assumed).
    """
    values: Values = {}
    errors: dict[str, list[str]] = {}
    for name, raw in payload.items():
        reader = readers.get(name)
        if reader is None:
            continue
        try:
            values[name] = None if raw is None else reader(raw)
        except FieldError as error:
            errors[name] = [str(error)]
    return values, errors


def required_fields(payload: Mapping[str, object], readers: Readers, status: int = 422) -> Values:
    """As `read_fields`, refusing with `status` when any field is wrong."""
    values, errors = read_fields(payload, readers)
    if errors:
        raise Refusal(status, "Validation failed", fields=errors)
    return values


def taken(values: Mapping[str, object], name: str, kind: type[Kind]) -> Kind:
    """A value of the kind that its reader gives; where there is none, or null, an empty one.

    TypeError when the reader gives another kind, which is our mistake and not the caller's.
    """
    value = values.get(name)
    if value is None:
        return kind()
    if not isinstance(value, kind):
        raise TypeError(f"the reader of {name} gives {value!r}, no {kind.__name__}")
    return value


def text(value: object) -> str:
    return _text(value, MAX_TEXT_LENGTH)


def title(value: object) -> str:
    return _text(value, MAX_TITLE_LENGTH)


def _text(value: object, max_length: int) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise FieldError("must be a string")
    result = str(value)
    if len(result) > max_length:
        raise FieldError(f"is too long (maximum is {max_length} characters)")
    if "\x00" in result:
        raise FieldError("contains a null byte")
    return result


def number(value: object) -> Decimal:
    """A plain decimal number, written as a string or as a JSON number, its places kept as far as
    MAX_PLACES (the bound is assumed). There is no negative zero."""
    result = _plain_number(value)
    if abs(result) >= MAX_MONEY:
        raise FieldError(f"must be less than {MAX_MONEY:f}")
    if _exponent(result) < -MAX_PLACES:
        result = result.quantize(_LEAST_PLACE, ROUND_HALF_UP, _WIDE)
    return result if result else abs(result)


def _plain_number(value: object) -> Decimal:
    if isinstance(value, str):
        if _PLAIN_NUMBER.fullmatch(value):
            return Decimal(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    elif isinstance(value, Decimal) and value.is_finite() and _is_short(value):
        return Decimal(format(value, "f"))
    raise FieldError("is not a number")


def _is_short(value: Decimal) -> bool:
    return abs(value.adjusted()) <= _MAX_EXPONENT and abs(_exponent(value)) <= _MAX_EXPONENT


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "only finite numbers have one"
    return exponent


def money(value: object) -> Decimal:
    """An amount of money as Procore itself works it out: to the cent, half up (assumed)."""
    return in_cents(number(value))


def in_cents(amount: Decimal) -> Decimal:
    """To the cent, half up; never a negative zero."""
    rounded = amount.quantize(CENT, ROUND_HALF_UP, _WIDE)
    return rounded if rounded else abs(rounded)


def boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "1", 1):
        return True
    if value in ("false", "0", 0):
        return False
    raise FieldError("must be true or false")


def identifier(value: object) -> int:
    """A 64-bit id from 1, written as a number or, as v2 does, as a string."""
    if isinstance(value, str) and is_written_id(value):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63:
        return value
    raise FieldError("must be an id")


def is_written_id(text: str) -> bool:
    """Whether a text is digits alone, no more than 64 bits can have."""
    return text.isascii() and text.isdigit() and len(text) <= 19


def whole_number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**31:
        raise FieldError("must be an integer")
    return value


def date_or_nothing(value: object) -> date | None:
    """A date; one that is badly written is stored as null, not refused (procore_api.md 2)."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def instant_or_nothing(value: object) -> datetime | None:
    """A moment in UTC; one that is badly written is stored as null (procore_api.md 2)."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        # Overflow: an offset that leads before the year 1 or past the year 9999.
        return None


def any_object(value: object) -> dict[str, object]:
    """A JSON object of any kind that is kept as it is: nested MAX_DEPTH deep at most, for what is
    kept has to be copied and shown again."""
    if not isinstance(value, dict):
        raise FieldError("must be an object")
    level: list[object] = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return value
    raise FieldError(f"is nested more than {MAX_DEPTH} deep")


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


@dataclass(frozen=True, slots=True)
class OneOf:
    """Reads a text of a closed list; the OpenAPI document asks which these are."""

    allowed: tuple[str, ...]

    def __call__(self, value: object) -> str:
        if value not in self.allowed:
            raise FieldError(f"must be one of: {', '.join(self.allowed)}")
        return str(value)


def one_of(*allowed: str) -> OneOf:
    return OneOf(allowed)


@dataclass(frozen=True, slots=True)
class ListOf(Generic[Element]):
    """Reads an array, each element by the same reader."""

    reader: Callable[[object], Element]

    def __call__(self, value: object) -> list[Element]:
        if not isinstance(value, list):
            raise FieldError("must be an array")
        if len(value) > MAX_LIST_LENGTH:
            raise FieldError(f"has more than {MAX_LIST_LENGTH} elements")
        return [self.reader(element) for element in value]


def list_of(reader: Callable[[object], Element]) -> ListOf[Element]:
    return ListOf(reader)
