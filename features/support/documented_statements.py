"""The documented statements and what the rulebook makes of each, for the requirement ledger."""

import re
from collections.abc import Mapping
from pathlib import Path

from engine.rulebook.facts_page import FACTS_PAGE
from engine.rulebook.model import Citation, Rulebook
from engine.rulebook.references import citations_in
from features.harness.statements import Statements

_ROW = re.compile(r"^\| ([DXUE]-\d{2,3}) \| ([^|]+) \|", re.MULTILINE)


def documented_statements(rulebook: Rulebook) -> Statements:
    """Every statement of rules/coverage.yaml, with its sentence of docs/facts.md."""
    coverage = rulebook.coverage
    return Statements(
        sections=tuple(
            (section.words, tuple(statement.number for statement in section.statements))
            for section in coverage.sections
        ),
        numbers_of_rule={
            rule.id: tuple(n for cited in rule.sources for n in _numbers(cited, rulebook))
            for rule in rulebook.rules.values()
        },
        ruled=frozenset(
            number for cited in citations_in(rulebook) for number in _numbers(cited, rulebook)
        ),
        reasons=coverage.reasons,
        awaiting=frozenset(statement.number for statement in coverage.awaiting),
        says=_sentences(FACTS_PAGE),
    )


def _numbers(cited: Citation, rulebook: Rulebook) -> tuple[str, ...]:
    return rulebook.sources[cited.reference].facts


def _sentences(page: Path) -> Mapping[str, str]:
    """The first sentence that the page has for each number; none when it was not installed."""
    text = page.read_text("utf-8") if page.exists() else ""
    sentences: dict[str, str] = {}
    for number, sentence in _ROW.findall(text):
        sentences.setdefault(number, sentence.strip())
    return sentences
