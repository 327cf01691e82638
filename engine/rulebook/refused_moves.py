"""The moves that a lifecycle refuses, as rules of the eligibility that is asked for the move.

So a refused move is a reason like any other: both executors decide it, and whoever shows rules
shows it, with its place in the lifecycle's file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engine.rulebook.conditions import Comparison, Operator
from engine.rulebook.model import (
    Eligibility,
    Lifecycle,
    RefusedMove,
    Rule,
    RuleKind,
    Transition,
)
from engine.rulebook.vocabulary import EVERY_EDITION, FactDeclaration


def with_refused_moves(
    eligibilities: Mapping[str, Eligibility],
    lifecycles: Mapping[str, Lifecycle],
    facts: Mapping[str, FactDeclaration],
) -> dict[str, Eligibility]:
    """The eligibilities with the refused moves between their needs and what blocks besides.

    A lifecycle whose fact has other values than its states gives no rules; its check says so.
    """
    refused: dict[str, list[Rule]] = {}
    for lifecycle in lifecycles.values():
        fact = facts.get(lifecycle.fact)
        states = {state.name for state in lifecycle.states}
        if fact is not None and set(fact.values) == states:
            for rule in _rules(lifecycle):
                refused.setdefault(rule.eligibility, []).append(rule)
    return {
        key: _with_rules(eligibility, refused.get(eligibility.name, []))
        for key, eligibility in eligibilities.items()
    }


def refused_states(lifecycle: Lifecycle, move: Transition, refusal: RefusedMove) -> tuple[str, ...]:
    """The states in which `refusal` stands, in the lifecycle's order. Where it names none, these
    are the ones that no transition of the action leaves and no other refusal of it names."""
    if refusal.states:
        named = {cited.reference for cited in refusal.states}
        return tuple(state.name for state in lifecycle.states if state.name in named)
    moves = [each for each in lifecycle.transitions if each.action == move.action]
    taken = {state for each in moves for state in each.from_states}
    taken |= {
        cited.reference for each in moves for other in each.otherwise for cited in other.states
    }
    return tuple(state.name for state in lifecycle.states if state.name not in taken)


def _rules(lifecycle: Lifecycle) -> Iterator[Rule]:
    for move in lifecycle.transitions:
        for refusal in move.otherwise:
            states = refused_states(lifecycle, move, refusal)
            if move.eligibility is not None and states:
                yield _rule(lifecycle.fact, move.eligibility, refusal, states)


def _rule(fact: str, eligibility: str, refusal: RefusedMove, states: tuple[str, ...]) -> Rule:
    at = refusal.location
    one = Comparison(fact, Operator.EQUALS, states[0], at)
    return Rule(
        id=refusal.id,
        eligibility=eligibility,
        kind=RuleKind.BLOCK,
        when=one if len(states) == 1 else Comparison(fact, Operator.ONE_OF, states, at),
        because=refusal.because,
        sources=refusal.sources,
        editions=EVERY_EDITION,
        location=at,
        note=refusal.note,
    )


def _with_rules(eligibility: Eligibility, refused: list[Rule]) -> Eligibility:
    needs = [rule for rule in eligibility.rules if rule.kind is RuleKind.NEED]
    blocks = [rule for rule in eligibility.rules if rule.kind is RuleKind.BLOCK]
    return replace(eligibility, rules=(*needs, *refused, *blocks))
