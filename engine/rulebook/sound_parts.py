"""The part of a file that can still be built when some of it is misread or misshapen.

What a finding is about is left out as narrowly as can be: one rule, one row, one fact, one
statement. So what is wrong with the meaning of the rest is found in the same run. The rulebook is
refused all the same: every such finding is an error.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from engine.rulebook.findings import Code, Finding
from engine.rulebook.location import Location
from engine.rulebook.yaml_positions import (
    YamlEntry,
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
)

_PARTS: Mapping[str, tuple[str, ...]] = {
    "facts": ("facts",),
    "sources": ("documents",),
    "coverage": (),
    "eligibility": ("includes", "needs", "blocked_when"),
    "mapping": ("rows",),
    "markup": ("settings",),
    "lifecycle": (),
}
"""The keys whose items or entries can be left out one by one. Not the transitions of a lifecycle:
without one, a state would seem out of reach."""
_NAMED = ("eligibility", "mapping", "markup")
"""Files of these kinds say their name under the key of the same name."""
_WHOLE = ("facts", "sources")
"""Of these there is one file each, with one key that it can't do without."""
_Part = TypeVar("_Part", YamlEntry, YamlNode)


@dataclass(frozen=True, slots=True)
class SoundPart:
    """What can be built of one file: `root` is None when nothing can.

    `left_out` are the names of facts or statements that are declared there and were left out;
    `is_whole` says that nothing was, `has_name` that the file's own name is known.
    """

    root: YamlNode | None
    left_out: frozenset[str]
    is_whole: bool
    has_name: bool


NOTHING = SoundPart(None, frozenset(), is_whole=False, has_name=False)


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the rule files hold and the rulebook does not, because it could not be built.

    `kinds` are the kinds of which a file's own name is unknown, `names` the facts and statements
    that were left out, `files` the files of which anything was.
    """

    kinds: frozenset[str]
    names: frozenset[str]
    files: frozenset[str]


def gaps_of(parts: Iterable[tuple[str, str, SoundPart]]) -> Gaps:
    """What is missing, from every file's kind, name and sound part."""
    parts = list(parts)
    return Gaps(
        kinds=frozenset(kind for kind, _, part in parts if not part.has_name),
        names=frozenset(name for _, _, part in parts for name in part.left_out),
        files=frozenset(file for _, file, part in parts if not part.is_whole),
    )


def sound_part(root: YamlNode, kind: str, findings: Iterable[Finding]) -> SoundPart:
    """`root` without the parts that `findings`, those of its reading and shape, are about."""
    faults = sorted({found.location for found in findings if found.code is not Code.SCHEMA_LINE})
    if not faults:
        return SoundPart(root, frozenset(), is_whole=True, has_name=True)
    if not isinstance(root, YamlMapping):
        return NOTHING
    left_out: set[str] = set()
    entries: list[YamlEntry] = []
    for entry, mine in _shared_out(faults, root.entries):
        if kind == "lifecycle" and mine and entry.key.text != "title":
            return NOTHING
        value: YamlNode | None = entry.value
        if entry.key.text in _PARTS[kind]:
            value = _without(entry.value, mine, left_out, has_documents=kind == "sources")
        if value is not None:
            entries.append(replace(entry, value=value))
    part = YamlMapping(tuple(entries), root.location)
    has_name = kind not in _NAMED or isinstance(part.get(kind), YamlScalar)
    if not has_name:
        key = YamlScalar(kind, kind, kind, root.location)
        nameless = YamlEntry(key, YamlScalar("", "", "", root.location))
        others = tuple(entry for entry in entries if entry.key.text != kind)
        part = YamlMapping((nameless, *others), root.location)
    if kind in _WHOLE and not part.entries:
        return NOTHING
    return SoundPart(part, frozenset(left_out), is_whole=False, has_name=has_name)


def _without(
    node: YamlNode, faults: Sequence[Location], left_out: set[str], *, has_documents: bool
) -> YamlNode | None:
    """A list or mapping without the parts that have faults; None when it is neither."""
    match node:
        case YamlSequence():
            kept = tuple(item for item, mine in _shared_out(faults, node.items) if not mine)
            return YamlSequence(kept, node.location)
        case YamlMapping():
            entries: list[YamlEntry] = []
            for entry, mine in _shared_out(faults, node.entries):
                if has_documents:
                    entries.append(_sound_document(entry, mine, left_out))
                elif mine:
                    left_out |= {entry.key.text, entry.key.text.lower()}
                else:
                    entries.append(entry)
            return YamlMapping(tuple(entries), node.location)
        case _:
            return None


def _sound_document(
    document: YamlEntry, faults: Sequence[Location], left_out: set[str]
) -> YamlEntry:
    """A document of sources.yaml without the statements that have faults."""
    entries: list[YamlEntry] = []
    if isinstance(document.value, YamlMapping):
        for entry, mine in _shared_out(faults, document.value.entries):
            names: set[str] = set()
            value: YamlNode | None = entry.value
            if entry.key.text == "statements":
                value = _without(entry.value, mine, names, has_documents=False)
            left_out |= {f"{document.key.text}#{name}" for name in names}
            if value is not None:
                entries.append(replace(entry, value=value))
    return replace(document, value=YamlMapping(tuple(entries), document.value.location))


def _shared_out(
    faults: Sequence[Location], parts: Sequence[_Part]
) -> list[tuple[_Part, tuple[Location, ...]]]:
    """Each part with the faults from where it begins to where the next one does."""
    begins = [_begin(part) for part in parts]
    shares: list[list[Location]] = [[] for _ in parts]
    for fault in faults:
        index = bisect_right(begins, fault) - 1
        if index >= 0:
            shares[index].append(fault)
    return [(part, tuple(share)) for part, share in zip(parts, shares, strict=True)]


def _begin(part: YamlEntry | YamlNode) -> Location:
    return part.key.location if isinstance(part, YamlEntry) else part.location
