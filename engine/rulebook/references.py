"""Which facts a condition or a rule looks at."""

from collections.abc import Iterator

from engine.rulebook.model import AllOf, AnyOf, Comparison, Condition, Not, Rule


def comparisons_in(condition: Condition) -> Iterator[Comparison]:
    """Every comparison of a condition, in file order."""
    match condition:
        case Comparison():
            yield condition
        case Not():
            yield from comparisons_in(condition.condition)
        case AllOf() | AnyOf():
            for part in condition.conditions:
                yield from comparisons_in(part)


def facts_of_rule(rule: Rule) -> tuple[str, ...]:
    """The names of all facts a rule's condition and sentence use, each once, in order."""
    names = [comparison.fact for comparison in comparisons_in(rule.when)]
    return tuple(dict.fromkeys([*names, *rule.because.placeholders]))
