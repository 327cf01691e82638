"""What no single file can know: names that point nowhere, sources nobody cites, lost states.

Every check yields findings and never stops at the first. `cross_check` runs those that find errors,
`completeness_check` those that find warnings.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from engine.rulebook.findings import Code, Finding
from engine.rulebook.location import Location
from engine.rulebook.model import (
    Citation,
    Lifecycle,
    MappingRow,
    Rule,
    Rulebook,
)
from engine.rulebook.names import suggest
from engine.rulebook.references import facts_of_rule
from engine.rulebook.sound_parts import Gaps


def cross_check(rulebook: Rulebook, gaps: Gaps) -> Iterator[Finding]:
    """Every error across the files of a rulebook.

    What could not be built leaves `gaps`: a name may be absent for that reason alone, so nothing
    is said about it.
    """
    yield from _duplicate_ids(rulebook)
    if "sources" not in gaps.kinds:
        yield from _unknown_sources(rulebook, gaps)
    yield from _without_rules(rulebook, gaps)
    if "eligibility" not in gaps.kinds:
        yield from _includes(rulebook)
    for lifecycle in rulebook.lifecycles.values():
        if lifecycle.fact not in gaps.names:
            yield from _lifecycle_fact(lifecycle, rulebook)
        if "eligibility" not in gaps.kinds:
            yield from _lifecycle_eligibilities(lifecycle, rulebook)
        unknown_states = list(_lifecycle_states(lifecycle))
        yield from unknown_states or _lifecycle_reach(lifecycle)
    yield from _mapping_rows(rulebook)


def completeness_check(rulebook: Rulebook, found: AbstractSet[Code]) -> Iterator[Finding]:
    """Every warning: what is declared and never used.

    `found` are the kinds of finding there are already. Of use only for a rulebook without gaps:
    what was left out, or a misspelt name, may be the use that is missed.
    """
    if Code.UNKNOWN_SOURCE not in found:
        yield from _uncited_sources(rulebook)
    if not {Code.UNKNOWN_FACT, Code.UNKNOWN_PLACEHOLDER} & found:
        yield from _unused_facts(rulebook)


def _duplicate_ids(rulebook: Rulebook) -> Iterator[Finding]:
    """Ids are unique in the whole book: a decision names a rule without its file."""
    found: list[Rule | MappingRow] = []
    for eligibility in rulebook.eligibilities.values():
        found += eligibility.rules
    for table in rulebook.mappings.values():
        found += table.rows
    first_seen: dict[str, Location] = {}
    for item in found:
        first = first_seen.setdefault(item.id, item.location)
        if first != item.location:
            message = f"the id `{item.id}` is used twice"
            help_line = f"choose another; the first is at {first}"
            yield Finding(Code.DUPLICATE_NAME, message, item.location, item.id, help_line)


def _unknown_sources(rulebook: Rulebook, gaps: Gaps) -> Iterator[Finding]:
    known = {*rulebook.sources, *gaps.names}
    for citation in _all_citations(rulebook):
        if citation.reference not in known:
            message = f"unknown source `{citation.reference}`"
            help_line = suggest(citation.reference, rulebook.sources, "add it to sources.yaml")
            yield Finding(
                Code.UNKNOWN_SOURCE, message, citation.location, citation.reference, help_line
            )


def _uncited_sources(rulebook: Rulebook) -> Iterator[Finding]:
    cited = {citation.reference for citation in _all_citations(rulebook)}
    for statement in rulebook.sources.values():
        name = statement.reference.split("#")[1]
        is_rule = statement.not_a_rule is None
        if is_rule and statement.reference not in cited:
            message = f"no rule cites `{statement.reference}`"
            help_line = "cite it in a rule, or say `not_a_rule:` with the reason"
            yield Finding(Code.UNCITED_SOURCE, message, statement.location, name, help_line)
        if not is_rule and statement.reference in cited:
            message = f"`{statement.reference}` is declared not to be a rule, yet a rule cites it"
            help_line = "remove `not_a_rule:`, or the citation"
            yield Finding(Code.UNCITED_SOURCE, message, statement.location, name, help_line)


def _all_citations(rulebook: Rulebook) -> Iterable[Citation]:
    cited: list[Citation] = []
    for eligibility in rulebook.eligibilities.values():
        cited += [source for rule in eligibility.rules for source in rule.sources]
    for lifecycle in rulebook.lifecycles.values():
        cited += [source for move in lifecycle.transitions for source in move.sources]
    for table in rulebook.mappings.values():
        cited += [source for row in table.rows for source in row.sources]
    for markup in rulebook.markups.values():
        cited += [source for setting in markup.settings for source in setting.sources]
    return cited


def _unused_facts(rulebook: Rulebook) -> Iterator[Finding]:
    used = {lifecycle.fact for lifecycle in rulebook.lifecycles.values()}
    for rule in rulebook.rules.values():
        used |= set(facts_of_rule(rule))
    for fact in rulebook.facts.values():
        if fact.name not in used:
            message = f"no rule looks at the fact `{fact.name}`"
            help_line = "use it in a rule, or remove it"
            yield Finding(Code.UNUSED_FACT, message, fact.location, fact.name, help_line)


def _without_rules(rulebook: Rulebook, gaps: Gaps) -> Iterator[Finding]:
    for eligibility in rulebook.eligibilities.values():
        at, value = eligibility.location, eligibility.name
        if not eligibility.rules and not eligibility.includes and at.file not in gaps.files:
            message = f"`{eligibility.name}` has no rules, so it would always allow"
            help_line = "add `needs:`, `blocked_when:` or `includes:`"
            yield Finding(Code.NO_RULES, message, at, value, help_line)


def _includes(rulebook: Rulebook) -> Iterator[Finding]:
    names = {eligibility.name for eligibility in rulebook.eligibilities.values()}
    for eligibility in rulebook.eligibilities.values():
        for cited in eligibility.includes:
            included = rulebook.eligibilities.get(cited.reference)
            if included is None:
                message = f"unknown eligibility `{cited.reference}`"
                help_line = suggest(cited.reference, names, "write its file")
            elif included.includes:
                message = f"`{cited.reference}` itself includes others"
                help_line = "include what it includes directly; one step only"
            else:
                continue
            yield Finding(
                Code.UNKNOWN_ELIGIBILITY, message, cited.location, cited.reference, help_line
            )


def _lifecycle_fact(lifecycle: Lifecycle, rulebook: Rulebook) -> Iterator[Finding]:
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


def _lifecycle_eligibilities(lifecycle: Lifecycle, rulebook: Rulebook) -> Iterator[Finding]:
    for move in lifecycle.transitions:
        if move.eligibility is not None and move.eligibility not in rulebook.eligibilities:
            message = f"`{move.action}` names the unknown eligibility `{move.eligibility}`"
            help_line = suggest(move.eligibility, rulebook.eligibilities, "write its file")
            at, value = move.location, move.action
            yield Finding(Code.UNKNOWN_ELIGIBILITY, message, at, value, help_line)


def _lifecycle_states(lifecycle: Lifecycle) -> Iterator[Finding]:
    states = [state.name for state in lifecycle.states]
    named = [(lifecycle.initial, lifecycle.location, lifecycle.name)]
    for move in lifecycle.transitions:
        named += [(name, move.location, move.action) for name in (*move.from_states, move.to_state)]
    for name, location, value in named:
        if name not in states:
            message = f"`{value}` names the unknown state `{name}`"
            help_line = suggest(name, states, "add it to the states")
            yield Finding(Code.UNKNOWN_STATE, message, location, value, help_line)


def _lifecycle_reach(lifecycle: Lifecycle) -> Iterator[Finding]:
    """From one state an action leads to one place, and every state can be reached."""
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
    for declared in lifecycle.states:
        if declared.name not in reached:
            message = f"the state `{declared.name}` can't be reached from `{lifecycle.initial}`"
            help_line = "add the transition that leads to it, or remove it"
            yield Finding(
                Code.UNREACHABLE_STATE, message, declared.location, declared.name, help_line
            )


def _reached_from(initial: str, moves: Mapping[tuple[str, str], str]) -> set[str]:
    reached, frontier = {initial}, [initial]
    while frontier:  # bounded: a state enters the frontier once
        here = frontier.pop()
        new = {to for (start, _), to in moves.items() if start == here} - reached
        reached |= new
        frontier += sorted(new)
    return reached


def _mapping_rows(rulebook: Rulebook) -> Iterator[Finding]:
    """A row has one origin, and a target field has one writer in each edition."""
    for table in rulebook.mappings.values():
        writers: dict[tuple[str, str, str], str] = {}
        for row in table.rows:
            origins = [row.from_field, row.constant, row.setting]
            if sum(origin is not None for origin in origins) != 1:
                message = f"`{row.id}` needs exactly one of `from`, `constant` and `setting`"
                help_line = "say once where the value comes from"
                yield Finding(Code.MAPPING_ORIGIN, message, row.location, row.id, help_line)
            for edition in sorted(row.editions):
                target = (row.object, row.to_field, edition)
                writer = writers.setdefault(target, row.id)
                if writer != row.id:
                    message = f"`{row.to_field}` is already written by `{writer}`"
                    help_line = "keep one row, or give the rows different editions"
                    yield Finding(Code.TWO_WRITERS, message, row.location, row.id, help_line)
                    break
