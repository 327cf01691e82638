"""Which parts of the rules' compound conditions scenarios show to decide alone, and how many
decisions they take in each edition."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from engine.executors.deciding_parts import is_compound, unseen_cases
from engine.rulebook.model import Rulebook
from engine.rulebook.plain_words import condition_in_words
from engine.rulebook.references import comparisons_in
from engine.rulebook.vocabulary import Edition, Facts
from features.harness.bench import Bench
from features.support.questions import DecisionAsked
from features.support.recorded_scenarios import recorded_scenarios
from features.support.rules_in_force import RulesInForce


@dataclass(frozen=True, slots=True)
class Lacking:
    """No scenario shows the rule decided by one part alone, where the part `holds` or where not."""

    place: str
    rule: str
    part: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Conditions:
    """`rules` counts those with a compound condition, `parts` their parts; `decisions` the
    different ones by edition."""

    rules: int
    parts: int
    lacking: tuple[Lacking, ...]
    decisions: dict[str, int]


def show_conditions(bench: Bench, rules: RulesInForce, answers: Path, jobs: int) -> None:
    """Write the `Conditions` as JSON. ScenariosRed when a scenario fails as it is."""
    recorded = recorded_scenarios(bench, rules, jobs)
    decisions = {
        question
        for each in recorded.values()
        for question, is_late in each.questions.items()
        if is_late and isinstance(question, DecisionAsked)
    }
    found = _conditions(rules.own.rulebook, decisions)
    answers.write_text(json.dumps(asdict(found)), encoding="utf-8")


def _conditions(book: Rulebook, decisions: Iterable[DecisionAsked]) -> Conditions:
    decisions = list(decisions)
    compound = [rule for rule in book.rules.values() if is_compound(rule)]
    lacking = [
        Lacking(
            str(case.part.location), rule.id, condition_in_words(case.part, book.facts), case.holds
        )
        for rule in compound
        for case in unseen_cases(rule, _cases(book, rule.id, decisions), book.facts)
    ]
    return Conditions(
        len(compound),
        sum(len(list(comparisons_in(rule.when))) for rule in compound),
        tuple(lacking),
        dict(Counter(str(each.edition) for each in decisions)),
    )


def _cases(book: Rulebook, rule: str, decisions: Iterable[DecisionAsked]) -> Iterator[Facts]:
    """The facts of every decision in which the rule had a say."""
    deciding = {
        (name, edition)
        for name in book.eligibilities
        for edition in Edition
        if rule in {each.id for each in book.rules_of(name, edition)}
    }
    for each in decisions:
        if (each.eligibility, each.edition) in deciding:
            yield dict(each.facts)
