"""Lifecycles: every action leaves each state or says why not, and nothing else decides on it."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from engine.rulebook.findings import Code, Finding
from engine.rulebook.model import (
    Lifecycle,
    RefusedMove,
    Rulebook,
    Transition,
)
from engine.rulebook.references import comparisons_in
from engine.rulebook.refused_moves import refused_states


def refused_moves_check(lifecycle: Lifecycle, brought_about: AbstractSet[str]) -> Iterator[Finding]:
    """Every error in what the actions of a lifecycle leave and refuse; its states are known.

    Those `brought_about` by the engine refuse nothing.
    """
    for action in dict.fromkeys(move.action for move in lifecycle.transitions):
        moves = [move for move in lifecycle.transitions if move.action == action]
        yield from _refusals(lifecycle, moves)
        if action not in brought_about and any(move.eligibility for move in moves):
            yield from _undecided(lifecycle, moves)


def shared_eligibilities(rulebook: Rulebook, brought_about: AbstractSet[str]) -> Iterator[Finding]:
    """Each refused move is a rule of its eligibility, where it would refuse the other action."""
    askers: dict[str, tuple[str, Transition]] = {}
    for lifecycle in rulebook.lifecycles.values():
        for move in lifecycle.transitions:
            if move.eligibility is None or move.action in brought_about:
                continue
            name, first = askers.setdefault(move.eligibility, (lifecycle.name, move))
            if (name, first.action) != (lifecycle.name, move.action):
                message = (
                    f"`{move.action}` is decided by `{move.eligibility}`, which `{first.action}` "
                    "asks for already"
                )
                help_line = "give each action an eligibility; both may include a third"
                yield _at(move, Code.SHARED_ELIGIBILITY, message, help_line)


def states_decided_elsewhere(rulebook: Rulebook) -> Iterator[Finding]:
    """Rules outside a lifecycle that look at nothing but its state, and decide its moves."""
    told: set[str] = set()
    for lifecycle in rulebook.lifecycles.values():
        own = {refusal.id for move in lifecycle.transitions for refusal in move.otherwise}
        for move in lifecycle.transitions:
            eligibility = rulebook.eligibilities.get(move.eligibility or "")
            if eligibility is None:
                continue
            parts = [rulebook.eligibilities.get(cited.reference) for cited in eligibility.includes]
            for rule in (rule for part in (eligibility, *parts) if part for rule in part.rules):
                facts = {comparison.fact for comparison in comparisons_in(rule.when)}
                if facts == {lifecycle.fact} and rule.id not in {*own, *told}:
                    told.add(rule.id)
                    message = f"`{rule.id}` decides by the state alone, outside the lifecycle"
                    help_line = f"say it under `otherwise:` of `{move.action}` in {lifecycle.name}"
                    yield Finding(
                        Code.STATE_OUTSIDE_LIFECYCLE, message, rule.location, rule.id, help_line
                    )


def _refusals(lifecycle: Lifecycle, moves: Sequence[Transition]) -> Iterator[Finding]:
    """What is wrong with the refusals of one action, each by itself."""
    left = {state for move in moves for state in move.from_states}
    for move in moves:
        if move.otherwise and move.eligibility is None:
            message = f"`{move.action}` refuses states, and it names no eligibility to be asked for"
            yield _at(move, Code.NOBODY_ASKS, message, "add `eligibility:`, or remove `otherwise:`")
            continue
        for refusal in move.otherwise:
            yield from _contradictions(move, refusal, left)
            if not refused_states(lifecycle, move, refusal):
                message = f"`{refusal.id}` never forbids: no other state is left to refuse"
                help_line = f"remove it, or take a state from what `{move.action}` leaves"
                yield Finding(Code.CONSTANT_RULE, message, refusal.location, refusal.id, help_line)


def _contradictions(move: Transition, refusal: RefusedMove, left: set[str]) -> Iterator[Finding]:
    for cited in refusal.states:
        state = cited.reference
        if state in left:
            message = f"`{move.action}` leaves the state `{state}`, and `{refusal.id}` refuses it"
            help_line = "keep it in `from:` or in `in:`"
            yield Finding(Code.CONTRADICTED_STATE, message, cited.location, state, help_line)


def _undecided(lifecycle: Lifecycle, moves: Sequence[Transition]) -> Iterator[Finding]:
    decided = {state for move in moves for state in move.from_states}
    for move in moves:
        for refusal in move.otherwise:
            decided |= set(refused_states(lifecycle, move, refusal))
    undecided = [f"`{state.name}`" for state in lifecycle.states if state.name not in decided]
    if undecided:
        message = f"`{moves[0].action}` neither leaves nor refuses {', '.join(undecided)}"
        help_line = "add to `from:`, or say why not under `otherwise:`"
        yield _at(moves[0], Code.UNDECIDED_STATE, message, help_line)


def _at(move: Transition, code: Code, message: str, help_line: str) -> Finding:
    return Finding(code, message, move.location, move.action, help_line)
