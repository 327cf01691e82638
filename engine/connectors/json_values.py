"""What JSON holds, as it is read and as it is written."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

# Read: a number with a fraction is a Decimal where money may come, and a float elsewhere.
Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | Decimal | bool | None"

# Written: an amount goes as a text, so there is no Decimal in it.
Sendable: TypeAlias = "Mapping[str, Sendable] | Sequence[Sendable] | str | int | bool | None"
