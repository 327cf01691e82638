"""The changes to a condition: turned round, a part less, another operator, limit, value, fact."""

from collections.abc import Iterator, Mapping

from engine.rulebook.conditions import Operator
from engine.rulebook.mutation.edits import (
    Edit,
    Path,
    each_item,
    in_yaml,
    removed,
    renamed,
    replaced,
    scalar_like,
    under,
)
from engine.rulebook.nodes import of_kind
from engine.rulebook.vocabulary import FactDeclaration, FactType
from engine.rulebook.yaml_positions import (
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
)

Vocabulary = Mapping[str, FactDeclaration]
Kind = str
"""What sort of change it is, in words."""
_OTHER_OPERATORS: Mapping[Operator, tuple[Operator, ...]] = {
    Operator.MORE_THAN: (Operator.AT_LEAST, Operator.LESS_THAN),
    Operator.AT_LEAST: (Operator.MORE_THAN, Operator.AT_MOST),
    Operator.LESS_THAN: (Operator.AT_MOST, Operator.MORE_THAN),
    Operator.AT_MOST: (Operator.LESS_THAN, Operator.AT_LEAST),
    Operator.MISSING: (Operator.PRESENT,),
    Operator.PRESENT: (Operator.MISSING,),
}
"""The neighbour that differs at the limit alone, and the one that looks the other way."""
_COMPOUND = {"all": "any", "any": "all"}


def condition_edits(node: YamlNode, path: Path, facts: Vocabulary) -> Iterator[tuple[Kind, Edit]]:
    """Every change to the condition at `path`, each with its kind."""
    entry = of_kind(node, YamlMapping).entries[0]
    inner = (*path, entry.key.text)
    if entry.key.text == "not":
        yield "condition turned round", replaced(path, node, entry.value)
        yield from _inside(entry.value, inner, facts)
        return
    yield "condition turned round", replaced(path, node, under("not", node))
    yield from _inside(node, path, facts)


def _inside(node: YamlNode, path: Path, facts: Vocabulary) -> Iterator[tuple[Kind, Edit]]:
    """The changes but for turning the whole round."""
    mapping = of_kind(node, YamlMapping)
    entry = mapping.entries[0]
    inner = (*path, entry.key.text)
    if entry.key.text in _COMPOUND:
        yield "all for any", replaced(path, node, renamed(mapping, _COMPOUND[entry.key.text]))
        for part_path, part in each_item(entry.value, inner):
            yield "part of a condition", removed(part_path, part, in_yaml(part))
            yield from condition_edits(part, part_path, facts)
    elif entry.key.text == "not":
        yield from condition_edits(node, path, facts)
    else:
        yield from _comparison_edits(mapping, path, facts)


def _comparison_edits(
    node: YamlMapping, path: Path, facts: Vocabulary
) -> Iterator[tuple[Kind, Edit]]:
    entry = node.entries[0]
    fact = facts[entry.key.text]
    for other in _facts_like(fact, facts):
        yield "fact", replaced(path, node, renamed(node, other))
    inner = (*path, fact.name)
    if not isinstance(entry.value, YamlMapping):
        yield from _equality_edits(fact, entry.value, inner)
        return
    test = entry.value.entries[0]
    operator = Operator(test.key.text)
    for word in _OTHER_OPERATORS.get(operator, ()):
        yield "operator", replaced(inner, entry.value, renamed(entry.value, word), fact.name)
    operand = (*inner, test.key.text)
    label = f"{fact.name}: {operator}"
    if operator is Operator.ONE_OF:
        yield from _list_edits(fact, of_kind(test.value, YamlSequence), operand)
    elif isinstance(test.value, YamlScalar):
        for kind, value in _neighbours(fact, test.value):
            yield kind, replaced(operand, test.value, scalar_like(test.value, value), label)


def _facts_like(fact: FactDeclaration, facts: Vocabulary) -> Iterator[str]:
    """The facts that could be mistaken for it: those of the same type and values beside it."""
    like = [f.name for f in facts.values() if (f.type, f.values) == (fact.type, fact.values)]
    place = like.index(fact.name)
    beside = dict.fromkeys((like[place - 1], like[(place + 1) % len(like)]))
    yield from (name for name in beside if name != fact.name)


def _equality_edits(
    fact: FactDeclaration, value: YamlNode, path: Path
) -> Iterator[tuple[Kind, Edit]]:
    scalar = of_kind(value, YamlScalar)
    for kind, other in _neighbours(fact, scalar):
        yield kind, replaced(path, value, scalar_like(value, other), fact.name)
    if fact.type.is_number or fact.is_ordered or fact.type is FactType.DATE:
        for operator in (Operator.AT_LEAST, Operator.AT_MOST):
            yield "operator", replaced(path, value, under(operator, value), fact.name)


def _neighbours(
    fact: FactDeclaration, value: YamlScalar
) -> Iterator[tuple[Kind, bool | int | str]]:
    """The values that stand beside this one: one more and one less, the other truth, every other
    word of those declared."""
    if isinstance(value.value, bool):
        yield "value", not value.value
    elif isinstance(value.value, int):
        yield "limit by one", value.value + 1
        yield "limit by one", value.value - 1
    else:
        yield from (("value", word) for word in fact.values if word != value.text)


def _list_edits(
    fact: FactDeclaration, values: YamlSequence, path: Path
) -> Iterator[tuple[Kind, Edit]]:
    label = f"{fact.name}: one_of"
    for item in values.items:
        kept = tuple(each for each in values.items if each is not item)
        if kept:
            yield "value", replaced(path, values, YamlSequence(kept, values.location), label)
    listed = {item.text for item in values.items if isinstance(item, YamlScalar)}
    for word in fact.values:
        if word not in listed:
            more = (*values.items, scalar_like(values, word))
            yield "value", replaced(path, values, YamlSequence(more, values.location), label)
