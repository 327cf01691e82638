"""The rulebook arranged for reading: each rule with its words, sources and editions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from engine.rulebook.conditions import Not
from engine.rulebook.location import Location
from engine.rulebook.model import (
    Citation,
    MappingRow,
    Rule,
    Rulebook,
    RuleKind,
    SourceStatement,
    Wording,
)
from engine.rulebook.references import facts_of_rule
from engine.rulebook.vocabulary import Edition, FactDeclaration
from engine.rulebook.wording import PLACEHOLDER
from engine.web.condition_words import ConditionWords, condition_words

SEARCH_CHARACTERS_MAX = 200


@dataclass(frozen=True, slots=True)
class WordingPart:
    """A stretch of a sentence; `is_value` marks where a fact's value will stand."""

    text: str
    is_value: bool


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule for reading. `condition_lead` introduces `condition`; both are None for a mapping."""

    id: str
    kind: str
    applies_to: tuple[str, ...]
    wording: tuple[WordingPart, ...]
    condition_lead: str | None
    condition: ConditionWords | None
    details: tuple[tuple[str, str], ...]
    facts: tuple[FactDeclaration, ...]
    sources: tuple[SourceStatement, ...]
    editions: tuple[str, ...]
    location: Location
    note: str | None

    @property
    def search_text(self) -> str:
        """Everything a person may search by, in lower case."""
        words = [self.id, self.kind, *self.applies_to, *self.editions]
        words += [part.text for part in self.wording]
        words += [text for detail in self.details for text in detail]
        words += [self.note] if self.note else []
        for source in self.sources:
            words += [source.reference, source.document_title, source.says, *source.facts]
        return " ".join(words).lower()


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules that belong together: of one eligibility, or of one mapping."""

    name: str
    title: str
    rules: tuple[RuleView, ...]
    note: str | None


def rule_groups(rulebook: Rulebook) -> tuple[RuleGroup, ...]:
    """Every eligibility with its own rules, then every mapping with its rows, in file order."""
    eligibilities = [
        RuleGroup(
            e.name,
            e.title,
            tuple(_eligibility_rule(rule, rulebook) for rule in e.rules),
            e.note,
        )
        for e in rulebook.eligibilities.values()
        if e.rules
    ]
    mappings = [
        RuleGroup(
            m.name,
            m.title,
            tuple(_mapping_rule(row, m.title, rulebook) for row in m.rows),
            m.note,
        )
        for m in rulebook.mappings.values()
    ]
    return (*eligibilities, *mappings)


def matching(groups: Iterable[RuleGroup], words: str, edition: str | None) -> tuple[RuleGroup, ...]:
    """The groups with only the rules that hold in `edition` and contain every one of `words`."""
    wanted = words[:SEARCH_CHARACTERS_MAX].lower().split()
    kept = []
    for group in groups:
        rules = tuple(
            rule
            for rule in group.rules
            if (edition is None or edition in rule.editions)
            and all(word in rule.search_text for word in wanted)
        )
        if rules:
            kept.append(replace(group, rules=rules))
    return tuple(kept)


def cited(citations: Iterable[Citation], rulebook: Rulebook) -> tuple[SourceStatement, ...]:
    """The statements behind citations, in their order."""
    return tuple(rulebook.sources[citation.reference] for citation in citations)


def _eligibility_rule(rule: Rule, rulebook: Rulebook) -> RuleView:
    needed = rule.when.condition if isinstance(rule.when, Not) else rule.when
    is_need = rule.kind is RuleKind.NEED
    return RuleView(
        id=rule.id,
        kind="Needed" if is_need else "Blocks",
        applies_to=_titles_it_decides(rule.eligibility, rulebook),
        wording=_parts(rule.because),
        condition_lead="Allowed only when" if is_need else "Refused when",
        condition=condition_words(needed if is_need else rule.when, rulebook.facts),
        details=(),
        facts=tuple(rulebook.facts[name] for name in facts_of_rule(rule)),
        sources=cited(rule.sources, rulebook),
        editions=_editions(rule.editions),
        location=rule.location,
        note=rule.note,
    )


def _titles_it_decides(eligibility: str, rulebook: Rulebook) -> tuple[str, ...]:
    """The eligibility's own title, and those that include it."""
    including = [
        other.title
        for other in rulebook.eligibilities.values()
        if any(citation.reference == eligibility for citation in other.includes)
    ]
    return (rulebook.eligibilities[eligibility].title, *including)


def _mapping_rule(row: MappingRow, title: str, rulebook: Rulebook) -> RuleView:
    origin = row.from_field or (
        f"the company setting {row.setting}" if row.setting else f"always {row.constant!r}"
    )
    repeats = row.on_repeat.replace("_", " ") if "on_repeat" in row.places else None
    details: Mapping[str, str | None] = {
        "Belongs to": row.object,
        "Comes from": origin,
        "Goes to": row.to_field,
        "Format": row.format,
        "At most": f"{row.max_length} characters" if row.max_length else None,
        "When there is no value": row.on_missing.replace("_", " "),
        "Two amounts for one line": repeats,
        "When it is too long": row.on_too_long.replace("_", " ") if row.max_length else None,
    }
    return RuleView(
        id=row.id,
        kind="Maps",
        applies_to=(title,),
        wording=(WordingPart(f"{row.to_field} gets {origin}.", is_value=False),),
        condition_lead=None,
        condition=None,
        details=tuple((name, value) for name, value in details.items() if value is not None),
        facts=(),
        sources=cited(row.sources, rulebook),
        editions=_editions(row.editions),
        location=row.location,
        note=row.note,
    )


def _parts(wording: Wording) -> tuple[WordingPart, ...]:
    """The sentence cut at its placeholders; `{pcco.title}` reads `pcco title`."""
    parts: list[WordingPart] = []
    end = 0
    for placeholder in PLACEHOLDER.finditer(wording.text):
        parts.append(WordingPart(wording.text[end : placeholder.start()], is_value=False))
        words = placeholder[0].strip("{}").replace(".", " ").replace("_", " ")
        parts.append(WordingPart(words, is_value=True))
        end = placeholder.end()
    parts.append(WordingPart(wording.text[end:], is_value=False))
    return tuple(part for part in parts if part.text)


def _editions(editions: frozenset[Edition]) -> tuple[str, ...]:
    """In the order the editions came out."""
    return tuple(edition.value for edition in Edition if edition in editions)
