"""What the values of Procore's JSON are called in the shapes that describe it (procore_api.md 2).

For the type checker and the OpenAPI document alone: a served request needs none of it.
"""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

V1Decimal = Annotated[
    str,
    Meta(
        pattern=r"^-?\d+\.\d+$",
        description="A decimal in BigDecimal style, never padded to two places: 7396144.0, 343.85",
    ),
]
V2Decimal = Annotated[
    str,
    Meta(
        pattern=r"^-?\d+(\.\d+)?$",
        description="An unformatted decimal of any precision: 299.00, -12345.6789",
    ),
]
# Annotated as anything because a described Decimal is always a string; on this wire it is not.
JsonNumber = Annotated[object, Meta(extra_json_schema={"type": "number"})]
V1Id = Annotated[int, Meta(ge=1, extra_json_schema={"format": "int64"})]
V2Id = Annotated[str, Meta(pattern=r"^[0-9]{1,19}$", description="An id as text")]
Instant = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$",
        description="A moment in UTC, to the second",
        extra_json_schema={"format": "date-time"},
    ),
]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$", extra_json_schema={"format": "date"})]
Anything = Annotated[object, Meta(extra_json_schema={"description": "Any JSON value"})]
# What Procore has a place for and this simulator never fills.
EmptyList = Annotated[list[Anything], Meta(max_length=0)]
EmptyObject = Annotated[dict[str, Anything], Meta(max_length=0)]


def one_of(values: Iterable[str]) -> Meta:
    """For a text from a closed list: `Annotated[str, one_of(STATUSES)]`."""
    return Meta(extra_json_schema={"enum": [*values]})
