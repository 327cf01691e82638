"""What a format of a mapping row could be by mistake."""

import re
from collections.abc import Iterator

_DIGITS = re.compile(r"(?P<sign>-?)(?P<whole>\d+)\.(?P<decimals>\d+)")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_NUMBER = re.compile(r"\d+")


def other_formats(written: str) -> Iterator[str]:
    """Amounts: a digit more or less on either side, no sign. Texts around a value: the value alone.
    Any other word: every number in it by one."""
    digits = _DIGITS.fullmatch(written)
    if digits is not None:
        sign, whole, decimals = digits["sign"], int(digits["whole"]), int(digits["decimals"])
        yield from (f"{sign}{other}.{decimals}" for other in (whole + 1, whole - 1))
        yield from (f"{sign}{whole}.{other}" for other in (decimals + 1, decimals - 1))
        if sign:
            yield f"{whole}.{decimals}"
        return
    value = _PLACEHOLDER.search(written)
    if value is not None and value[0] != written:
        yield value[0]
    for found in _NUMBER.finditer(written):
        for other in (int(found[0]) + 1, int(found[0]) - 1):
            yield f"{written[: found.start()]}{other}{written[found.end() :]}"
