"""What a decision says: allowed or not, and every reason, each with its evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.rulebook.model import (
    Rule,
    Rulebook,
    RuleKind,
    SourceStatement,
)
from engine.rulebook.references import facts_of_rule
from engine.rulebook.vocabulary import (
    Edition,
    FactDeclaration,
    Facts,
    FactValue,
)
from engine.rulebook.wording import render


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that stands in the way.

    `wording` is its sentence with the facts filled in, `facts` the values it looked at, `sources`
    the statements it rests on.
    """

    rule_id: str
    kind: RuleKind
    wording: str
    sources: tuple[SourceStatement, ...]
    edition: Edition
    facts: Mapping[str, FactValue]


@dataclass(frozen=True, slots=True)
class Decision:
    """May it happen. `reasons` are all rules that forbid it, in file order, needs first.

    `facts` are all the facts that were looked at; `rulebook_hash` names the rules exactly, so that
    a recorded decision can be taken again.
    """

    eligibility: str
    title: str
    edition: Edition
    reasons: tuple[Reason, ...]
    facts: Mapping[str, FactValue]
    rulebook_hash: str

    @property
    def allowed(self) -> bool:
        return not self.reasons

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """The ids of the rules that forbid it."""
        return tuple(reason.rule_id for reason in self.reasons)


def reason_of(
    rule: Rule,
    facts: Facts,
    edition: Edition,
    vocabulary: Mapping[str, FactDeclaration],
    sources: Mapping[str, SourceStatement],
) -> Reason:
    """The reason a standing rule gives under these facts."""
    return Reason(
        rule_id=rule.id,
        kind=rule.kind,
        wording=render(rule.because, facts, vocabulary),
        sources=tuple(sources[cited.reference] for cited in rule.sources),
        edition=edition,
        facts={name: facts[name] for name in facts_of_rule(rule)},
    )


def decision_of(
    rulebook: Rulebook,
    eligibility: str,
    edition: Edition,
    facts: Facts,
    standing: Iterable[Rule],
) -> Decision:
    """The decision in which exactly the `standing` rules forbid."""
    return Decision(
        eligibility=eligibility,
        title=rulebook.eligibilities[eligibility].title,
        edition=edition,
        reasons=tuple(
            reason_of(rule, facts, edition, rulebook.facts, rulebook.sources) for rule in standing
        ),
        facts=dict(facts),
        rulebook_hash=rulebook.content_hash,
    )
