"""A decision's reasons as people read them, on the pages and in the report."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.executors.verdict import Decision
from engine.rulebook.vocabulary import FactDeclaration
from engine.rulebook.wording import shown


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact a rule looked at, with its value as people write it."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ShownReason:
    """One rule that said no. `sources` are references such as `reimport#unapproved`."""

    rule_id: str
    wording: str
    sources: tuple[str, ...]
    facts: tuple[ShownFact, ...]


def shown_reasons(
    decision: Decision, vocabulary: Mapping[str, FactDeclaration]
) -> tuple[ShownReason, ...]:
    """Every reason, in the decision's order."""
    return tuple(
        ShownReason(
            rule_id=reason.rule_id,
            wording=reason.wording,
            sources=tuple(source.reference for source in reason.sources),
            facts=tuple(
                ShownFact(name, shown(value, vocabulary.get(name)))
                for name, value in reason.facts.items()
            ),
        )
        for reason in decision.reasons
    )
