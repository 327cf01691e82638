"""Rules that are beyond what durable_rules can hold, as findings with their place."""

from collections.abc import Iterator

from engine.executors.durable_form import DurableForm
from engine.executors.durable_limits import DurableLimitError, check_properties, spread
from engine.rulebook.findings import Code, Finding
from engine.rulebook.model import Rulebook
from engine.rulebook.vocabulary import Edition


def limit_findings(rulebook: Rulebook) -> tuple[Finding, ...]:
    """One finding for each rule or eligibility over a limit, without loading anything."""
    return tuple(dict.fromkeys(_findings(rulebook)))


def _findings(rulebook: Rulebook) -> Iterator[Finding]:
    for name, eligibility in rulebook.eligibilities.items():
        for edition in Edition:
            rules = rulebook.rules_of(name, edition)
            form = DurableForm(rules, rulebook.facts)
            for rule in rules:
                try:
                    list(spread([rule], form.expressions))
                except DurableLimitError as error:
                    help_line = "split it into several rules"
                    yield Finding(
                        Code.BEYOND_EXECUTOR, str(error), rule.location, rule.id, help_line
                    )
            try:
                check_properties(form.property_names)
            except DurableLimitError as error:
                help_line = "split the eligibility into several, and include them"
                at = eligibility.location
                yield Finding(Code.BEYOND_EXECUTOR, str(error), at, name, help_line)
