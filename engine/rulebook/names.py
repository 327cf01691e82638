"""The nearest valid name, for help lines."""

from collections.abc import Iterable
from difflib import get_close_matches

LISTED_MAX = 12


def nearest(name: str, valid_names: Iterable[str]) -> str | None:
    """The valid name most like `name`, or None when none is alike."""
    found = get_close_matches(name, sorted(valid_names), n=1, cutoff=0.6)
    return found[0] if found else None


def suggest(name: str, valid_names: Iterable[str], otherwise: str) -> str:
    """`did you mean ...?` when a name is alike, else the valid names when few, else `otherwise`."""
    names = sorted(valid_names)
    alike = nearest(name, names)
    if alike is not None:
        return f"did you mean `{alike}`?"
    if 0 < len(names) <= LISTED_MAX:
        return "use one of " + ", ".join(f"`{n}`" for n in names)
    return otherwise
