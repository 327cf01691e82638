"""The format of phase codes: a mask with dashes, and zeros that fill short codes (PHASEMASK)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never


class Fill(StrEnum):
    """Where zeros go when a code is shorter than its mask; an installation option."""

    NONE = "none"
    LEADING = "leading"
    TRAILING = "trailing"


@dataclass(frozen=True, slots=True)
class PhaseFormat:
    """The installation's defaults. A blank mask takes any code of up to 20 characters (assumed)."""

    mask: str = ""
    fill: Fill = Fill.NONE


def code_length(mask: str) -> int:
    """How many characters a code has: the mask's positions without its dashes."""
    return len(mask.replace("-", ""))


def formatted(phase_code: str, mask: str, fill: Fill) -> str | None:
    """The code as it is stored; None when it does not fit the mask."""
    if not phase_code.isalnum():
        return None
    length = code_length(mask)
    if not length or len(phase_code) == length:
        return phase_code
    if len(phase_code) > length:
        return None
    match fill:
        case Fill.NONE:
            return None
        case Fill.LEADING:
            return phase_code.zfill(length)
        case Fill.TRAILING:
            return phase_code.ljust(length, "0")
        case _:
            assert_never(fill)
