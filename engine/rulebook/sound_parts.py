"""The part of a file that can still be built when some of its rules have the wrong shape.

A rule that is misshapen is left out, so that what is wrong with the meaning of the others is found
in the same run. The rulebook is refused all the same: every misshape is an error.
"""

from collections.abc import Iterable, Iterator

from engine.rulebook.findings import Code, Finding
from engine.rulebook.location import Location
from engine.rulebook.yaml_positions import (
    YamlEntry,
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
)

_LISTS_OF_RULES = ("needs", "blocked_when", "rows")
"""Not the transitions of a lifecycle: without one, a state would seem out of reach."""


def sound_part(root: YamlNode, findings: Iterable[Finding]) -> YamlNode | None:
    """`root` without the rules that `findings` are about; None when one is about anything else."""
    faults = {found.location for found in findings if found.code is not Code.SCHEMA_LINE}
    if not faults:
        return root
    if not isinstance(root, YamlMapping):
        return None
    entries = []
    for entry in root.entries:
        value = entry.value
        if entry.key.text in _LISTS_OF_RULES and isinstance(value, YamlSequence):
            kept = tuple(rule for rule in value.items if not faults & set(_locations(rule)))
            faults -= {at for rule in value.items if rule not in kept for at in _locations(rule)}
            entries.append(YamlEntry(entry.key, YamlSequence(kept, value.location)))
        else:
            entries.append(entry)
    return None if faults else YamlMapping(tuple(entries), root.location)


def _locations(node: YamlNode) -> Iterator[Location]:
    """Where the node, its keys and everything in it stand."""
    yield node.location
    match node:
        case YamlScalar():
            return
        case YamlSequence():
            for item in node.items:
                yield from _locations(item)
        case YamlMapping():
            for entry in node.entries:
                yield entry.key.location
                yield from _locations(entry.value)
