"""Values as people read them."""

from datetime import datetime

_OWN_SPELLING = {"reimport": "Re-import", "reimported": "Re-imported"}


def amount(cents: int) -> str:
    """Integer cents as 1,234.56; negative amounts carry a minus sign."""
    whole, part = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}.{part:02d}"


def counted(count: int, noun: str) -> str:
    """A number with a noun that takes a plain s: `1 rule`, `2 rules`, `no rules`."""
    number = f"{count:,}" if count else "no"
    return f"{number} {noun}{'' if count == 1 else 's'}"


def moment(time: datetime) -> str:
    """A time to the second with its zone: `2020-04-09 08:00:00 UTC`."""
    return time.strftime("%Y-%m-%d %H:%M:%S %Z").rstrip()


def spoken(identifier: str) -> str:
    """An identifier as words with a capital: `ready_to_export` is `Ready to export`."""
    words = identifier.replace("_", " ").strip()
    return _OWN_SPELLING.get(words, headed(words))


def headed(words: str) -> str:
    """Words with their first letter large, the others as they are."""
    return words[:1].upper() + words[1:]
