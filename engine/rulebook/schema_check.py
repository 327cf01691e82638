"""Rule files against their JSON Schemas, with each error brought back to its line and column.

The schemas are those editors use for completion; their `description` texts are also the help lines.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

from engine.rulebook.comparison_notation import way_to_write_condition
from engine.rulebook.findings import Code, Finding
from engine.rulebook.names import nearest, suggest
from engine.rulebook.nodes import of_kind
from engine.rulebook.yaml_positions import YamlMapping, YamlNode, YamlScalar, node_at, plain

SCHEMAS = Path(__file__).parents[2] / "schemas"
KINDS = ("facts", "sources", "coverage", "eligibility", "lifecycle", "mapping", "markup")
_SHAPES: Mapping[str, str] = {
    "object": "a mapping (`name: value` lines)",
    "array": "a list (`- item` lines)",
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "nothing",
}


_FAULTS: Mapping[str, str] = {
    "minLength": "too short: at least {} characters",
    "maxLength": "too long: at most {} characters",
    "minimum": "too small: at least {}",
    "maximum": "too large: at most {}",
    "maxItems": "too long: at most {} items",
    "pattern": "not in the right form",
}


@cache
def schema_validator(kind: str) -> Draft202012Validator:
    """The validator for files of `kind` (one of `KINDS`)."""
    schemas = {
        path.name: json.loads(path.read_text("utf-8"))
        for path in sorted(SCHEMAS.glob("*.schema.json"))
        if path.name.removesuffix(".schema.json") in (*KINDS, "common", "vocabulary")
    }
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    return Draft202012Validator(schemas[f"{kind}.schema.json"], registry=registry)


def check_against_schema(root: YamlNode, kind: str) -> list[Finding]:
    """Every way in which the file does not have the shape of its kind, in file order."""
    errors = schema_validator(kind).iter_errors(plain(root))
    found = {finding for error in errors for finding in _findings(error, root)}
    return sorted(found, key=lambda finding: (finding.location, finding.message))


def _findings(error: ValidationError, root: YamlNode) -> Iterator[Finding]:
    node = node_at(root, error.absolute_path)
    limit: Any = error.validator_value
    schema = error.schema if isinstance(error.schema, dict) else {}
    help_line = str(schema.get("description", "see the schema named in the first line"))
    match error.validator:
        case "additionalProperties" if isinstance(node, YamlMapping):
            yield from _unknown_keys(node, schema)
        case "required" if isinstance(node, YamlMapping):
            known = schema.get("properties", {e.key.text: None for e in node.entries})
            strangers = [e.key.text for e in node.entries if e.key.text not in known]
            meant = {nearest(stranger, known) for stranger in strangers}
            for key in limit:
                # A misspelt key is reported once, where it stands.
                if node.get(key) is None and key not in meant:
                    help_line = f"add `{key}:`"
                    yield _at(node, Code.MISSING_KEY, f"the key `{key}` is missing", help_line)
        case "type":
            message = f"expected {_shape_wanted(limit)}, found {_shape(node)}"
            condition = way_to_write_condition(node.text) if isinstance(node, YamlScalar) else None
            if condition is not None and limit == "object":
                help_line = f"write {condition}"
            yield _at(node, Code.WRONG_SHAPE, message, help_line)
        case "const":
            message = f"{_shown(node)} is not allowed here"
            yield _at(node, Code.WRONG_VALUE, message, help_line)
        case "enum":
            message = f"{_shown(node)} is not allowed here"
            text = node.text if isinstance(node, YamlScalar) else ""
            alike = next((value for value in limit if str(value) == text), None)
            if isinstance(alike, int) and isinstance(node, YamlScalar):
                message = f"{node.written} in quotes is a text, and a number belongs here"
                help_line = f"write {text} without quotes"
            elif alike is not None:
                message = f"`{text}` without quotes is {_shape(node)}, and a text belongs here"
                help_line = f'put it in quotes: "{text}"'
            else:
                help_line = suggest(text, [str(value) for value in limit], help_line)
            yield _at(node, Code.WRONG_VALUE, message, help_line)
        case "maxProperties" if isinstance(node, YamlMapping):
            second = node.entries[limit].key
            message = f"`{second.text}` is one entry too many; only {limit} may stand here"
            yield _at(second, Code.WRONG_SHAPE, message, help_line)
        case "minProperties" | "minItems":
            yield _at(node, Code.WRONG_SHAPE, "nothing stands here", help_line)
        case "uniqueItems":
            yield _at(node, Code.WRONG_VALUE, "a value stands twice in this list", "remove one")
        case "not":
            key = str(error.absolute_path[-1])
            parent = of_kind(node_at(root, list(error.absolute_path)[:-1]), YamlMapping)
            message = f"the key `{key}` has no meaning here"
            yield _at(parent.key_node(key), Code.UNKNOWN_KEY, message, help_line)
        case _ if isinstance(error.instance, str) and isinstance(node, YamlMapping):
            # A `propertyNames` error: its path ends at the mapping, its instance is the key.
            key_node = node.key_node(error.instance)
            message = f"`{key_node.text}` is not a proper name"
            yield _at(key_node, Code.WRONG_VALUE, message, help_line)
        case _:
            fault = _FAULTS[str(error.validator)].format(limit)
            yield _at(node, Code.WRONG_VALUE, f"{_shown(node)} is {fault}", help_line)


def _unknown_keys(node: YamlMapping, schema: Mapping[str, Any]) -> Iterator[Finding]:
    known = list(schema.get("properties", {}))
    patterns = [re.compile(pattern) for pattern in schema.get("patternProperties", {})]
    for entry in node.entries:
        key = entry.key.text
        if key not in known and not any(pattern.search(key) for pattern in patterns):
            otherwise = str(schema.get("description", "remove it"))
            help_line = suggest(key, known, otherwise)
            yield _at(entry.key, Code.UNKNOWN_KEY, f"unknown key `{key}`", help_line)


def _at(node: YamlNode, code: Code, message: str, help_line: str) -> Finding:
    return Finding(code, message, node.location, _text(node), help_line)


def _text(node: YamlNode) -> str:
    """What to underline: the value itself, or the first key of a mapping."""
    if isinstance(node, YamlMapping) and node.entries:
        return node.entries[0].key.written
    return node.written if isinstance(node, YamlScalar) else ""


def _shown(node: YamlNode) -> str:
    return f"`{node.text}`" if isinstance(node, YamlScalar) and node.text else _shape(node)


def _shape(node: YamlNode) -> str:
    if isinstance(node, YamlScalar):
        names = {bool: "boolean", int: "integer", str: "string"}
        return _SHAPES[names.get(type(node.value), "null")]
    return _SHAPES["object" if isinstance(node, YamlMapping) else "array"]


def _shape_wanted(types: str | list[str]) -> str:
    return " or ".join(_SHAPES[name] for name in ([types] if isinstance(types, str) else types))


def words_allowed(kind: str, path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The words that the schema lists for a single value at `path`; none where it lists none."""
    schema: Any = schema_validator(kind).schema
    for key in path:
        inner = (
            schema.get("items") if isinstance(key, int) else schema.get("properties", {}).get(key)
        )
        schema = inner or {}
    return tuple(str(word) for word in schema.get("enum", ()))
