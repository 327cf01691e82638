"""The vocabulary as a JSON Schema, so that editors offer the facts with their meaning.

It forbids nothing: unknown facts and wrong types are findings of the loader, which names the
nearest fact. The file in `schemas/` is written from rules/facts.yaml by `tieout rules vocabulary`.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from engine.rulebook.schema_check import SCHEMAS
from engine.rulebook.vocabulary import FactDeclaration

VOCABULARY_SCHEMA = SCHEMAS / "vocabulary.schema.json"


def vocabulary_schema(facts: Mapping[str, FactDeclaration]) -> str:
    """The text of the schema file, facts in name order."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": VOCABULARY_SCHEMA.name,
        "title": "The facts of the rules",
        "description": "Written from rules/facts.yaml by `tieout rules vocabulary`.",
        "$defs": {
            "facts": {
                "properties": {
                    name: {"description": _described(facts[name])} for name in sorted(facts)
                }
            }
        },
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_vocabulary_schema(facts: Mapping[str, FactDeclaration]) -> Path:
    """Writes the schema file and returns its place."""
    VOCABULARY_SCHEMA.write_text(vocabulary_schema(facts), "utf-8")
    return VOCABULARY_SCHEMA


def _described(fact: FactDeclaration) -> str:
    kind = f"one of {', '.join(fact.values)}" if fact.values else str(fact.type)
    missing = ", may be missing" if fact.may_be_missing else ""
    return f"{fact.meaning} ({kind}{missing})"
