"""Which documented statements the scenarios show: what `tieout rules coverage` says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from features.harness.book import FeatureFile, tags_of
from features.harness.ledger import FACT_TAG, RULE_TAG


class Standing(StrEnum):
    """How a statement stands, best first."""

    RULE_AND_SCENARIO = "rule and scenario"
    SCENARIO = "scenario"
    OUT_OF_SCOPE = "out of scope"
    AWAITING = "awaiting"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Statements:
    """Every documented statement by its number, in `sections` of a title and numbers each.

    `numbers_of_rule` are the statements that a rule rests on, by its id, and `ruled` all those that
    anything in the rulebook rests on. `reasons` say why a statement is out of scope; no scenario is
    asked for yet of those that are `awaiting` one. `says` has a sentence for each.
    """

    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    numbers_of_rule: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ruled: frozenset[str] = frozenset()
    reasons: Mapping[str, str] = field(default_factory=dict)
    awaiting: frozenset[str] = frozenset()
    says: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatementReport:
    """What is printed, and whether every statement is accounted for, and none twice."""

    lines: tuple[str, ...]
    is_complete: bool


def statement_report(statements: Statements, files: Iterable[FeatureFile]) -> StatementReport:
    """Each section counted, then what is wrong, then what awaits a scenario."""
    shown = frozenset(_shown(statements, files))
    wrong = list(_wrong(statements, shown))
    awaiting = [
        _sentence(number, statements)
        for number in _numbers(statements)
        if number in statements.awaiting
    ]
    lines = _table(statements, shown)
    if awaiting:
        lines += ["", "Awaiting a scenario:", *(f"  {line}" for line in awaiting)]
    if wrong:
        lines += ["", "To be mended in rules/coverage.yaml, or by a scenario:"]
        lines += [f"  {line}" for sentence, why in wrong for line in (sentence, f"  {why}")]
    return StatementReport(tuple(lines), is_complete=not wrong)


def standing(number: str, statements: Statements, shown: frozenset[str]) -> Standing:
    """How one statement stands; `shown` are the numbers that scenarios show."""
    if number in shown:
        return Standing.RULE_AND_SCENARIO if number in statements.ruled else Standing.SCENARIO
    if number in statements.reasons:
        return Standing.OUT_OF_SCOPE
    return Standing.AWAITING if number in statements.awaiting else Standing.NOWHERE


def _shown(statements: Statements, files: Iterable[FeatureFile]) -> Iterator[str]:
    """The numbers that scenarios are tagged with, themselves or by a rule that rests on them."""
    for file in files:
        for template in file.templates:
            row_tags = {tag for examples in template.examples for tag in examples.tags}
            for tag in tags_of(template) | row_tags:
                if tag.startswith(FACT_TAG):
                    yield tag.removeprefix(FACT_TAG)
                yield from statements.numbers_of_rule.get(tag.removeprefix(RULE_TAG), ())


def _wrong(statements: Statements, shown: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Sentences, each with what is wrong with its standing."""
    for number in _numbers(statements):
        sentence = _sentence(number, statements)
        if standing(number, statements, shown) is Standing.NOWHERE:
            yield sentence, "no scenario shows it, and it is not listed as out of scope"
        elif number in shown and number in statements.reasons:
            yield sentence, "it is listed as out of scope, and a scenario shows it"
        elif number in shown and number in statements.awaiting:
            yield sentence, "it is listed as awaiting a scenario, and one shows it"


def _table(statements: Statements, shown: frozenset[str]) -> list[str]:
    width = max((len(title) for title, _ in statements.sections), default=0)
    lines = [" " * width + "  " + "  ".join(Standing) + "  all"]
    rows = [*statements.sections, ("all", tuple(_numbers(statements)))]
    for title, numbers in rows:
        stands = [standing(number, statements, shown) for number in numbers]
        counts = [f"{stands.count(kind):>{len(kind)}}" for kind in Standing]
        lines.append(f"{title:<{width}}  {'  '.join(counts)}  {len(numbers):>3}")
    return lines


def _numbers(statements: Statements) -> Iterator[str]:
    for _, numbers in statements.sections:
        yield from numbers


def _sentence(number: str, statements: Statements) -> str:
    return f"{number} {statements.says.get(number, '')}".rstrip()
