"""Regular expressions that can't run away: a decision must end, whatever the fact holds.

Python's matcher backtracks. Repeating a group, or many open-ended repeats, can take longer than
anyone will wait; such patterns are refused when the rulebook is loaded.
"""

import re

OPEN_REPEATS_MAX = 3
_REPEATED_GROUP = re.compile(r"\)[*+{?]")
_BACK_REFERENCE = re.compile(r"\\[1-9]|\(\?")
_OPEN_REPEAT = re.compile(r"(?<!\\)[*+]|\{\d*,\}")


def fault_of_pattern(pattern: str) -> str | None:
    """Why the pattern is refused, in words; None when it may be used."""
    try:
        re.compile(pattern)
    except re.error as error:
        return f"is no regular expression: {error.msg}"
    if _REPEATED_GROUP.search(pattern):
        return "repeats a group, which can take for ever"
    if _BACK_REFERENCE.search(pattern):
        return "refers back or looks around, which can take for ever"
    if len(_OPEN_REPEAT.findall(pattern)) > OPEN_REPEATS_MAX:
        return f"has more than {OPEN_REPEATS_MAX} open-ended repeats, which can take for ever"
    return None
