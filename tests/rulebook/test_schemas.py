"""The schemas serve editors: they are sound, the first line of every rule file leads to its own,
and the facts they offer are those of the vocabulary."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from engine.rulebook.load import DEFAULT_RULES, load_rulebook
from engine.rulebook.schema_check import KINDS, SCHEMAS, schema_validator
from engine.rulebook.vocabulary_schema import VOCABULARY_SCHEMA, vocabulary_schema

FILES = sorted(DEFAULT_RULES.rglob("*.yaml"))
OWN_SCHEMAS = [SCHEMAS / f"{kind}.schema.json" for kind in (*KINDS, "common", "vocabulary")]


@pytest.mark.parametrize("path", OWN_SCHEMAS, ids=lambda path: path.name)
def test_each_schema_is_a_sound_schema(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == path.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_first_line_of_a_rule_file_leads_to_its_schema(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    target = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
    kind = path.stem if path.parent == DEFAULT_RULES else path.parent.name
    assert target == SCHEMAS / f"{kind}.schema.json"


def test_the_schema_of_the_vocabulary_is_fresh() -> None:
    """Mended by `tieout rules vocabulary`."""
    assert VOCABULARY_SCHEMA.read_text("utf-8") == vocabulary_schema(load_rulebook().facts)


def test_the_schema_of_the_vocabulary_forbids_no_fact() -> None:
    rule = {
        "id": "a.b",
        "when": {"some.other_fact": True},
        "because": "It is so.",
        "source": "a#b",
    }
    file = {"eligibility": "a.b", "title": "A title", "blocked_when": [rule]}
    assert schema_validator("eligibility").is_valid(file)


@pytest.mark.parametrize("kind", KINDS)
def test_every_schema_closes_its_mappings_and_describes_its_values(kind: str) -> None:
    """An open mapping would let a misspelt key pass; a value without description gives no help."""

    def walk(schema: object, place: str) -> None:
        if isinstance(schema, list):
            for number, item in enumerate(schema):
                walk(item, f"{place}/{number}")
        if not isinstance(schema, dict):
            return
        if schema.get("type") == "object":
            assert "additionalProperties" in schema, place
        if "enum" in schema and not place.endswith("/items"):
            assert "description" in schema, place
        for key, item in schema.items():
            walk(item, f"{place}/{key}")

    walk(json.loads((SCHEMAS / f"{kind}.schema.json").read_text("utf-8")), kind)
