"""A live decision is taken twice, by two executors that share nothing but the rulebook.

When they disagree the decision is not taken: one of them is wrong, and nobody knows which.
"""

import threading
from collections.abc import Mapping
from functools import cache
from typing import NoReturn, Protocol

from engine.executors.compiled import CompiledExecutor
from engine.executors.durable import DurableExecutor
from engine.executors.fact_check import checked_facts
from engine.executors.verdict import Decision, decision_of
from engine.rulebook.load import load_rulebook
from engine.rulebook.model import Rule, Rulebook
from engine.rulebook.names import suggest
from engine.rulebook.references import facts_of_rule
from engine.rulebook.vocabulary import (
    DEFAULT_EDITION,
    Edition,
    Facts,
    FactValue,
)


class Executor(Protocol):
    """Decides a fixed list of rules under checked facts."""

    def standing_rules(self, facts: Facts) -> tuple[str, ...]: ...


class ExecutorsDisagree(RuntimeError):
    """The two executors answered differently; `facts` reproduce it."""

    def __init__(
        self,
        eligibility: str,
        edition: Edition,
        opinions: Mapping[str, tuple[str, ...]],
        facts: Mapping[str, FactValue],
    ) -> None:
        self.eligibility, self.edition = eligibility, edition
        self.opinions, self.facts = dict(opinions), dict(facts)
        said = "; ".join(f"{name}: {', '.join(ids) or 'none'}" for name, ids in opinions.items())
        super().__init__(
            f"the executors disagree on `{eligibility}` (edition {edition}), nothing may be "
            f"written. Rules that forbid, by {said}. Facts: {self.facts!r}"
        )


class UnknownEligibilityError(LookupError):
    """There is no eligibility of that name; the message has the nearest one."""


class _ExecutorPair:
    """Both executors for one eligibility in one edition."""

    def __init__(self, rulebook: Rulebook, eligibility: str, edition: Edition) -> None:
        self.rules: tuple[Rule, ...] = rulebook.rules_of(eligibility, edition)
        self.needed = frozenset(name for rule in self.rules for name in facts_of_rule(rule))
        self.executors: Mapping[str, Executor] = {
            "compiled": CompiledExecutor(self.rules, rulebook.facts),
            "durable": DurableExecutor(self.rules, rulebook.facts),
        }


class TwoOpinions:
    """Decides by a rulebook, with both executors. Executors are built once, when first needed."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._pairs: dict[tuple[str, Edition], _ExecutorPair] = {}
        self._lock = threading.Lock()

    def under(self, changed: Rulebook) -> "TwoOpinions":
        """Opinions under a changed rulebook; what it decides by the same rules, over the same
        facts, is decided by the executors that were built for this one."""
        opinions = TwoOpinions(changed)
        if changed.facts == self.rulebook.facts:
            opinions._pairs = {
                (name, edition): pair
                for (name, edition), pair in self._pairs.items()
                if name in changed.eligibilities and changed.rules_of(name, edition) == pair.rules
            }
        return opinions

    def needed_facts(self, eligibility: str, edition: Edition = DEFAULT_EDITION) -> frozenset[str]:
        """The names of the facts a decision must be given. UnknownEligibilityError as below."""
        return self._pair(eligibility, edition).needed

    def decide(
        self, eligibility: str, facts: Facts, edition: Edition = DEFAULT_EDITION
    ) -> Decision:
        """The decision both executors agree on.

        UnknownEligibilityError for an unknown name, FactsError when facts are not given or of the
        wrong type, ExecutorsDisagree when the opinions differ, DurableRulesError when that library
        fails. In each case nothing has been decided.
        """
        pair = self._pair(eligibility, edition)
        checked = checked_facts(self.rulebook.facts, pair.needed, facts)
        opinions = {
            name: executor.standing_rules(checked) for name, executor in pair.executors.items()
        }
        standing = opinions["compiled"]
        if any(opinion != standing for opinion in opinions.values()):
            raise ExecutorsDisagree(eligibility, edition, opinions, checked)
        return decision_of(
            self.rulebook,
            eligibility,
            edition,
            checked,
            [rule for rule in pair.rules if rule.id in standing],
        )

    def _pair(self, eligibility: str, edition: Edition) -> _ExecutorPair:
        if eligibility not in self.rulebook.eligibilities:
            _refuse_unknown(eligibility, self.rulebook)
        with self._lock:
            key = (eligibility, edition)
            if key not in self._pairs:
                self._pairs[key] = _ExecutorPair(self.rulebook, eligibility, edition)
            return self._pairs[key]


def _refuse_unknown(eligibility: str, rulebook: Rulebook) -> NoReturn:
    help_line = suggest(eligibility, rulebook.eligibilities, "see rules/eligibility/")
    raise UnknownEligibilityError(f"there is no eligibility `{eligibility}`: {help_line}")


@cache
def default_opinions() -> TwoOpinions:
    """Both executors over the rulebook that comes with Tieout."""
    return TwoOpinions(load_rulebook())


def decide(eligibility: str, facts: Facts, edition: Edition = DEFAULT_EDITION) -> Decision:
    """The decision under the rulebook that comes with Tieout; see `TwoOpinions.decide`."""
    return default_opinions().decide(eligibility, facts, edition)
