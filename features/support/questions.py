"""What the tool asks of the rules while a scenario runs, kept so that it can be asked again under
other rules: decisions, moves of a lifecycle, and what would be written."""

import pickle
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from unittest.mock import patch

from engine.erp_integrations import change_order_list, contract_list
from engine.erp_integrations.names import operations_in_list
from engine.executors.compiled import CompiledExecutor
from engine.executors.fact_check import FactsError, checked_facts
from engine.executors.two_opinions import TwoOpinions
from engine.executors.verdict import Decision
from engine.mapping.change_request_number import numbers_by_mapping
from engine.mapping.inbound import mapped_prime_contract
from engine.records.change_order import ChangeOrder
from engine.records.contract_key import ContractKey
from engine.rulebook.model import Lifecycle, Rulebook
from engine.rulebook.references import facts_of_rule
from engine.rulebook.vocabulary import DEFAULT_EDITION, Edition, Facts, FactValue
from engine.sync.change_orders import numbering, sides
from engine.sync.change_orders.export_plan import plan_export
from engine.sync.change_orders.sides import erp_status_of_change_order
from engine.sync.contracts import writing

Subject = tuple[str, ...]
"""What of the rules a question is about: an eligibility in an edition, a lifecycle, or, of what
would be written, mappings and markup together."""
Answer = object
"""Compared with another answer to the same question, and nothing else."""


class RulesAsked:
    """Answers questions under one rulebook, with the plain executor."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._executors: dict[tuple[str, Edition], tuple[CompiledExecutor, frozenset[str]]] = {}

    def standing(self, eligibility: str, edition: Edition, facts: Facts) -> Answer:
        """The rules that forbid, in order; what is wrong with the facts if they can't be used."""
        key = (eligibility, edition)
        if key not in self._executors:
            rules = self.rulebook.rules_of(eligibility, edition)
            needed = frozenset(name for rule in rules for name in facts_of_rule(rule))
            self._executors[key] = (CompiledExecutor(rules, self.rulebook.facts), needed)
        executor, needed = self._executors[key]
        try:
            return executor.standing_rules(checked_facts(self.rulebook.facts, needed, facts))
        except FactsError as faults:
            return str(faults)


@dataclass(frozen=True, slots=True)
class DecisionAsked:
    """May it happen, under these facts."""

    eligibility: str
    edition: Edition
    facts: tuple[tuple[str, FactValue], ...]

    @property
    def is_about(self) -> Subject:
        return self.eligibility, self.edition

    def answer(self, rules: RulesAsked) -> Answer:
        return rules.standing(self.eligibility, self.edition, dict(self.facts))


