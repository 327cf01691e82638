"""Short ways to take values out of a node that has already passed its schema."""

from typing import TypeVar

from engine.rulebook.yaml_positions import (
    YamlEntry,
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
)

Kind = TypeVar("Kind", YamlMapping, YamlSequence, YamlScalar)


def child(node: YamlNode, key: str) -> YamlNode | None:
    """The value of `key`, or None when the mapping has no such key."""
    return node.get(key) if isinstance(node, YamlMapping) else None


def required(node: YamlNode, key: str) -> YamlNode:
    """The value of a key that the schema requires."""
    value = child(node, key)
    assert value is not None, f"the schema requires `{key}`"
    return value


def of_kind(node: YamlNode, kind: type[Kind]) -> Kind:
    """The node, which its schema has made a mapping, a sequence or a scalar; TypeError if not."""
    if not isinstance(node, kind):
        raise TypeError(f"{node.location}: the schema makes this a {kind.__name__}")
    return node


def scalar(node: YamlNode, key: str) -> YamlScalar:
    """The single value of a key that the schema requires to have one."""
    return of_kind(required(node, key), YamlScalar)


def text(node: YamlNode, key: str) -> str:
    """The text of `key`; the empty text when the key is absent."""
    value = child(node, key)
    return value.text if isinstance(value, YamlScalar) else ""


def texts(node: YamlNode, key: str) -> tuple[str, ...]:
    """The texts of the list at `key`; nothing when the key is absent or no list."""
    value = child(node, key)
    parts = value.items if isinstance(value, YamlSequence) else ()
    return tuple(part.text for part in parts if isinstance(part, YamlScalar))


def truth(node: YamlNode, key: str) -> bool:
    value = child(node, key)
    return isinstance(value, YamlScalar) and value.value is True


def number(node: YamlNode, key: str) -> int | None:
    value = child(node, key)
    return value.value if isinstance(value, YamlScalar) and type(value.value) is int else None


def items(node: YamlNode, key: str) -> tuple[YamlNode, ...]:
    value = child(node, key)
    return value.items if isinstance(value, YamlSequence) else ()


def entries(node: YamlNode, key: str) -> tuple[YamlEntry, ...]:
    value = child(node, key)
    return value.entries if isinstance(value, YamlMapping) else ()
