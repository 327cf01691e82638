"""The changes to a mapping, to the settings of the markup, to a lifecycle and to the vocabulary."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from engine.rulebook.capabilities import Capabilities, MappingFields
from engine.rulebook.mutation.conditions import Kind
from engine.rulebook.mutation.edits import (
    Edit,
    Path,
    each_item,
    in_yaml,
    removed,
    replaced,
    scalar_like,
)
from engine.rulebook.mutation.eligibilities import Subject, edition_edits, with_entry
from engine.rulebook.mutation.formats import other_formats
from engine.rulebook.nodes import child, entries, number, of_kind, text, texts
from engine.rulebook.schema_check import words_allowed
from engine.rulebook.vocabulary import FactDeclaration, FactType
from engine.rulebook.yaml_positions import YamlMapping, YamlNode, YamlScalar, YamlSequence


def mapping_edits(root: YamlNode, can: Capabilities) -> Iterator[tuple[Subject, Kind, Edit]]:
    """Every attribute of every row, and the row itself."""
    fields = can.mappings.get(text(root, "mapping"))
    for path, row in each_item(child(root, "rows"), ("rows",)):
        subject = text(row, "id")
        place = child(row, "id") or row
        yield subject, "mapping row", removed(path, place, "the row")
        edits = [*_origin_edits(row, path, fields, can), *_bound_edits(row, path)]
        for edit in (*edits, *edition_edits(row, path)):
            yield subject, "mapping attribute", edit


def _origin_edits(
    row: YamlNode, path: Path, fields: MappingFields | None, can: Capabilities
) -> Iterator[Edit]:
    """Where the value comes from and how it is written."""
    target = fields.targets.get(text(row, "to")) if fields is not None else None
    others = {
        "from": sorted(target.sources) if target is not None else [],
        "setting": sorted(can.company_settings),
        "constant": [f"Not {text(row, 'constant')}"],
    }
    for key, words in others.items():
        node = child(row, key)
        if isinstance(node, YamlScalar):
            for word in words:
                if word != node.text:
                    yield replaced((*path, key), node, scalar_like(node, word), key)
    form = child(row, "format")
    if isinstance(form, YamlScalar):
        yield removed((*path, "format"), form, f"format: {in_yaml(form)}")
        for other in other_formats(form.text):
            yield replaced((*path, "format"), form, scalar_like(form, other), "format")


def _bound_edits(row: YamlNode, path: Path) -> Iterator[Edit]:
    """How long the value may be, and every word for what happens when it is longer, or missing."""
    limit, most = child(row, "max_length"), number(row, "max_length")
    if limit is not None and most is not None:
        yield removed((*path, "max_length"), limit, f"max_length: {most}")
        for other in (most + 1, most - 1):
            yield replaced((*path, "max_length"), limit, scalar_like(limit, other), "max_length")
    for entry in of_kind(row, YamlMapping).entries:
        key, node = entry.key.text, entry.value
        for word in words_allowed("mapping", (*path, key)):
            if isinstance(node, YamlScalar) and word != node.text:
                yield replaced((*path, key), node, scalar_like(node, word), key)
    if limit is not None and child(row, "on_too_long") is None:
        blank = with_entry(row, "on_too_long", scalar_like(limit, "leave_blank"))
        yield Edit(path, limit.location, "on_too_long: refuse -> leave_blank", blank)


def markup_edits(root: YamlNode) -> Iterator[tuple[Subject, Kind, Edit]]:
    """Every other word a setting may have; of a list also one word less, and another order."""
    for entry in entries(root, "settings"):
        path: Path = ("settings", entry.key.text, "is")
        value = child(entry.value, "is")
        for edit in _setting_edits(value, path):
            yield entry.key.text, "markup setting", edit


def _setting_edits(value: YamlNode | None, path: Path) -> Iterator[Edit]:
    if isinstance(value, YamlScalar):
        for word in words_allowed("markup", path):
            if word != value.text:
                yield replaced(path, value, scalar_like(value, word), "is")
    elif isinstance(value, YamlSequence):
        for item in value.items:
            kept = tuple(each for each in value.items if each is not item)
            if kept:
                yield replaced(path, value, YamlSequence(kept, value.location), "is")
        turned = YamlSequence(tuple(reversed(value.items)), value.location)
        yield replaced(path, value, turned, "is")


def lifecycle_edits(
    root: YamlNode, facts: Mapping[str, FactDeclaration]
) -> Iterator[tuple[Subject, Kind, Edit]]:
    """Every state in every place of every transition, every eligibility, where it begins, ends."""
    name = text(root, "lifecycle")
    states = facts[text(root, "fact")].values
    moves = list(each_item(child(root, "transitions"), ("transitions",)))
    asked = {text(move, "eligibility"): None for _, move in moves if text(move, "eligibility")}
    for path, move in moves:
        subject = f"{name}: {text(move, 'action')}"
        place = child(move, "action") or move
        yield subject, "transition", removed(path, place, "the transition")
        tells = child(move, "tells")
        if tells is not None:
            yield subject, "transition", removed((*path, "tells"), tells, "tells")
        for edit in _move_edits(move, path, states, tuple(asked)):
            yield subject, "lifecycle state", edit
        for inner, refusal in each_item(child(move, "otherwise"), (*path, "otherwise")):
            refused = text(refusal, "id")
            yield (
                refused,
                "refused move",
                removed(inner, child(refusal, "id") or refusal, "the refusal"),
            )
            for edit in _list_edits(child(refusal, "in"), (*inner, "in"), states):
                yield refused, "refused move", edit
    for edit in _other_words(root, (), "initial", states):
        yield name, "lifecycle state", edit
    for edit in _list_edits(child(root, "final"), ("final",), states):
        yield name, "lifecycle state", edit


def _move_edits(
    move: YamlNode, path: Path, states: tuple[str, ...], asked: tuple[str, ...]
) -> Iterator[Edit]:
    yield from _list_edits(child(move, "from"), (*path, "from"), states)
    yield from _other_words(move, path, "to", states)
    yield from _other_words(move, path, "eligibility", asked)


def _other_words(node: YamlNode, path: Path, key: str, words: tuple[str, ...]) -> Iterator[Edit]:
    value = child(node, key)
    if isinstance(value, YamlScalar):
        for word in words:
            if word != value.text:
                yield replaced((*path, key), value, scalar_like(value, word), key)


def _list_edits(value: YamlNode | None, path: Path, words: tuple[str, ...]) -> Iterator[Edit]:
    """One word less, or one more."""
    if not isinstance(value, YamlSequence):
        return
    key = str(path[-1])
    for item in value.items:
        kept = tuple(each for each in value.items if each is not item)
        if kept:
            yield replaced(path, value, YamlSequence(kept, value.location), key)
    listed = {item.text for item in value.items if isinstance(item, YamlScalar)}
    for word in words:
        if word not in listed:
            more = YamlSequence((*value.items, scalar_like(value, word)), value.location)
            yield replaced(path, value, more, key)


def vocabulary_edits(
    root: YamlNode, facts: Mapping[str, FactDeclaration]
) -> Iterator[tuple[Subject, Kind, Edit]]:
    """A fact that may no longer be missing, a value less, two neighbours of an order exchanged."""
    for entry in entries(root, "facts"):
        fact, path = facts[entry.key.text], ("facts", entry.key.text)
        missing = child(entry.value, "may_be_missing")
        if fact.may_be_missing and missing is not None:
            edit = removed((*path, "may_be_missing"), missing, "may_be_missing: true")
            yield fact.name, "declared fact", edit
        values = child(entry.value, "values")
        if fact.type is FactType.ONE_OF and isinstance(values, YamlSequence):
            for edit in _values_edits(values, (*path, "values"), is_ordered=fact.is_ordered):
                yield fact.name, "declared fact", edit


def _values_edits(values: YamlSequence, path: Path, *, is_ordered: bool) -> Iterator[Edit]:
    yield from _list_edits(values, path, texts(values, ""))
    if is_ordered:
        for first, second in pairwise(values.items):
            other = {id(first): second, id(second): first}
            order = tuple(other.get(id(item), item) for item in values.items)
            yield replaced(path, values, YamlSequence(order, values.location), "values")
