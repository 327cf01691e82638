"""Mutants that are declared to change nothing that anybody could see, each with its reason."""

from dataclasses import dataclass
from pathlib import Path

from engine.rulebook.location import Location
from engine.rulebook.nodes import child, text
from engine.rulebook.yaml_positions import YamlScalar, YamlSequence, read_yaml_file

_SHAPE = "an entry has `subject`, `changes` (a list of texts in quotes) and `because`"


class EquivalentsError(ValueError):
    """The file can't be read; the message has the place."""


@dataclass(frozen=True, slots=True)
class Equivalent:
    """One declared mutant: `subject` and `change` as the list of survivors prints them."""

    subject: str
    change: str
    because: str
    location: Location


def read_equivalents(path: Path) -> tuple[Equivalent, ...]:
    """The declarations of a file; EquivalentsError when it does not have their shape."""
    file = read_yaml_file(path, path.name)
    for finding in file.findings:
        raise EquivalentsError(f"{finding.location}: {finding.message}")
    listed = child(file.root, "equivalents") if file.root is not None else None
    if not isinstance(listed, YamlSequence):
        raise EquivalentsError(f"{path.name}:1:1: write a list under `equivalents`")
    found: dict[tuple[str, str], Equivalent] = {}
    for entry in listed.items:
        changes = child(entry, "changes")
        because = text(entry, "because")
        subject = text(entry, "subject")
        if not (because and subject and isinstance(changes, YamlSequence)):
            raise EquivalentsError(f"{entry.location}: {_SHAPE}")
        for change in changes.items:
            if not isinstance(change, YamlScalar):
                raise EquivalentsError(f"{change.location}: {_SHAPE}")
            declared = Equivalent(subject, change.text, because, change.location)
            first = found.setdefault((subject, change.text), declared)
            if first is not declared:
                raise EquivalentsError(
                    f"{change.location}: `{change.text}` of {subject} is declared twice"
                )
    return tuple(found.values())
