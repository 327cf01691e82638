"""Model objects from rule files that have passed their schema: one function a kind of file."""

from collections.abc import Mapping

from engine.rulebook.condition_builder import ConditionBuilder
from engine.rulebook.conditions import Not
from engine.rulebook.findings import Finding
from engine.rulebook.location import Location
from engine.rulebook.model import (
    Citation,
    Eligibility,
    Lifecycle,
    MappingRow,
    MappingTable,
    MarkupRules,
    MarkupSetting,
    Notice,
    OnMissing,
    OnRepeat,
    OnTooLong,
    RefusedMove,
    Rule,
    RuleKind,
    SourceKind,
    SourceStatement,
    State,
    Transition,
    Wording,
)
from engine.rulebook.nodes import (
    child,
    entries,
    items,
    number,
    of_kind,
    required,
    scalar,
    text,
    texts,
    truth,
)
from engine.rulebook.vocabulary import (
    EVERY_EDITION,
    Edition,
    FactDeclaration,
    FactType,
)
from engine.rulebook.wording import PLACEHOLDER
from engine.rulebook.wording_check import differing_numbers, unknown_placeholders
from engine.rulebook.yaml_positions import YamlMapping, YamlNode, YamlScalar, YamlSequence

Vocabulary = Mapping[str, FactDeclaration]


def build_facts(root: YamlNode) -> dict[str, FactDeclaration]:
    return {
        entry.key.text: FactDeclaration(
            name=entry.key.text,
            type=FactType(text(entry.value, "type")),
            meaning=text(entry.value, "meaning"),
            derived=text(entry.value, "derived"),
            unit=text(entry.value, "unit") or None,
            values=texts(entry.value, "values"),
            is_ordered=truth(entry.value, "ordered"),
            may_be_missing=truth(entry.value, "may_be_missing"),
            minimum=number(entry.value, "minimum"),
            location=entry.key.location,
            not_used=text(entry.value, "not_used") or None,
        )
        for entry in entries(root, "facts")
    }


def build_sources(root: YamlNode) -> dict[str, SourceStatement]:
    statements = {}
    for document in entries(root, "documents"):
        for entry in entries(document.value, "statements"):
            reference = f"{document.key.text}#{entry.key.text}"
            statements[reference] = SourceStatement(
                reference=reference,
                document_title=text(document.value, "title"),
                place=text(document.value, "place"),
                says=text(entry.value, "says"),
                kind=SourceKind(text(entry.value, "kind")),
                facts=texts(entry.value, "facts"),
                not_a_rule=text(entry.value, "not_a_rule") or None,
                location=entry.key.location,
            )
    return statements


def build_eligibility(
    root: YamlNode, facts: Vocabulary, left_out: frozenset[str], findings: list[Finding]
) -> Eligibility:
    """`left_out` are facts whose declaration can't be built; nothing is said about their use."""
    name = text(root, "eligibility")
    conditions = ConditionBuilder(facts, left_out, findings)

    def rule(node: YamlNode, kind: RuleKind) -> Rule:
        key = "has" if kind is RuleKind.NEED else "when"
        condition_node = required(node, key)
        condition = conditions.build(condition_node)
        because = scalar(node, "because")
        findings.extend(unknown_placeholders(because, {*facts, *left_out}))
        findings.extend(differing_numbers(because, condition, facts))
        return Rule(
            id=text(node, "id"),
            eligibility=name,
            kind=kind,
            when=Not(condition, condition_node.location) if kind is RuleKind.NEED else condition,
            because=_wording(because),
            sources=_citations(node),
            editions=_editions(node),
            location=scalar(node, "id").location,
            note=_note(node),
        )

    rules = [rule(node, RuleKind.NEED) for node in items(root, "needs")]
    rules += [rule(node, RuleKind.BLOCK) for node in items(root, "blocked_when")]
    return Eligibility(
        name=name,
        title=text(root, "title"),
        includes=tuple(_citation(node) for node in items(root, "includes")),
        rules=tuple(rules),
        location=scalar(root, "eligibility").location,
        note=_note(root),
    )


