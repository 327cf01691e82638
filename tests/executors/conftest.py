"""Helpers for tests of decisions: small rulebooks made of conditions, and facts that allow."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from engine.executors.two_opinions import TwoOpinions
from engine.rulebook.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Operator,
)
from engine.rulebook.load import load_rulebook
from engine.rulebook.location import Location
from engine.rulebook.model import (
    Citation,
    Eligibility,
    Rule,
    Rulebook,
    RuleKind,
    SourceKind,
    SourceStatement,
    Wording,
)
from engine.rulebook.vocabulary import (
    EVERY_EDITION,
    Edition,
    FactDeclaration,
    FactType,
    FactValue,
)

HERE = Location("rules/eligibility/made.yaml", 1, 1)
MakeBook = Callable[[Mapping[str, FactDeclaration], Mapping[str, Condition]], Rulebook]

# Facts under which every action is allowed in both editions; an action takes those it looks at.
FACTS_THAT_ALLOW: Mapping[str, FactValue] = {
    "user.erp_integrations_level": "admin",
    "user.prime_contracts_level": "admin",
    "user.can_push_to_accounting": True,
    "company.erp_connector": "spectrum",
    "company.is_prime_contract_sync_enabled": True,
    "company.is_pcco_export_enabled": True,
    "company.is_unit_tracking_enabled": False,
    "project.is_prime_contracts_tool_active": True,
    "project.other_synced_contract_count": 0,
    "job.is_synced": True,
    "job.is_active": True,
    "prime_contract.erp_status": "synced",
    "prime_contract.status": "approved",
    "prime_contract.is_unit_price": False,
    "prime_contract.accounting_method": "amount_based",
    "prime_contract.other_project_names": None,
    "prime_contract.unsynced_line_count": 1,
    "prime_contract.removable_line_count": 0,
    "prime_contract.approved_pcco_count": 0,
    "pcco.status": "approved",
    "pcco.approved_date": date(2020, 4, 9),
    "pcco.transaction_date": date(2020, 4, 10),
    "pcco.number": "001",
    "pcco.change_request_number": "001",
    "pcco.pccos_of_the_same_change_request_number": None,
    "pcco.title": "Rock excavation",
    "pcco.description": "Rock found at the north wall",
    "pcco.lines_without_associated_line": None,
    "pcco.lines_without_billing_item": None,
    "pcco.lines_without_cost_code": None,
    "pcco.lines_without_phase": None,
    "pcco.lines_with_complete_phase": None,
    "pcco.billing_items_not_in_spectrum": None,
    "pcco.longest_billing_item": "0000000010",
    "pcco.longest_cost_code": "02200",
    "pcco.longest_cost_type": "SUB",
    "pcco.largest_amount_cents": 34_385,
    "pcco.amounts_with_parts_of_a_cent": None,
    "pcco.billing_line_count": 1,
    "pcco.header_minus_lines_cents": 0,
    "pcco.unexplained_difference_cents": 0,
    "pcco.about_the_difference": "they are the same",
    "pcco.is_unchanged_since_sent": True,
    "pcco.is_number_taken_in_spectrum": False,
    "pcco.is_in_spectrum": False,
}
STATE_THAT_ALLOWS: Mapping[str, Mapping[str, FactValue]] = {
    "prime_contract.import": {"prime_contract.erp_status": "ready_to_import"},
    "pcco.send": {"pcco.erp_status": "not_sent"},
    "pcco.retrieve": {"pcco.erp_status": "ready_to_export"},
    "pcco.accept": {"pcco.erp_status": "ready_to_export"},
    "pcco.reject": {"pcco.erp_status": "ready_to_export"},
    "pcco.resend": {"pcco.erp_status": "rejected"},
    "pcco.retry": {"pcco.erp_status": "failed_to_export"},
    "pcco.unlink": {"pcco.erp_status": "synced"},
}
# For a fact that has no value above, which one test says, so that the others still say something.
STAND_INS: Mapping[FactType, FactValue] = {
    FactType.BOOLEAN: False,
    FactType.INTEGER: 0,
    FactType.MONEY_CENTS: 0,
    FactType.TEXT: "",
    FactType.DATE: date(2020, 4, 9),
}


@pytest.fixture(scope="session")
def opinions() -> TwoOpinions:
    """Both executors over the rulebook of Tieout."""
    return TwoOpinions(load_rulebook())


@pytest.fixture(scope="session")
def allowing_facts(opinions: TwoOpinions) -> Callable[[str, Edition], dict[str, FactValue]]:
    """Complete facts under which an eligibility allows."""

    stand_ins = {
        fact.name: fact.values[0] if fact.values else STAND_INS[fact.type]
        for fact in opinions.rulebook.facts.values()
    }

    def facts(eligibility: str, edition: Edition = Edition.SEEDS) -> dict[str, FactValue]:
        every = {**stand_ins, **FACTS_THAT_ALLOW, **STATE_THAT_ALLOWS.get(eligibility, {})}
        return {name: every[name] for name in opinions.needed_facts(eligibility, edition)}

    return facts


@pytest.fixture
def facts_without_a_value(opinions: TwoOpinions) -> set[str]:
    """Facts for which `allowing_facts` has a stand-in only."""
    by_state = {name for values in STATE_THAT_ALLOWS.values() for name in values}
    return set(opinions.rulebook.facts) - set(FACTS_THAT_ALLOW) - by_state


@pytest.fixture(scope="session")
def declare() -> Callable[..., FactDeclaration]:
    """Declares a fact that may be missing."""

    def fact(
        name: str, fact_type: FactType, *values: str, ordered: bool = False
    ) -> FactDeclaration:
        return FactDeclaration(
            name=name,
            type=fact_type,
            meaning="Made for a test.",
            derived="Given.",
            unit=None,
            values=values,
            is_ordered=ordered,
            may_be_missing=True,
            minimum=None,
            location=HERE,
        )

    return fact


@pytest.fixture(scope="session")
def make_book() -> MakeBook:
    """A rulebook with one eligibility, `made.up`, and one rule for each named condition."""

    def book(
        vocabulary: Mapping[str, FactDeclaration], conditions: Mapping[str, Condition]
    ) -> Rulebook:
        rules = tuple(
            Rule(
                id=rule_id,
                eligibility="made.up",
                kind=RuleKind.BLOCK,
                when=condition,
                because=Wording("It is so.", (), HERE),
                sources=(Citation("made#up", HERE),),
                editions=EVERY_EDITION,
                location=HERE,
            )
            for rule_id, condition in conditions.items()
        )
        statement = SourceStatement(
            "made#up", "Made up", "here", "It is so.", SourceKind.DOCUMENTED, (), None, HERE
        )
        return Rulebook(
            facts=vocabulary,
            sources={"made#up": statement},
            eligibilities={"made.up": Eligibility("made.up", "Made up", (), rules, HERE)},
            lifecycles={},
            mappings={},
            markups={},
            content_hash="made",
        )

    return book


Mutant = tuple[str, Condition]
_NEIGHBOURS: Mapping[Operator, tuple[Operator, ...]] = {
    Operator.MORE_THAN: (Operator.AT_LEAST, Operator.LESS_THAN),
    Operator.LESS_THAN: (Operator.AT_MOST, Operator.MORE_THAN),
    Operator.AT_LEAST: (Operator.MORE_THAN, Operator.AT_MOST),
    Operator.AT_MOST: (Operator.LESS_THAN, Operator.AT_LEAST),
    Operator.MISSING: (Operator.PRESENT,),
    Operator.PRESENT: (Operator.MISSING,),
}


def mutants_of_condition(
    condition: Condition, vocabulary: Mapping[str, FactDeclaration]
) -> Iterator[Mutant]:
    """The condition with one thing changed, and what was changed: a limit by one, an operator, a
    value, a part left out, a group turned, a `not` forgotten."""
    at = condition.location
    match condition:
        case Comparison():
            yield from _mutants_of_comparison(condition, vocabulary[condition.fact])
        case Not():
            yield "not forgotten", condition.condition
            for change, inner in mutants_of_condition(condition.condition, vocabulary):
                yield change, Not(inner, at)
        case AllOf() | AnyOf():
            group, other = (AllOf, AnyOf) if isinstance(condition, AllOf) else (AnyOf, AllOf)
            parts = condition.conditions
            yield "all and any exchanged", other(parts, at)
            for place, part in enumerate(parts):
                yield "part left out", group((*parts[:place], *parts[place + 1 :]), at)
                for change, inner in mutants_of_condition(part, vocabulary):
                    yield change, group((*parts[:place], inner, *parts[place + 1 :]), at)


def _mutants_of_comparison(comparison: Comparison, fact: FactDeclaration) -> Iterator[Mutant]:
    operand = comparison.operand
    for operator in _NEIGHBOURS.get(comparison.operator, ()):
        yield f"{comparison.operator} made {operator}", replace(comparison, operator=operator)
    if isinstance(operand, bool):
        yield "value turned", replace(comparison, operand=not operand)
    elif isinstance(operand, int):
        for step in (-1, 1):
            yield f"limit moved by {step}", replace(comparison, operand=operand + step)
    elif isinstance(operand, str):
        for value in fact.values:
            if value != operand:
                yield f"{operand} made {value}", replace(comparison, operand=value)
    elif isinstance(operand, tuple):
        for gone in operand:
            left = tuple(other for other in operand if other != gone)
            yield f"{gone} left out", replace(comparison, operand=left)
        for word in fact.values:
            if word not in operand:
                yield f"{word} added", replace(comparison, operand=(*operand, word))


@pytest.fixture(scope="session")
def mutants_of() -> Callable[[Rule, Mapping[str, FactDeclaration]], Iterator[tuple[str, Rule]]]:
    """Every rule that differs from the given one by a single change."""

    def mutants(
        rule: Rule, vocabulary: Mapping[str, FactDeclaration]
    ) -> Iterator[tuple[str, Rule]]:
        for change, condition in mutants_of_condition(rule.when, vocabulary):
            yield f"{rule.id}: {change}", replace(rule, when=condition)

    return mutants
