"""What is declared and what is used: facts, eligibilities, source statements."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from engine.rulebook.capabilities import Capabilities
from engine.rulebook.findings import Code, Finding
from engine.rulebook.location import Location
from engine.rulebook.model import Rulebook
from engine.rulebook.names_used import Names, differences
from engine.rulebook.references import citations_in, facts_of_rule
from engine.rulebook.sound_parts import Gaps


def engine_names_check(
    rulebook: Rulebook, gaps: Gaps, can: Capabilities, folder: Location
) -> Iterator[Finding]:
    """Every error where the engine has other names than the rules: a decision would fail."""
    if "eligibility" not in gaps.kinds:
        asked = {item.name: item.location for item in rulebook.eligibilities.values()}
        code, wanted = Code.UNKNOWN_ELIGIBILITY, can.asked_eligibilities
        yield from differences(Names("eligibility", asked, wanted, code, folder, set(asked)))
    facts = {fact.name: fact.location for fact in rulebook.facts.values()}
    unused = set(facts) - _facts_in_use(rulebook)
    wanted = can.derived_facts - gaps.names
    yield from differences(Names("fact", facts, wanted, Code.UNKNOWN_FACT, folder, unused))


def completeness_check(
    rulebook: Rulebook, found: AbstractSet[Code], can: Capabilities | None
) -> Iterator[Finding]:
    """Every warning: what is declared and never used.

    `found` are the kinds of finding there are already. Of use only for a rulebook without gaps:
    what was left out, or a misspelt name, may be the use that is missed.
    """
    if Code.UNKNOWN_SOURCE not in found:
        yield from _uncited_sources(rulebook)
    if not {Code.UNKNOWN_FACT, Code.UNKNOWN_PLACEHOLDER} & found:
        yield from _unused_facts(rulebook, can)
    if can is not None and not {Code.UNKNOWN_ELIGIBILITY, Code.NOBODY_ASKS} & found:
        yield from _unasked_eligibilities(rulebook, can)


def _uncited_sources(rulebook: Rulebook) -> Iterator[Finding]:
    cited = {citation.reference for citation in citations_in(rulebook)}
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


def _unused_facts(rulebook: Rulebook, can: Capabilities | None) -> Iterator[Finding]:
    used = _facts_in_use(rulebook)
    for fact in rulebook.facts.values():
        if fact.name not in used and fact.not_used is None:
            message = f"no rule looks at the fact `{fact.name}`"
            is_derived = can is not None and fact.name in can.derived_facts
            otherwise = "say `not_used:` with the reason" if is_derived else "remove it"
            help_line = f"use it in a rule, or {otherwise}"
            yield Finding(Code.UNUSED_FACT, message, fact.location, fact.name, help_line)
        if fact.name in used and fact.not_used is not None:
            message = f"`{fact.name}` is declared not to be used, yet a rule looks at it"
            help_line = "remove `not_used:`, or the use"
            yield Finding(Code.UNUSED_FACT, message, fact.location, fact.name, help_line)


def _unasked_eligibilities(rulebook: Rulebook, can: Capabilities) -> Iterator[Finding]:
    """An eligibility counts when the engine asks for it, a transition does, or one that counts
    includes it."""
    moves = [move for item in rulebook.lifecycles.values() for move in item.transitions]
    asked = set(can.asked_eligibilities) | {move.eligibility for move in moves}
    for eligibility in rulebook.eligibilities.values():
        if eligibility.name in asked:
            asked |= {cited.reference for cited in eligibility.includes}
    for eligibility in rulebook.eligibilities.values():
        if eligibility.name not in asked:
            message = f"nothing asks for the eligibility `{eligibility.name}`"
            help_line = "name it in a transition, include it in an eligibility, or remove it"
            at, value = eligibility.location, eligibility.name
            yield Finding(Code.UNASKED_ELIGIBILITY, message, at, value, help_line)


def _facts_in_use(rulebook: Rulebook) -> AbstractSet[str]:
    used = {lifecycle.fact for lifecycle in rulebook.lifecycles.values()}
    for rule in rulebook.rules.values():
        used |= set(facts_of_rule(rule))
    return used
