"""In which editions of the rules a scenario runs: a rule is shown in every one that it holds in."""

from collections.abc import Mapping
from functools import partial

from engine.rulebook.model import Rulebook
from engine.rulebook.vocabulary import DEFAULT_EDITION, Edition
from features.harness.book import Case
from features.harness.collector import Variants
from features.harness.ledger import RULE_TAG

USUAL = str(DEFAULT_EDITION)
CHOSEN = "the company follows the current edition of the rules"
"""A scenario with this step chooses its edition itself."""
_IN_WORDS = {f"{edition} edition": str(edition) for edition in Edition}


def edition_of(case: Case) -> str:
    """The edition a case is run in."""
    return _IN_WORDS.get(case.variant, USUAL)


def in_other_editions(rulebook: Rulebook) -> Variants:
    """A case is run too in every other edition in which all the rules hold that it shows."""
    held = {rule.id: rule.editions for rule in rulebook.rules.values()}
    return partial(_other_editions, held)


def _other_editions(held: Mapping[str, frozenset[Edition]], case: Case) -> list[str]:
    shown = [tag.removeprefix(RULE_TAG) for tag in case.tags if tag.startswith(RULE_TAG)]
    if not shown or any(step.name == CHOSEN for step in case.scenario.steps):
        return []
    common = frozenset(Edition).intersection(*(held.get(rule, ()) for rule in shown))
    return [words for words, name in _IN_WORDS.items() if name in common and name != USUAL]