def build_lifecycle(
    root: YamlNode, facts: Vocabulary, left_out: frozenset[str], findings: list[Finding]
) -> Lifecycle:
    """`left_out` as for an eligibility."""

    def refused_move(node: YamlNode) -> RefusedMove:
        because = scalar(node, "because")
        findings.extend(unknown_placeholders(because, {*facts, *left_out}))
        return RefusedMove(
            id=text(node, "id"),
            states=tuple(_citation(state) for state in items(node, "in")),
            because=_wording(because),
            sources=_citations(node),
            location=scalar(node, "id").location,
            note=_note(node),
        )

    states = tuple(
        State(entry.key.text, _text_of(entry.value), entry.key.location)
        for entry in entries(root, "states")
    )
    transitions = tuple(
        Transition(
            action=text(node, "action"),
            from_states=texts(node, "from"),
            to_state=text(node, "to"),
            eligibility=text(node, "eligibility") or None,
            sources=_citations(node),
            location=scalar(node, "action").location,
            tells=_notice(node),
            otherwise=tuple(refused_move(refusal) for refusal in items(node, "otherwise")),
            note=_note(node),
        )
        for node in items(root, "transitions")
    )
    return Lifecycle(
        name=text(root, "lifecycle"),
        title=text(root, "title"),
        fact=text(root, "fact"),
        initial=text(root, "initial"),
        final=tuple(_citation(node) for node in items(root, "final")),
        states=states,
        transitions=transitions,
        location=scalar(root, "lifecycle").location,
        note=_note(root),
    )


def build_mapping(root: YamlNode) -> MappingTable:
    rows = tuple(
        MappingRow(
            id=text(node, "id"),
            object=text(node, "object"),
            from_field=text(node, "from") or None,
            constant=text(node, "constant") or None,
            setting=text(node, "setting") or None,
            to_field=text(node, "to"),
            format=text(node, "format") or None,
            max_length=number(node, "max_length"),
            on_missing=OnMissing(text(node, "on_missing")),
            on_too_long=OnTooLong(text(node, "on_too_long") or OnTooLong.REFUSE),
            sources=_citations(node),
            editions=_editions(node),
            location=scalar(node, "id").location,
            places=_places(node),
            on_repeat=OnRepeat(text(node, "on_repeat") or OnRepeat.REFUSE),
            note=_note(node),
        )
        for node in items(root, "rows")
    )
    return MappingTable(
        name=text(root, "mapping"),
        title=text(root, "title"),
        direction=text(root, "direction"),
        rows=rows,
        location=scalar(root, "mapping").location,
        note=_note(root),
    )


def build_markup(root: YamlNode) -> MarkupRules:
    settings = tuple(
        MarkupSetting(
            key=entry.key.text,
            value=texts(entry.value, "is") or text(entry.value, "is"),
            sources=_citations(entry.value),
            location=entry.key.location,
            note=_note(entry.value),
        )
        for entry in entries(root, "settings")
    )
    name = scalar(root, "markup")
    return MarkupRules(name.text, text(root, "title"), settings, name.location, _note(root))


def _places(node: YamlNode) -> dict[str, tuple[Location, str]]:
    """Where the single values of a mapping stand, and as what, by their keys."""
    found = node.entries if isinstance(node, YamlMapping) else ()
    return {
        entry.key.text: (entry.value.location, entry.value.written)
        for entry in found
        if isinstance(entry.value, YamlScalar)
    }


def _notice(node: YamlNode) -> Notice | None:
    told = child(node, "tells")
    if told is None:
        return None
    return Notice(text(told, "who"), text(told, "subject"), _citations(told))


def _note(node: YamlNode) -> str | None:
    return text(node, "note") or None


def _citations(node: YamlNode) -> tuple[Citation, ...]:
    source = required(node, "source")
    cited = source.items if isinstance(source, YamlSequence) else (source,)
    return tuple(_citation(item) for item in cited)


def _citation(node: YamlNode) -> Citation:
    return Citation(_text_of(node), node.location)


def _editions(node: YamlNode) -> frozenset[Edition]:
    return frozenset(Edition(word) for word in texts(node, "editions")) or EVERY_EDITION


def _wording(because: YamlScalar) -> Wording:
    names = tuple(found[2] for found in PLACEHOLDER.finditer(because.text))
    return Wording(because.text, names, because.location)


def _text_of(node: YamlNode) -> str:
    return of_kind(node, YamlScalar).text
