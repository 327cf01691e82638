"""Rules and their verdicts as text for a terminal, and as plain data for `--json`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.executors.explanation import ConditionExplanation, RuleExplanation, explain_rule
from engine.rulebook.model import Rule, Rulebook, RuleKind
from engine.rulebook.plain_words import condition_in_words
from engine.rulebook.references import facts_of_rule
from engine.rulebook.vocabulary import Facts
from engine.rulebook.wording import render

JsonValue = str | bool | None | list["JsonValue"] | dict[str, "JsonValue"]


@dataclass(frozen=True, slots=True)
class ExplainedRule:
    """A rule, its sentence with the given facts filled in, and what the facts make of it.

    `verdict` is None while facts lack, which `facts_lacking` then names.
    """

    rule: Rule
    because: str
    verdict: RuleExplanation | None
    facts_lacking: tuple[str, ...]


def explained(rule: Rule, facts: Facts, rulebook: Rulebook) -> ExplainedRule:
    lacking = tuple(name for name in facts_of_rule(rule) if name not in facts)
    verdict = None if lacking else explain_rule(rule, facts, rulebook.facts)
    because = render(rule.because, facts, rulebook.facts)
    return ExplainedRule(rule, because, verdict, lacking)


def as_text(item: ExplainedRule, rulebook: Rulebook, shows_verdict: bool) -> Iterator[str]:
    """The lines that explain one rule."""
    rule = item.rule
    yield f"{rule.id}  ({rule.eligibility}, editions {', '.join(sorted(rule.editions))})"
    word = "unless" if rule.kind is RuleKind.NEED else "when"
    yield f"  forbids {word}: {_condition(rule, rulebook)}"
    yield f"  because: {item.because}"
    if rule.note is not None:
        yield f"  note: {rule.note}"
    for cited in rule.sources:
        source = rulebook.sources[cited.reference]
        numbers = f", {', '.join(source.facts)}" if source.facts else ""
        yield f"  source: {source.reference} ({source.kind}{numbers}): {source.says}"
    yield f"  written at: {rule.location}"
    if not shows_verdict:
        return
    if item.verdict is None:
        yield f"  verdict: open, not given: {', '.join(item.facts_lacking)}"
        return
    yield f"  verdict: {'forbids' if item.verdict.stands else 'does not forbid'}"
    yield from _tree(item.verdict.condition, "    ")


def as_data(item: ExplainedRule, rulebook: Rulebook) -> dict[str, JsonValue]:
    """The same as plain data."""
    rule = item.rule
    verdict = item.verdict
    return {
        "rule": rule.id,
        "eligibility": rule.eligibility,
        "kind": str(rule.kind),
        "editions": [str(edition) for edition in sorted(rule.editions)],
        "condition": condition_in_words(rule.when, rulebook.facts),
        "because": item.because,
        "note": rule.note,
        "sources": [
            {
                "reference": source.reference,
                "kind": str(source.kind),
                "says": source.says,
                "facts": list(source.facts),
            }
            for source in (rulebook.sources[cited.reference] for cited in rule.sources)
        ],
        "location": str(rule.location),
        "forbids": None if verdict is None else verdict.stands,
        "explanation": None if verdict is None else _tree_data(verdict.condition),
        "facts_lacking": list(item.facts_lacking),
    }


def _condition(rule: Rule, rulebook: Rulebook) -> str:
    """A need is kept as a negation; people read what must hold."""
    words = condition_in_words(rule.when, rulebook.facts)
    if rule.kind is RuleKind.NEED:
        return words.removeprefix("not (").removesuffix(")")
    return words


def _tree(node: ConditionExplanation, indent: str) -> Iterator[str]:
    held = "holds" if node.held else "does not hold"
    if node.fact is not None:
        sides = f"expected: {node.expected}; actual: {node.actual}"
        yield f"{indent}{held}: {node.fact} ({sides})"
        return
    yield f"{indent}{held}: {node.words}"
    for part in node.parts:
        yield from _tree(part, indent + "  ")


def _tree_data(node: ConditionExplanation) -> dict[str, JsonValue]:
    data: Mapping[str, JsonValue] = {
        "condition": node.words,
        "held": node.held,
        "fact": node.fact,
        "expected": node.expected,
        "actual": node.actual,
        "parts": [_tree_data(part) for part in node.parts],
    }
    return {key: value for key, value in data.items() if value not in (None, [])}
