"""Characters that can't be seen and change what a file says, each told at its own place.

The file is read on with something harmless of the same width instead, so that everything else that
is wrong with it is told in the same run.
"""

import re
import unicodedata
from collections.abc import Iterator

from engine.rulebook.findings import NO_CHARACTER, Code, Finding
from engine.rulebook.location import Location

BYTE_ORDER_MARK = "\ufeff"
_UNSEEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML forbids, the line ends that editors don't show, and a byte order mark in the middle."""
_SPACES = "\xa0\u2000-\u200b\u202f\u205f\u3000"
_STRUCTURE = re.compile(rf"^[ {_SPACES}]*(?:-[ {_SPACES}]+)*(?:[\w.\"'-]+:[ {_SPACES}]+)?")
"""What YAML reads as structure in a line: its indentation, dashes, and the key with its colon."""
_OTHER_SPACE = re.compile(f"[{_SPACES}]")


def readable_text(text: str, name: str) -> tuple[str, list[Finding]]:
    """`text` with plain spaces in its structure and nothing unseen, and what was wrong with it."""
    findings: list[Finding] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.isascii() and line.isprintable():
            continue
        found = [*_unseen(line), *_other_spaces(line)]
        for column, message, help_line in found:
            at = Location(name, number + 1, column + 1)
            findings.append(Finding(Code.SYNTAX, message, at, line[column], help_line))
        structure = _STRUCTURE.match(line)
        end = structure.end() if structure is not None else 0
        plain = _OTHER_SPACE.sub(" ", line[:end]) + line[end:]
        lines[number] = _UNSEEN.sub(NO_CHARACTER, plain)
    return "\n".join(lines), findings


def _unseen(line: str) -> Iterator[tuple[int, str, str]]:
    for found in _UNSEEN.finditer(line):
        message = f"a character that can't be seen stands here ({_named(found[0])})"
        yield found.start(), message, "remove it"


def _other_spaces(line: str) -> Iterator[tuple[int, str, str]]:
    structure = _STRUCTURE.match(line)
    for found in _OTHER_SPACE.finditer(line, 0, structure.end() if structure is not None else 0):
        yield found.start(), f"only plain spaces may stand here ({_named(found[0])})", "use a space"


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    return f"{name}, {code}" if name else code