@dataclass(frozen=True, slots=True)
class MoveAsked:
    """Where an action leads out of a state, under which eligibility, and who is told."""

    lifecycle: str
    arguments: tuple[str | None, ...]

    @property
    def is_about(self) -> Subject:
        return (self.lifecycle,)

    def answer(self, rules: RulesAsked) -> Answer:
        action, state = self.arguments
        try:
            move = rules.rulebook.lifecycles[self.lifecycle].transition(str(action), state)
        except KeyError as unknown:
            return str(unknown)
        return move.to_state, move.eligibility, move.tells


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What a pure function makes of records under the rulebook or, where it is named, one of its
    lifecycles, which is the argument at `place`; the other arguments are pickled."""

    function: str
    place: int
    lifecycle: str
    arguments: bytes

    @property
    def is_about(self) -> Subject:
        return (self.lifecycle,) if self.lifecycle else ()

    def answer(self, rules: RulesAsked) -> Answer:
        given: list[Any] = pickle.loads(self.arguments)
        book = rules.rulebook
        given.insert(self.place, book.lifecycles[self.lifecycle] if self.lifecycle else book)
        try:
            return FUNCTIONS[self.function](*given)
        # Refusals of several kinds; what is refused, and in which words, is the answer.
        except Exception as refused:  # noqa: BLE001
            return type(refused).__name__, str(refused)


Question = DecisionAsked | MoveAsked | WorkedOut


def number_by_mapping(
    contract: ContractKey | None,
    company_settings: Mapping[str, str],
    rulebook: Rulebook,
    edition: Edition,
    order: ChangeOrder,
) -> str:
    """One of the numbers that `numbers_by_mapping` gives."""
    return numbers_by_mapping(contract, company_settings, rulebook, edition)(order)


FUNCTIONS: Mapping[str, Callable[..., object]] = {
    each.__name__: each
    for each in (
        plan_export,
        mapped_prime_contract,
        number_by_mapping,
        erp_status_of_change_order,
        operations_in_list,
    )
}
"""Everything in which mappings and markup settings are looked at, and the states of lifecycles."""
HEARD_IN = (
    (sides, "plan_export"),
    (sides, "erp_status_of_change_order"),
    (writing, "mapped_prime_contract"),
    (change_order_list, "operations_in_list"),
    (contract_list, "operations_in_list"),
)


@dataclass(slots=True)
class Listener:
    """Notes every question with whether it was asked after the scenario's Givens; `step_kind`
    tells the kind of step that runs."""

    step_kind: Callable[[], str]
    asked: dict[Question, bool] = field(default_factory=dict)

    def note(self, question: Question) -> None:
        is_late = self.step_kind() != "given"
        self.asked[question] = self.asked.get(question, False) or is_late


class OpinionsHeard(TwoOpinions):
    """Decides as ever, and lets a listener know what was asked."""

    def __init__(self, rulebook: Rulebook, listener: Listener) -> None:
        super().__init__(rulebook)
        self._listener = listener

    def decide(
        self, eligibility: str, facts: Facts, edition: Edition = DEFAULT_EDITION
    ) -> Decision:
        self._listener.note(DecisionAsked(eligibility, edition, tuple(sorted(facts.items()))))
        return super().decide(eligibility, facts, edition)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Moves and what would be written are noted too, where the sync asks for them."""

    def move(lifecycle: Lifecycle, action: str, state: str | None = None) -> object:
        listener.note(MoveAsked(lifecycle.name, (action, state)))
        return transition(lifecycle, action, state)

    def numbers(*given: object) -> Callable[[ChangeOrder], object]:
        return partial(_noted, listener, number_by_mapping.__name__, *given)

    transition = Lifecycle.transition
    with ExitStack() as patches:
        patches.enter_context(patch.object(Lifecycle, "transition", move))
        for module, name in HEARD_IN:
            heard = partial(_noted, listener, name)
            patches.enter_context(patch.object(module, name, heard))
        patches.enter_context(patch.object(numbering, "numbers_by_mapping", numbers))
        yield


def _noted(listener: Listener, name: str, *given: object) -> object:
    place = next(i for i, each in enumerate(given) if isinstance(each, Rulebook | Lifecycle))
    rules = given[place]
    others = [*given[:place], *given[place + 1 :]]
    lifecycle = rules.name if isinstance(rules, Lifecycle) else ""
    listener.note(WorkedOut(name, place, lifecycle, pickle.dumps(others)))
    return FUNCTIONS[name](*given)


class Replay:
    """All questions of all scenarios, and their answers under the rules as they are."""

    def __init__(self, rulebook: Rulebook, asked: Mapping[int, Mapping[Question, bool]]) -> None:
        """`asked` has the questions of each scenario, by its number, and whether one was asked
        after the Givens."""
        self._rulebook = rulebook
        self._scenarios: dict[Subject, dict[Question, dict[int, bool]]] = {}
        for number, questions in asked.items():
            for question, is_late in questions.items():
                alike = self._scenarios.setdefault(question.is_about, {})
                alike.setdefault(question, {})[number] = is_late
        rules = RulesAsked(rulebook)
        self._answers = {q: q.answer(rules) for alike in self._scenarios.values() for q in alike}

    @property
    def questions(self) -> Collection[Question]:
        return self._answers.keys()

    def differing(self, changed: Rulebook) -> dict[int, bool]:
        """The scenarios some of whose answers differ under changed rules, each with whether one
        that was asked after its Givens does."""
        rules = RulesAsked(changed)
        found: dict[int, bool] = {}
        for subject, alike in self._scenarios.items():
            if not self._is_touched(subject, changed):
                continue
            for question, scenarios in alike.items():
                if question.answer(rules) == self._answers[question]:
                    continue
                for number, is_late in scenarios.items():
                    found[number] = found.get(number, False) or is_late
        return found

    def _is_touched(self, subject: Subject, changed: Rulebook) -> bool:
        """Whether the rulebooks differ in anything that the subject rests on."""
        match subject:
            case (eligibility, edition):
                rules = self._rulebook.rules_of(eligibility, Edition(edition))
                is_same = changed.rules_of(eligibility, Edition(edition)) == rules
                return not is_same or changed.facts != self._rulebook.facts
            case (lifecycle,):
                return changed.lifecycles[lifecycle] != self._rulebook.lifecycles[lifecycle]
            case _:
                was = (self._rulebook.mappings, self._rulebook.markups)
                return (changed.mappings, changed.markups) != was
