"""Lifecycles: every state can be reached and left, and every move can be asked for."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from engine.rulebook.capabilities import Actions, Capabilities
from engine.rulebook.findings import Code, Finding
from engine.rulebook.location import Location
from engine.rulebook.model import Lifecycle, Rulebook, Transition
from engine.rulebook.names import nearest, suggest
from engine.rulebook.names_used import Names, differences
from engine.rulebook.refused_moves_check import (
    refused_moves_check,
    shared_eligibilities,
    states_decided_elsewhere,
)
from engine.rulebook.sound_parts import Gaps

_Moves = Mapping[tuple[str, str], str]
"""Where an action leads from a state."""


def lifecycle_check(
    rulebook: Rulebook, gaps: Gaps, can: Capabilities | None, folder: Location
) -> Iterator[Finding]:
    """What is wrong with the lifecycles; with `can`, also where they and the engine differ."""
    actions_of = can.actions if can is not None else {}
    brought_about = frozenset(name for each in actions_of.values() for name in each.brought_about)
    for lifecycle in rulebook.lifecycles.values():
        if lifecycle.fact not in gaps.names:
            yield from _fact(lifecycle, rulebook)
        if "eligibility" not in gaps.kinds:
            yield from _eligibilities(lifecycle, rulebook)
        unknown_states = list(_states(lifecycle))
        yield from unknown_states or (
            *_ways(lifecycle),
            *refused_moves_check(lifecycle, brought_about),
        )
        actions = actions_of.get(lifecycle.name)
        if actions is not None:
            yield from _actions(lifecycle, actions)
    yield from shared_eligibilities(rulebook, brought_about)
    yield from states_decided_elsewhere(rulebook)
    if can is not None and "lifecycle" not in gaps.kinds:
        declared = {item.name: item.location for item in rulebook.lifecycles.values()}
        code = Code.UNKNOWN_LIFECYCLE
        yield from differences(Names("lifecycle", declared, set(can.actions), code, folder))


def _fact(lifecycle: Lifecycle, rulebook: Rulebook) -> Iterator[Finding]:
    at, value = lifecycle.location, lifecycle.name
    fact = rulebook.facts.get(lifecycle.fact)
    if fact is None:
        help_line = suggest(lifecycle.fact, rulebook.facts, "declare it in facts.yaml")
        message = f"the lifecycle names the unknown fact `{lifecycle.fact}`"
        yield Finding(Code.UNKNOWN_FACT, message, at, value, help_line)
        return
    different = set(fact.values) ^ {state.name for state in lifecycle.states}
    if different:
        names = ", ".join(f"`{name}`" for name in sorted(different))
        message = f"the states and the values of `{fact.name}` differ: {names}"
        help_line = "make the states and the fact's values the same words"
        yield Finding(Code.STATES_DIFFER, message, at, value, help_line)


def _eligibilities(lifecycle: Lifecycle, rulebook: Rulebook) -> Iterator[Finding]:
    names = {eligibility.name for eligibility in rulebook.eligibilities.values()}
    for move in lifecycle.transitions:
        if move.eligibility is not None and move.eligibility not in names:
            message = f"`{move.action}` names the unknown eligibility `{move.eligibility}`"
            help_line = suggest(move.eligibility, names, "write its file")
            at, value = move.location, move.action
            yield Finding(Code.UNKNOWN_ELIGIBILITY, message, at, value, help_line)


def _states(lifecycle: Lifecycle) -> Iterator[Finding]:
    states = [state.name for state in lifecycle.states]
    named = [(lifecycle.initial, lifecycle.location, lifecycle.name)]
    for move in lifecycle.transitions:
        named += [(name, move.location, move.action) for name in (*move.from_states, move.to_state)]
    for name, location, value in named:
        if name not in states:
            message = f"`{value}` names the unknown state `{name}`"
            help_line = suggest(name, states, "add it to the states")
            yield Finding(Code.UNKNOWN_STATE, message, location, value, help_line)
    for move in lifecycle.transitions:
        for cited in (state for refusal in move.otherwise for state in refusal.states):
            name = cited.reference
            if name not in states:
                message = f"`in` names the unknown state `{name}`"
                help_line = suggest(name, states, "add it to the states")
                yield Finding(Code.UNKNOWN_STATE, message, cited.location, name, help_line)
    for final in lifecycle.final:
        if final.reference not in states:
            message = f"`final` names the unknown state `{final.reference}`"
            help_line = suggest(final.reference, states, "add it to the states")
            yield Finding(Code.UNKNOWN_STATE, message, final.location, final.reference, help_line)


def _ways(lifecycle: Lifecycle) -> Iterator[Finding]:
    """An action leads to one state; every state is reached, and left unless final."""
    moves: dict[tuple[str, str], str] = {}
    for move in lifecycle.transitions:
        for state in move.from_states:
            earlier = moves.setdefault((state, move.action), move.to_state)
            if earlier != move.to_state:
                message = f"`{move.action}` leads from `{state}` to two states"
                help_line = f"choose `{earlier}` or `{move.to_state}`, or name two actions"
                yield Finding(
                    Code.AMBIGUOUS_TRANSITION, message, move.location, move.action, help_line
                )
    reached = _reached_from(lifecycle.initial, moves)
    left = {state for (state, _), to_state in moves.items() if state != to_state}
    final = {cited.reference for cited in lifecycle.final}
    for declared in lifecycle.states:
        name, at = declared.name, declared.location
        if name not in reached:
            message = f"the state `{name}` can't be reached from `{lifecycle.initial}`"
            help_line = "add the transition that leads to it, or remove it"
            yield Finding(Code.UNREACHABLE_STATE, message, at, name, help_line)
        if name not in left and name not in final:
            message = f"no action leads out of the state `{name}`"
            help_line = f"add a transition from it, or say `final: [{name}]` if records end there"
            yield Finding(Code.DEAD_END, message, at, name, help_line)
    for cited in lifecycle.final:
        if cited.reference in left:
            message = f"the state `{cited.reference}` is final, yet an action leads out of it"
            help_line = "remove it from `final`, or the transition"
            yield Finding(Code.DEAD_END, message, cited.location, cited.reference, help_line)


def _reached_from(initial: str, moves: _Moves) -> AbstractSet[str]:
    reached, frontier = {initial}, [initial]
    while frontier:  # bounded: a state enters the frontier once
        here = frontier.pop()
        new = {to for (start, _), to in moves.items() if start == here} - reached
        reached |= new
        frontier += sorted(new)
    return reached


def _actions(lifecycle: Lifecycle, actions: Actions) -> Iterator[Finding]:
    """Every move can be asked for or is brought about, and nothing that can be asked is absent."""
    known = actions.asked | actions.brought_about
    moved = {move.action for move in lifecycle.transitions}
    meant = set()
    for move in lifecycle.transitions:
        if move.action not in known:
            meant.add(nearest(move.action, known - moved) or "")
            message = f"the action `{move.action}` is none that the engine knows"
            help_line = suggest(move.action, known - moved or known, "name one of the engine's")
            yield _at(move, Code.UNKNOWN_ACTION, message, help_line)
        elif move.eligibility is None and move.action in actions.asked and not move.otherwise:
            message = f"nobody can ask for `{move.action}`: it names no eligibility"
            yield _at(move, Code.NOBODY_ASKS, message, "add `eligibility:`")
        elif move.eligibility is not None and move.action in actions.brought_about:
            message = f"nobody asks for `{move.action}`: the engine brings it about by itself"
            yield _at(move, Code.NOBODY_ASKS, message, "remove `eligibility:`")
    yield from _followers(lifecycle, actions)
    for action in sorted(known - moved - meant):
        message = f"no transition says what `{action}` does, and the engine needs it"
        at, help_line = lifecycle.location, f"add a transition with `action: {action}`"
        yield Finding(Code.UNKNOWN_ACTION, message, at, lifecycle.name, help_line)


def _followers(lifecycle: Lifecycle, actions: Actions) -> Iterator[Finding]:
    """What an action may end in leaves every state that the action does."""
    for follower, leaders in actions.may_follow.items():
        follows = [move for move in lifecycle.transitions if move.action == follower]
        left = {state for move in follows for state in move.from_states}
        for move in lifecycle.transitions:
            stuck = [state for state in move.from_states if state not in left]
            if follows and move.action in leaders and stuck:
                names = ", ".join(f"`{state}`" for state in stuck)
                message = f"`{move.action}` may end in `{follower}`, which does not leave {names}"
                help_line = f"add to `from:` of `{follower}`"
                yield _at(move, Code.UNDECIDED_STATE, message, help_line)


def _at(move: Transition, code: Code, message: str, help_line: str) -> Finding:
    return Finding(code, message, move.location, move.action, help_line)
