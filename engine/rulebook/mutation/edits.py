"""One change to a rule file's nodes: where, what stood there, and what stands there instead.

Everything keeps the location it was read from, so that findings about a changed file still say
where; what is put in has the location of what it replaces.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.rulebook.location import Location
from engine.rulebook.yaml_positions import (
    YamlEntry,
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
    YamlValue,
)

Path = tuple[str | int, ...]
"""The keys and positions that lead from a file's root to a node."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The node at `path` becomes `after`, or goes when that is None; `change` says so in the
    notation of the files."""

    path: Path
    location: Location
    change: str
    after: YamlNode | None

    def applied(self, root: YamlNode) -> YamlNode:
        """The file with this change alone."""
        changed = _changed(root, self.path, self.after)
        assert changed is not None, "the path leads into the file, so the file stays"
        return changed


def replaced(path: Path, before: YamlNode, after: YamlNode, key: str = "") -> Edit:
    """One value for another; `key` is what it is the value of."""
    label = f"{key}: " if key else ""
    change = f"{label}{in_yaml(before)} -> {in_yaml(after)}"
    return Edit(path, before.location, change, after)


def removed(path: Path, node: YamlNode, name: str) -> Edit:
    """The item of a list or the entry of a mapping goes; `name` is what people call it."""
    return Edit(path, node.location, f"{name} -> nothing", None)


def scalar_like(node: YamlNode, value: YamlValue) -> YamlScalar:
    """A single value in the place of `node`."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return YamlScalar(value, text, text, node.location)


def renamed(node: YamlMapping, key: str) -> YamlMapping:
    """A mapping of one entry under another key."""
    (entry,) = node.entries
    return replace(node, entries=(YamlEntry(scalar_like(entry.key, key), entry.value),))


def under(key: str, node: YamlNode) -> YamlMapping:
    """`{ key: node }` in the place of `node`."""
    return YamlMapping((YamlEntry(scalar_like(node, key), node),), node.location)


def each_item(node: YamlNode | None, path: Path) -> Iterator[tuple[Path, YamlNode]]:
    """The items of a list with their paths; nothing for what is no list."""
    if isinstance(node, YamlSequence):
        yield from (((*path, index), item) for index, item in enumerate(node.items))


def in_yaml(node: YamlNode) -> str:
    """A node in one line, as a rule file would have it."""
    match node:
        case YamlScalar():
            return node.written
        case YamlSequence():
            return f"[{', '.join(in_yaml(item) for item in node.items)}]"
        case YamlMapping():
            inner = ", ".join(f"{e.key.written}: {in_yaml(e.value)}" for e in node.entries)
            return f"{{ {inner} }}"


def _changed(node: YamlNode, path: Path, after: YamlNode | None) -> YamlNode | None:
    """`node` with what stands at `path` replaced; a list or mapping that loses all goes too."""
    if not path:
        return after
    step, rest = path[0], path[1:]
    match node:
        case YamlSequence():
            items = [
                _changed(item, rest, after) if index == step else item
                for index, item in enumerate(node.items)
            ]
            kept = tuple(item for item in items if item is not None)
            return replace(node, items=kept) if kept else None
        case YamlMapping():
            entries = []
            for entry in node.entries:
                value = entry.value
                changed = _changed(value, rest, after) if entry.key.text == step else value
                if changed is not None:
                    entries.append(replace(entry, value=changed))
            return replace(node, entries=tuple(entries)) if entries else None
        case _:
            raise KeyError(f"{node.location}: no path leads through a single value")
