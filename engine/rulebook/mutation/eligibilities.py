"""The changes to a file of eligibility rules."""

from collections.abc import Iterator

from engine.rulebook.mutation.conditions import Kind, Vocabulary, condition_edits
from engine.rulebook.mutation.edits import (
    Edit,
    Path,
    each_item,
    in_yaml,
    removed,
    scalar_like,
)
from engine.rulebook.nodes import child, text, texts
from engine.rulebook.vocabulary import Edition
from engine.rulebook.yaml_positions import YamlEntry, YamlMapping, YamlNode, YamlSequence

Subject = str
"""The id of what is changed."""


def eligibility_edits(root: YamlNode, facts: Vocabulary) -> Iterator[tuple[Subject, Kind, Edit]]:
    """Every change: an include or a rule that goes, a right or a condition that differs, other
    editions."""
    name = text(root, "eligibility")
    for path, node in each_item(child(root, "includes"), ("includes",)):
        yield name, "include", removed(path, node, f"includes: {in_yaml(node)}")
    for key, condition in (("needs", "has"), ("blocked_when", "when")):
        for path, rule in each_item(child(root, key), (key,)):
            subject = text(rule, "id")
            yield subject, "rule", removed(path, _id_of(rule), "the rule")
            value = child(rule, condition)
            if value is not None:
                for kind, edit in condition_edits(value, (*path, condition), facts):
                    yield subject, f"right: {kind}" if key == "needs" else kind, edit
            for edit in edition_edits(rule, path):
                yield subject, "edition", edit


def edition_edits(node: YamlNode, path: Path) -> Iterator[Edit]:
    """What holds in every edition holds in one, and what holds in one in the other or in every."""
    present = child(node, "editions")
    held = set(texts(node, "editions"))
    listed = "every edition" if present is None else f"editions: {in_yaml(present)}"
    place = _id_of(node)
    for edition in Edition:
        if {str(edition)} != held:
            word = int(edition) if edition.isdecimal() else str(edition)
            value = YamlSequence((scalar_like(place, word),), place.location)
            after = with_entry(node, "editions", value)
            change = f"{listed} -> editions: [{edition}]"
            yield Edit(path, place.location, change, after)
    if present is not None:
        yield Edit((*path, "editions"), place.location, f"{listed} -> every edition", None)


def with_entry(node: YamlNode, key: str, value: YamlNode) -> YamlMapping:
    """The mapping with one entry set, in its place or at the end."""
    assert isinstance(node, YamlMapping)
    entry = YamlEntry(scalar_like(value, key), value)
    if node.get(key) is None:
        return YamlMapping((*node.entries, entry), node.location)
    kept = tuple(entry if each.key.text == key else each for each in node.entries)
    return YamlMapping(kept, node.location)


def _id_of(node: YamlNode) -> YamlNode:
    """What a reader looks for; the node itself where nothing has an id."""
    return child(node, "id") or node
